/**
 * A site that lets people log in by certificate has them sign 32 bytes of its choosing. The value is SignedData over a bare
 * digest, a form of the field (seals.md section 2), and fits any Signature.xml whose SM3 those bytes are.
 */
import { describe, expect, test } from "vitest";
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
const referred = { indication: "INDETERMINATE", subIndication: "SIG_CONSTRAINTS_FAILURE", decision: "refer" };

describe("a signed login challenge", () => {
  test.each([
    ["with the challenge inside", logIn],
    ["with the challenge left out", bareLogIn],
    ["in BER", (challenge: Uint8Array) => toIndefinite(logIn(challenge))],
  ])("is no signature of an OFD: %s", (_, signed) => {
    const value = (xml: Uint8Array) => signed(sm3Of(xml));
    const report = verdictOn(sealedLicense({ pki, type: "Sign", signatureMethod: null, stamps: [], value }));
    expect(report).toMatchObject(referred);
    expect(report.codes).toContain("SIGNED_DIGEST_ONLY");
    expect(answerTo(report, "purpose-signed")?.result).toBe("undetermined");
  });

  test("is no signature of a PDF", () => {
    const report = verdictOn(signedPdf(pki, { sign: (signed) => logIn(sm3Of(signed)) }).bytes);
    expect(report).toMatchObject(referred);
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
      codes: ["SIGNED_DIGEST_ONLY"],
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
    expect(verdictOn(zipFiles(both))).toMatchObject(referred);
  });
});
