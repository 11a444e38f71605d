/** Type=Sign: SignedData of GB/T 35275-2017 and RFC 5652 in every shape, and bare values. */
import { describe, expect, test } from "vitest";
import { buildTrustSet } from "../../../../../electron/seal/trust-set.ts";
import { integer, oid, sequence } from "../../../../helpers/seal-factory/der-writer.ts";
import { ecdsaKey, rsaKey } from "../../../../helpers/seal-factory/key.ts";
import { anotherParty, type SigningOptions, sealedLicense } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, issueLists, NOW, SIGNED_AT, trustIn, YEAR } from "../../../../helpers/seal-factory/pki.ts";
import { sm3Of } from "../../../../helpers/seal-factory/seal.ts";
import {
  attribute,
  digestOf,
  makeSignedData,
  type SignedDataOptions,
  toIndefinite,
} from "../../../../helpers/seal-factory/signed-data.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const sm2 = createPki();
const rsa = createPki({ signer: { key: rsaKey("rsa signer") } });
const ecdsa = createPki({ signer: { key: ecdsaKey("ecdsa signer") } });

type Make = (xml: Uint8Array) => Partial<SignedDataOptions>;

function signed(pki = sm2, make: Make = (xml) => ({ detached: xml }), changes: Partial<SigningOptions> = {}) {
  const value = (xml: Uint8Array) => makeSignedData({ signer: pki.signer, signingTime: SIGNED_AT, ...make(xml) });
  return sealedLicense({ pki, type: "Sign", signatureMethod: null, value, ...changes });
}

const verdict = (pki = sm2, make?: Make, changes?: Partial<SigningOptions>) =>
  verdictOn(signed(pki, make, changes), { trust: trustIn(pki) });

describe("good signatures pass", () => {
  const shapes: readonly (readonly [string, typeof sm2, Make])[] = [
    ["detached, with attributes", sm2, (xml) => ({ detached: xml })],
    ["the digest inside, with attributes", sm2, (xml) => ({ content: sm3Of(xml) })],
    ["the bytes inside, with attributes", sm2, (xml) => ({ content: xml })],
    ["the bytes inside, without attributes", sm2, (xml) => ({ content: xml, withAttributes: false })],
    ["detached, without attributes", sm2, (xml) => ({ detached: xml, withAttributes: false })],
    ["RSA, detached", rsa, (xml) => ({ detached: xml })],
    ["RSA, without attributes", rsa, (xml) => ({ detached: xml, withAttributes: false })],
    ["RSA, SHA-512", rsa, (xml) => ({ detached: xml, digest: "sha512" })],
    ["ECDSA P-256", ecdsa, (xml) => ({ detached: xml })],
    ["ECDSA, SHA-384", ecdsa, (xml) => ({ detached: xml, digest: "sha384" })],
  ];
  test.each(shapes)("%s", (_, pki, make) => {
    const report = verdict(pki, make);
    expect(report.codes.filter((code) => code !== "SIGNING_TIME_MISSING")).toEqual([]);
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", decision: "accept" });
    expect(report.signatures[0]).toMatchObject({ kind: "sign", timeBasis: "claimed" });
    expect(report.signatures[0]?.signer?.commonName).toBe("云川市行政审批局");
  });

  test("in BER of indefinite length", () => {
    const report = verdict(sm2, undefined, { editValue: toIndefinite });
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", decision: "accept" });
    expect(report.signatures[0]?.standard).toBe("GB/T 35275-2017");
  });

  test("the time is the signer's claim, and its absence is said", () => {
    expect(verdict().signatures[0]?.signedAt).toBe(SIGNED_AT);
    const silent = verdict(sm2, (xml) => ({ content: xml, withAttributes: false }), {
      editXml: (xml) => xml.replace(/<ofd:SignatureDateTime>.*<\/ofd:SignatureDateTime>/, ""),
    });
    expect(silent).toMatchObject({ indication: "TOTAL_PASSED", codes: ["SIGNING_TIME_MISSING"] });
    expect(silent.signatures[0]?.signedAt).toBeUndefined();
  });
});

describe("bad signatures do not", () => {
  const stranger = anotherParty(sm2, { commonName: "冒名者" });
  const bad: readonly (readonly [string, typeof sm2, Make, string])[] = [
    [
      "another message digest",
      sm2,
      (xml) => ({ detached: xml, messageDigest: sm3Of(xml.subarray(1)) }),
      "SIGNATURE_XML_MISMATCH",
    ],
    ["another file inside", sm2, (xml) => ({ content: xml.subarray(1) }), "SIGNATURE_XML_MISMATCH"],
    [
      "the digest of another file inside",
      sm2,
      () => ({ content: sm3Of(new Uint8Array(3)), withAttributes: false }),
      "SIGNATURE_XML_MISMATCH",
    ],
    ["signed by another", sm2, (xml) => ({ detached: xml, signingParty: stranger }), "SIGNATURE_VALUE_INVALID"],
    [
      "signed by another, no attributes",
      sm2,
      (xml) => ({ detached: xml, withAttributes: false, signingParty: stranger }),
      "SIGNATURE_VALUE_INVALID",
    ],
    [
      "RSA signed by another",
      rsa,
      (xml) => ({ detached: xml, signingParty: createPki({ signer: { key: rsaKey("thief") } }).signer }),
      "SIGNATURE_VALUE_INVALID",
    ],
    [
      "its certificate left out",
      sm2,
      (xml) => ({ detached: xml, certificates: [stranger.certificate] }),
      "SIGNER_CERT_MISSING",
    ],
    [
      "a certificate named by a wrong digest",
      sm2,
      (xml) => ({ detached: xml, attributes: [wrongCertificate] }),
      "SIGNER_CERT_FORMAT",
    ],
    ["SM2 over SHA-256", sm2, (xml) => ({ detached: xml, digest: "sha256" }), "ALGORITHM_INCONSISTENT"],
    ["RSA over SHA-1", rsa, (xml) => ({ detached: xml, digest: "sha1" }), "DIGEST_ALGORITHM_WEAK"],
    [
      "an unknown algorithm",
      rsa,
      (xml) => ({ detached: xml, algorithm: sequence(oid("1.2.3.4")) }),
      "ALGORITHM_UNSUPPORTED",
    ],
  ];
  const wrongCertificate = attribute(
    "1.2.840.113549.1.9.16.2.47",
    sequence(
      sequence(sequence(sequence(oid("2.16.840.1.101.3.4.2.1")), octets(digestOf("sha256", new Uint8Array(1))))),
    ),
  );
  test.each(bad)("%s", (_, pki, make, code) => {
    const report = verdict(pki, make);
    expect(report.codes).toContain(code);
    expect(report.decision).not.toBe("accept");
  });

  test("SignedData where a seal is promised", () => {
    expect(verdict(sm2, undefined, { type: "Seal" }).codes[0]).toBe("SEAL_FORMAT");
  });

  test("SignatureMethod names another algorithm", () => {
    const report = verdict(rsa, undefined, { signatureMethod: "1.2.156.10197.1.501" });
    expect(report.codes).toContain("ALGORITHM_INCONSISTENT");
  });

  test("a bare value says of nobody that he signed", () => {
    for (const value of [() => new Uint8Array(64).fill(7), () => sequence(integer(5), integer(6))]) {
      const report = verdictOn(sealedLicense({ pki: sm2, type: "Sign", value }));
      expect(report).toMatchObject({ indication: "INDETERMINATE", subIndication: "NO_SIGNING_CERTIFICATE_FOUND" });
      expect(report.decision).toBe("reject");
      expect(report.signatures[0]?.standard).toBe("GB/T 35276-2017");
    }
  });

  test("a digest algorithm that nobody knows leaves open what was signed, and a forged page does not pass under it", () => {
    const genuine = makeSignedData({ signer: sm2.signer, detached: Uint8Array.of(1), signingTime: SIGNED_AT });
    // The identifier in SignerInfo stands beside the signed attributes, not under the signature.
    const at = Buffer.from(genuine).lastIndexOf(oid("1.2.156.10197.1.401"));
    const value = genuine.with(at + 6, genuine[at + 6]! ^ 4);
    const report = verdictOn(sealedLicense({ pki: sm2, type: "Sign", value: () => value }), { trust: trustIn(sm2) });
    expect(report).toMatchObject({ decision: "refer", codes: ["DIGEST_ALGORITHM_UNKNOWN"] });
    expect(answerTo(report, "signature-file-intact")?.result).toBe("undetermined");
    expect(answerTo(report, "signature-value")?.result).toBe("passed");
  });

  test("without the platform RSA is unsupported, never valid", () => {
    const trust = buildTrustSet({
      anchors: [rsa.root.certificate],
      intermediates: [rsa.authority.certificate],
      crls: issueLists(rsa),
    });
    const report = verdictOn(signed(rsa), { trust });
    expect(report.codes).toContain("ALGORITHM_UNSUPPORTED");
    expect(report.decision).toBe("refer");
  });

  test("nobody says when, and the certificate has lapsed: a person decides", () => {
    const lapsed = createPki({ signer: { notAfter: NOW - YEAR / 12 } });
    const silent = verdict(lapsed, (xml) => ({ content: sm3Of(xml), withAttributes: false }), {
      editXml: (xml) => xml.replace(/<ofd:SignatureDateTime>.*<\/ofd:SignatureDateTime>/, ""),
    });
    expect(silent).toMatchObject({ indication: "INDETERMINATE", decision: "refer" });
    expect(answerTo(silent, "signer-dates")?.codes).toContain("CERTIFICATE_OUT_OF_DATE_NOW");
  });
});

function octets(bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(0x04, bytes.length, ...bytes);
}
