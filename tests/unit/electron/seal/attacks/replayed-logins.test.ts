/**
 * A site that lets people log in by certificate has them sign 32 bytes of its choosing. The value is SignedData over a bare
 * digest, a usual form of the field, and fits any Signature.xml whose SM3 those bytes are: it counts, and is told.
 */
import { describe, expect, test } from "vitest";
import { DEFAULT_POLICY } from "../../../../../electron/seal/policy.ts";
import { signedPdf } from "../../../../helpers/pdf-factory/seal.ts";
import {
  anotherParty,
  licenseFiles,
  sealedLicense,
  signFiles,
  zipFiles,
} from "../../../../helpers/seal-factory/ofd.ts";
import { createPki } from "../../../../helpers/seal-factory/pki.ts";
import { sm3Of } from "../../../../helpers/seal-factory/seal.ts";
import { makeSignedData, toIndefinite } from "../../../../helpers/seal-factory/signed-data.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const victim = anotherParty(pki, { commonName: "登录的人" });
const logIn = (challenge: Uint8Array) => makeSignedData({ signer: victim, content: challenge, withAttributes: false });
const bareLogIn = (challenge: Uint8Array) =>
  makeSignedData({ signer: victim, detached: challenge, withAttributes: false });

describe("a signed login challenge", () => {
  test.each([
    ["with the challenge inside", logIn],
    ["with the challenge left out", bareLogIn],
    ["in BER", (challenge: Uint8Array) => toIndefinite(logIn(challenge))],
  ])("as the signature of an OFD is told: %s", (_, signed) => {
    const value = (xml: Uint8Array) => signed(sm3Of(xml));
    const report = verdictOn(sealedLicense({ pki, type: "Sign", signatureMethod: null, stamps: [], value }));
    expect(report.codes).toContain("SIGNED_DIGEST_ONLY");
    expect(answerTo(report, "purpose-signed")?.result).toBe("passed");
  });

  test("as the signature of a PDF is told", () => {
    const report = verdictOn(signedPdf(pki, { sign: (signed) => logIn(sm3Of(signed)) }).bytes);
    expect(report.codes).toContain("SIGNED_DIGEST_ONLY");
  });

  test("is refused by a hall that does not want it", () => {
    const rows = DEFAULT_POLICY.rows.map((row) =>
      row.code === "SIGNED_DIGEST_ONLY"
        ? ({
            ...row,
            severity: "fail",
            indication: "INDETERMINATE",
            subIndication: "SIG_CONSTRAINTS_FAILURE",
            decision: "refer",
          } as const)
        : row,
    );
    const value = (xml: Uint8Array) => logIn(sm3Of(xml));
    const file = sealedLicense({ pki, type: "Sign", signatureMethod: null, stamps: [], value });
    expect(verdictOn(file, { policy: { version: "hall", rows } }).decision).toBe("refer");
  });

  test("beside a seal that protects all that is seen is told, and changes nothing", () => {
    const sealed = signFiles(licenseFiles(), { pki });
    const both = signFiles(sealed, {
      pki,
      id: "s002",
      type: "Sign",
      stamps: [],
      signatureMethod: null,
      covers: (name) => !name.includes("s002") && !name.endsWith("Signatures.xml"),
      value: (xml) => logIn(sm3Of(xml)),
    });
    expect(verdictOn(zipFiles(both))).toMatchObject({
      indication: "TOTAL_PASSED",
      codes: [],
    });
  });

  test("does not vouch for what the seal left open", () => {
    const isOpen = (name: string) => name.includes("Annot") || name.includes("Signs/");
    const sealed = signFiles(licenseFiles(), { pki, covers: (name) => !isOpen(name) });
    const both = signFiles(sealed, {
      pki,
      id: "s002",
      type: "Sign",
      stamps: [],
      signatureMethod: null,
      covers: (name) => !name.includes("s002") && !name.endsWith("Signatures.xml"),
      value: (xml) => logIn(sm3Of(xml)),
    });
    const report = verdictOn(zipFiles(both));
    expect(report).toMatchObject({ indication: "INDETERMINATE", decision: "refer" });
    expect(report.codes).toContain("SIGNED_DIGEST_ONLY");
  });
});
