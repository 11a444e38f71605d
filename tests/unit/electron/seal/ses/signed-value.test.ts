import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSignedValue } from "../../../../../electron/seal/ses/signed-value.ts";
import * as der from "../../../../helpers/seal-factory/der-writer.ts";
import { createPki, NOW, SIGNED_AT } from "../../../../helpers/seal-factory/pki.ts";
import { makeSeal, makeSesSignature, type SealOptions, sm3Of } from "../../../../helpers/seal-factory/seal.ts";

const pki = createPki();
const sign = (seal: SealOptions = {}, more: { timestamp?: Uint8Array } = {}) =>
  makeSesSignature({
    seal: makeSeal(pki, seal),
    dataHash: sm3Of(Uint8Array.of(1)),
    signedAt: SIGNED_AT,
    propertyInfo: "/Doc_0/Signs/Sign_0/Signature.xml",
    signer: pki.signer,
    ...more,
  });

describe("a signed value", () => {
  test("of GB/T 38540-2020 is read whole", () => {
    expect(readSignedValue(sign())).toMatchObject({
      form: "ses",
      standard: "GB/T 38540-2020",
      signature: { signedAt: SIGNED_AT, signerCertificate: pki.signer.certificate, algorithm: "1.2.156.10197.1.501" },
      seal: {
        version: 4,
        id: "99000000000001",
        name: "云川市行政审批局电子印章",
        signers: { kind: "certificates", certificates: [pki.signer.certificate] },
        picture: { type: "PNG", widthMm: 40, heightMm: 40 },
        makerCertificate: pki.maker.certificate,
      },
    });
  });

  test("keeps the very bytes that were signed", () => {
    const seal = makeSeal(pki);
    const value = readSignedValue(sign());
    expect(value.form === "ses" && typeof value.seal !== "string" && value.seal.raw).toEqual(seal);
  });

  test("with digests in place of certificates is read by certListType", () => {
    expect(readSignedValue(sign({ listType: 2 }))).toMatchObject({
      seal: { signers: { kind: "digests", digests: [sm3Of(pki.signer.certificate)] } },
    });
  });

  test("of GM/T 0031-2025 is told by the version in the seal's header", () => {
    const value = readSignedValue(sign({ version: 5, timestamp: () => Uint8Array.of(1) }));
    expect(value).toMatchObject({ form: "ses", standard: "GM/T 0031-2025", seal: { version: 5 } });
  });

  test("may carry a timestamp", () => {
    const value = readSignedValue(sign({}, { timestamp: Uint8Array.of(1, 2) }));
    expect(value.form === "ses" && value.signature.timestamp).toEqual(Uint8Array.of(1, 2));
  });

  test.each<[string, Uint8Array]>([
    ["DER", der.sequence(der.integer(5), der.integer(6))],
    ["64 raw bytes", new Uint8Array(64).fill(9)],
  ])("that is nothing but an SM2 value in %s is bare", (_, bytes) => {
    expect(readSignedValue(bytes)).toEqual({ form: "bare", standard: "GB/T 35276-2017" });
  });

  test.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array()],
    ["bytes behind the end", der.concat(sign(), Uint8Array.of(0))],
    ["another content type", der.sequence(der.oid("1.2.840.113549.1.7.1"))],
    ["a SignedData without contents", der.sequence(der.oid("1.2.156.10197.6.1.4.2.2"), der.tagged(0))],
    ["a SignedData of indefinite length that never ends", Uint8Array.of(0x30, 0x80, 6, 1, 1)],
    ["a first edition without contents", der.sequence(der.sequence(), der.bitString(new Uint8Array(64)))],
    ["an unknown structure", der.sequence(der.integer(1))],
    ["XML", new TextEncoder().encode("<a/>")],
  ])("is malformed with %s", (_, bytes) => {
    expect(readSignedValue(bytes)).toMatchObject({ form: "malformed" });
  });

  test.each<[string, SealOptions]>([
    ["another header", { headerId: "XS" }],
    ["another version", { version: 3 }],
    ["a timestamp that version 4 does not have", { timestamp: () => Uint8Array.of(1) }],
  ])("says why its seal is none: %s", (_, options) => {
    const value = readSignedValue(sign(options));
    expect(value.form === "ses" && typeof value.seal).toBe("string");
  });

  test("names critical extensions", () => {
    const extensions = [["1.2.3.4", true, Uint8Array.of(1)] as const, ["1.2.3.5", false, Uint8Array.of(1)] as const];
    expect(readSignedValue(sign({ extensions }))).toMatchObject({ seal: { criticalExtensions: ["1.2.3.4"] } });
  });

  test("is never the cause of an exception, whatever its bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => void readSignedValue(bytes)),
      { numRuns: 300 },
    );
    const good = sign({ validTo: NOW });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), (edits) => {
        const bytes = Uint8Array.from(good);
        for (const [at, byte] of edits) bytes[at] = byte;
        readSignedValue(bytes);
      }),
      { numRuns: 300 },
    );
  });
});
