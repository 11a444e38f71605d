/** Forged, borrowed and withdrawn seals, and values that do not fit (seals.md sections 4 and 5). */

import { describe, expect, test } from "vitest";
import { element, oid, sequence, tagged } from "../../../../helpers/seal-factory/der-writer.ts";
import {
  anotherParty,
  licenseFiles,
  type OfdFiles,
  signFiles,
  zipFiles,
} from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, DAY, HOUR, NOW, SIGNED_AT, trustIn, YEAR } from "../../../../helpers/seal-factory/pki.ts";
import { makeSeal, SEAL_PICTURE } from "../../../../helpers/seal-factory/seal.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const sealed = (options: Partial<Parameters<typeof signFiles>[1]> = {}) =>
  signFiles(licenseFiles(), { pki, ...options });
const withFile = (files: OfdFiles, name: string, content: Uint8Array) => zipFiles(new Map(files).set(name, content));

describe("signature values", () => {
  test("of 64 raw bytes are read in both places", () => {
    expect(verdictOn(zipFiles(sealed({ seal: { isRaw: true }, ses: { isRaw: true } }))).indication).toBe(
      "TOTAL_PASSED",
    );
  });

  test.each(["1.2.156.10197.1.301.1", "1.2.156.10197.1.501", "SM3withSM2", "SM2", null])(
    "agree with SignatureMethod %s",
    (signatureMethod) => {
      expect(verdictOn(zipFiles(sealed({ signatureMethod }))).indication).toBe("TOTAL_PASSED");
    },
  );

  test.each(["RSA", "1.2.840.113549.1.1.11", "SM9"])("do not agree with SignatureMethod %s", (signatureMethod) => {
    expect(verdictOn(zipFiles(sealed({ signatureMethod }))).codes[0]).toBe("ALGORITHM_INCONSISTENT");
  });

  test("taken from another license do not fit", () => {
    const other = signFiles(licenseFiles({ text: "另一本证照" }), { pki });
    const value = "Doc_0/Signs/Sign_s001/SignedValue.dat";
    const report = verdictOn(withFile(sealed(), value, other.get(value)!));
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "HASH_FAILURE" });
  });

  test.each<[string, Uint8Array]>([
    ["a broken SignedData", sequence(oid("1.2.156.10197.6.1.4.2.2"), tagged(0))],
    ["a broken SES signature of 2014", sequence(sequence(), element(3, Uint8Array.of(0)))],
  ])("that hold %s are refused", (_, value) => {
    const report = verdictOn(zipFiles(sealed({ editValue: () => value })));
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", decision: "reject", codes: ["SIGNED_VALUE_FORMAT"] });
  });
});

describe("forged and borrowed seals", () => {
  const fakeMaker = createPki({ maker: { issuer: undefined } as object }).maker;

  test("by a maker of one's own are rejected", () => {
    const report = verdictOn(zipFiles(sealed({ seal: { maker: fakeMaker } })));
    expect(report).toMatchObject({
      indication: "INDETERMINATE",
      subIndication: "NO_CERTIFICATE_CHAIN_FOUND",
      decision: "reject",
    });
  });

  test("with the genuine maker's certificate but another key are rejected", () => {
    expect(verdictOn(zipFiles(sealed({ seal: { signingKey: keyFor("forger") } }))).codes[0]).toBe(
      "SEAL_SIGNATURE_INVALID",
    );
  });

  test.each<[string, (seal: Uint8Array) => Uint8Array]>([
    ["its picture", (seal) => seal.with(Buffer.from(seal).indexOf(Buffer.from(SEAL_PICTURE)) + 40, 0)],
    ["its name", (seal) => seal.with(Buffer.from(seal).indexOf(Buffer.from("云川市")) + 2, 0x92)],
    [
      "its last day",
      (seal) =>
        seal.with(Buffer.from(seal).indexOf(Buffer.from(`${new Date(NOW + YEAR).getUTCFullYear()}11`)) + 3, 0x39),
    ],
  ])("with %s changed are rejected, even when the signer signs them", (_, edit) => {
    const report = verdictOn(zipFiles(sealed({ sealDer: edit(makeSeal(pki)) })));
    expect(report.codes).toContain("SEAL_SIGNATURE_INVALID");
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", decision: "reject" });
  });

  test("are refused to a signer of the same authority whom they do not list", () => {
    const other = anotherParty(pki, { commonName: "云川市某公司" });
    const report = verdictOn(zipFiles(sealed({ signer: other, sealDer: makeSeal(pki) })));
    expect(report).toMatchObject({
      subIndication: "SIG_CONSTRAINTS_FAILURE",
      decision: "reject",
      codes: ["SIGNER_NOT_IN_SEAL"],
    });
  });

  test("are refused to a renewed certificate, with a hint", () => {
    const renewed = anotherParty(pki, {
      commonName: "云川市行政审批局",
      organization: "云川市行政审批局",
      key: pki.signer.key,
      serial: 99n,
    });
    const report = verdictOn(zipFiles(sealed({ signer: renewed, sealDer: makeSeal(pki) })));
    expect(report.codes).toEqual(["SIGNER_NOT_IN_SEAL"]);
    expect(answerTo(report, "signer-in-seal")?.detail?.["hint"]).toContain("not re-issued");
  });

  test("list signers by digest, too", () => {
    expect(verdictOn(zipFiles(sealed({ seal: { listType: 2 } }))).indication).toBe("TOTAL_PASSED");
    expect(verdictOn(zipFiles(sealed({ seal: { listType: 2, signers: [pki.maker.certificate] } }))).codes).toEqual([
      "SIGNER_NOT_IN_SEAL",
    ]);
  });

  test("with a critical extension that nobody understands are referred", () => {
    const report = verdictOn(zipFiles(sealed({ seal: { extensions: [["1.2.3.4", true, Uint8Array.of(1)]] } })));
    expect(report).toMatchObject({ decision: "refer", codes: ["SEAL_EXTENSION_UNKNOWN"] });
  });

  test("of GM/T 0031-2025 are verified like those of 2020", () => {
    const report = verdictOn(zipFiles(sealed({ seal: { version: 5 } })));
    expect(report).toMatchObject({
      indication: "TOTAL_PASSED",
      signatures: [{ standard: "GM/T 0031-2025", kind: "seal" }],
    });
  });

  test("called a plain signature in the unsigned list are still judged as seals", () => {
    const report = verdictOn(zipFiles(sealed({ type: "Sign", seal: { validTo: SIGNED_AT - DAY } })));
    expect(report).toMatchObject({ decision: "reject", signatures: [{ kind: "seal" }] });
  });

  test("may be used a day before they say they were made, and not before they are valid", () => {
    expect(verdictOn(zipFiles(sealed({ seal: { createdAt: SIGNED_AT + 23 * HOUR } })))).toMatchObject({
      indication: "TOTAL_PASSED",
      codes: ["TIME_ZONE_DOUBTFUL"],
    });
    expect(verdictOn(zipFiles(sealed({ seal: { validFrom: SIGNED_AT + HOUR } }))).codes).toEqual([
      "SEAL_NOT_YET_VALID",
    ]);
  });

  test("withdrawn after signing are referred, withdrawn before rejected", () => {
    const trust = (since: number) =>
      trustIn(pki, { sealStatus: { asOf: NOW, seals: [{ sealId: "99000000000001", status: "replaced", since }] } });
    expect(verdictOn(zipFiles(sealed()), { trust: trust(SIGNED_AT + DAY) }).decision).toBe("refer");
    expect(verdictOn(zipFiles(sealed()), { trust: trust(SIGNED_AT - DAY) }).decision).toBe("reject");
  });
});

describe("samples", () => {
  test("are told by the trust data as well as by their names", () => {
    const plain = verdictOn(zipFiles(sealed()));
    const fingerprint = plain.signatures[0]!.signer!.fingerprint.toUpperCase();
    const report = verdictOn(zipFiles(sealed()), { trust: trustIn(pki, { sampleSigners: [fingerprint] }) });
    expect([plain.isSample, report.isSample]).toEqual([false, true]);
    expect(report.signatures[0]?.signer?.isSample).toBe(true);
  });
});
