import { describe, expect, test } from "vitest";
import {
  type CheckId,
  DOCUMENT_CHECKS,
  SIGNATURE_CHECKS,
  type VerdictCode,
} from "../../../../../electron/seal/codes.ts";
import type { VerificationOptions } from "../../../../../electron/seal/verify.ts";
import { replaced } from "../../../../helpers/pdf-factory/attacks.ts";
import { appendRevision, contentBody, licensePdf, NUMBER } from "../../../../helpers/pdf-factory/document.ts";
import { sealedPdf } from "../../../../helpers/pdf-factory/seal.ts";
import { signPdf, withByteRange } from "../../../../helpers/pdf-factory/sign.ts";
import { USAGE } from "../../../../helpers/seal-factory/certificate.ts";
import { integer, sequence } from "../../../../helpers/seal-factory/der-writer.ts";
import { rsaKey } from "../../../../helpers/seal-factory/key.ts";
import {
  docBody,
  licenseFiles,
  ofdXml,
  sealedLicense,
  signFiles,
  zipFiles,
} from "../../../../helpers/seal-factory/ofd.ts";
import {
  createPki,
  DAY,
  HOUR,
  issueLists,
  NOW,
  type Pki,
  SIGNED_AT,
  trustIn,
  trustRevoking,
  YEAR,
} from "../../../../helpers/seal-factory/pki.ts";
import { SEAL_PICTURE } from "../../../../helpers/seal-factory/seal.ts";
import { makeSignedData } from "../../../../helpers/seal-factory/signed-data.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";
import { allCodes, answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

/** A file that this check, and it in the first place, must notice. */
interface BadVector {
  readonly file: () => Uint8Array;
  readonly options?: () => Partial<VerificationOptions>;
  readonly code: VerdictCode;
  /** Absent: the code only warns or informs, and the file passes. */
  readonly verdict?: readonly [indication: string, subIndication: string, decision: string];
}

const pki = createPki();
const good = () => signFiles(licenseFiles(), { pki, sealFile: true });
const without = (...names: readonly string[]) =>
  zipFiles(new Map([...good()].filter(([name]) => !names.includes(name))));
const replacing = (name: string, content: Uint8Array) => zipFiles(new Map(good()).set(name, content));
const bytes = (text: string) => new TextEncoder().encode(text);
const expiredNow = createPki({ signer: { notAfter: NOW - DAY } });
const shortKeys = createPki({ signer: { key: rsaKey("short", 1024) } });
const signedBy = ({ signer }: Pki, xml: Uint8Array) =>
  makeSignedData({ signer, detached: xml, signingTime: SIGNED_AT });
const sampled = createPki({ signer: { organization: "样例市样例局" } });

const VECTORS: Readonly<Record<CheckId, BadVector>> = {
  "file-format": {
    file: () => SEAL_PICTURE,
    code: "FORMAT_UNSUPPORTED",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "refer"],
  },
  "container-sound": {
    file: () => zipFiles(good(), { entries: [{ name: "OFD.xml", content: bytes("evil") }] }),
    code: "CONTAINER_DUPLICATE_ENTRY",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "xml-without-doctype": {
    file: () =>
      sealedLicense({
        pki,
        document: { more: { "Doc_0/Pages/Page_0/Content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>" } },
      }),
    code: "XML_DTD",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "package-structure": {
    file: () => without("OFD.xml"),
    code: "OFD_MALFORMED",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "signature-present": {
    file: () => zipFiles(licenseFiles()),
    code: "NO_SIGNATURE",
    verdict: ["NO_SIGNATURE", "NO_SIGNATURE_FOUND", "reject"],
  },
  "all-bodies-signed": {
    file: () => {
      const files = new Map([...licenseFiles(), ...licenseFiles({ folder: "Doc_1" })]);
      files.set(
        "OFD.xml",
        ofdXml(docBody("Doc_1/Document.xml"), docBody("Doc_0/Document.xml", "/Doc_0/Signs/Signatures.xml")),
      );
      files.set(
        "Doc_0/Signs/Signatures.xml",
        bytes('<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016"></ofd:Signatures>'),
      );
      return zipFiles(signFiles(files, { pki }));
    },
    code: "UNSIGNED_DOCBODY",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "document-covered": {
    file: () => sealedLicense({ pki, covers: (name) => !name.includes("Tpls") && !name.includes("Signs") }),
    code: "COVERAGE_PARTIAL_RENDERED",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "doc-info-protected": {
    file: () => sealedLicense({ pki, covers: (name) => name !== "OFD.xml" && !name.includes("Signs") }),
    code: "DOC_INFO_UNPROTECTED",
  },
  "signature-file": {
    file: () => without("Doc_0/Signs/Sign_s001/Signature.xml"),
    code: "SIGNATURE_XML_MISSING",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "references-listed": {
    file: () => sealedLicense({ pki, covers: () => false }),
    code: "EMPTY_REFERENCES",
    verdict: ["INDETERMINATE", "SIGNED_DATA_NOT_FOUND", "reject"],
  },
  "digest-method": {
    file: () => sealedLicense({ pki, checkMethod: "SHA256" }),
    code: "DIGEST_ALGORITHM_UNKNOWN",
    verdict: ["INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE", "refer"],
  },
  "references-found": {
    file: () => without("Doc_0/Res/emblem.png"),
    code: "REFERENCE_MISSING",
    verdict: ["INDETERMINATE", "SIGNED_DATA_NOT_FOUND", "reject"],
  },
  "references-intact": {
    file: () => replacing("Doc_0/Pages/Page_0/Content.xml", bytes("<changed/>")),
    code: "REFERENCE_MISMATCH",
    verdict: ["TOTAL_FAILED", "HASH_FAILURE", "reject"],
  },
  "signed-value-found": {
    file: () => without("Doc_0/Signs/Sign_s001/SignedValue.dat"),
    code: "SIGNED_VALUE_MISSING",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "signed-range": {
    file: () => withByteRange(signPdf(licensePdf()).bytes, "[0 0 0 0]"),
    code: "BYTE_RANGE_INVALID",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "signed-value-format": {
    file: () => sealedLicense({ pki, editValue: (value) => Uint8Array.of(...value, 0) }),
    code: "SIGNED_VALUE_FORMAT",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "signature-file-intact": {
    file: () => {
      const name = "Doc_0/Signs/Sign_s001/Signature.xml";
      const moved = new TextDecoder().decode(good().get(name)).replace("130 220 40 40", "13 22 40 40");
      return replacing(name, bytes(moved));
    },
    code: "SIGNATURE_XML_MISMATCH",
    verdict: ["TOTAL_FAILED", "HASH_FAILURE", "reject"],
  },
  "signed-bytes-intact": {
    file: () => replaced(sealedPdf(pki).bytes, "Business", "Buslness"),
    code: "REFERENCE_MISMATCH",
    verdict: ["TOTAL_FAILED", "HASH_FAILURE", "reject"],
  },
  "changes-since": {
    file: () => appendRevision(sealedPdf(pki), new Map([[NUMBER.content, contentBody("Other")]])).bytes,
    code: "CHANGED_AFTER_SIGNING",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "signer-certificate": {
    file: () => sealedLicense({ pki, ses: { certificate: new Uint8Array() } }),
    code: "SIGNER_CERT_MISSING",
    verdict: ["INDETERMINATE", "NO_SIGNING_CERTIFICATE_FOUND", "reject"],
  },
  "signature-algorithm": {
    file: () => sealedLicense({ pki, ses: { algorithm: "1.2.156.10197.6.1.4.2.2" } }),
    code: "ALGORITHM_INCONSISTENT",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "algorithm-strength": {
    file: () =>
      sealedLicense({ pki: shortKeys, type: "Sign", signatureMethod: null, value: (xml) => signedBy(shortKeys, xml) }),
    options: () => ({ trust: trustIn(shortKeys) }),
    code: "KEY_TOO_SHORT",
    verdict: ["INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE", "refer"],
  },
  "signature-value": {
    file: () => sealedLicense({ pki, signingKey: keyFor("forger") }),
    code: "SIGNATURE_VALUE_INVALID",
    verdict: ["TOTAL_FAILED", "SIG_CRYPTO_FAILURE", "reject"],
  },
  "seal-format": {
    file: () => sealedLicense({ pki, seal: { headerId: "XX" } }),
    code: "SEAL_FORMAT",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "seal-signature": {
    file: () => sealedLicense({ pki, seal: { signingKey: keyFor("forger") } }),
    code: "SEAL_SIGNATURE_INVALID",
    verdict: ["TOTAL_FAILED", "SIG_CRYPTO_FAILURE", "reject"],
  },
  "seal-file": {
    file: () => sealedLicense({ pki, sealFile: SEAL_PICTURE }),
    code: "SEAL_FILE_MISMATCH",
    verdict: ["TOTAL_FAILED", "HASH_FAILURE", "reject"],
  },
  "seal-validity": {
    file: () => sealedLicense({ pki, seal: { validTo: SIGNED_AT - HOUR } }),
    code: "SEAL_EXPIRED_AT_SIGNING",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "seal-valid-now": { file: () => sealedLicense({ pki, seal: { validTo: NOW - HOUR } }), code: "SEAL_EXPIRED_NOW" },
  "seal-created-before": {
    file: () => sealedLicense({ pki, seal: { createdAt: SIGNED_AT + 25 * HOUR } }),
    code: "SEAL_CREATED_AFTER_SIGNING",
    verdict: ["INDETERMINATE", "TIMESTAMP_ORDER_FAILURE", "reject"],
  },
  "seal-status": {
    file: () => sealedLicense({ pki }),
    options: () => ({
      trust: trustIn(pki, { sealStatus: { asOf: NOW, seals: [{ sealId: "99000000000001", status: "revoked" }] } }),
    }),
    code: "SEAL_WITHDRAWN",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "signer-in-seal": {
    file: () => sealedLicense({ pki, seal: { signers: [pki.maker.certificate] } }),
    code: "SIGNER_NOT_IN_SEAL",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "signer-key-usage": {
    file: () =>
      sealedLicense({
        pki: createPki({ signer: { keyUsage: [USAGE.keyEncipherment, USAGE.dataEncipherment, USAGE.keyAgreement] } }),
      }),
    code: "SIGNER_KEY_USAGE",
    verdict: ["INDETERMINATE", "CHAIN_CONSTRAINTS_FAILURE", "reject"],
  },
  "signer-chain": {
    file: () => sealedLicense({ pki: createPki({ signer: { issuer: createPki().maker } }) }),
    options: () => ({ trust: trustIn(pki, { intermediates: [pki.authority.certificate, pki.maker.certificate] }) }),
    code: "SIGNER_CHAIN_INVALID",
    verdict: ["INDETERMINATE", "CHAIN_CONSTRAINTS_FAILURE", "reject"],
  },
  "signer-dates": {
    file: () => sealedLicense({ pki: createPki({ signer: { notAfter: SIGNED_AT - DAY } }) }),
    code: "CERTIFICATE_OUT_OF_DATE_AT_SIGNING",
    verdict: ["INDETERMINATE", "OUT_OF_BOUNDS_NO_POE", "reject"],
  },
  "signer-revocation": {
    file: () => sealedLicense({ pki }),
    options: () => ({ trust: trustRevoking(pki, pki.signer, { at: SIGNED_AT - DAY }) }),
    code: "SIGNER_REVOKED",
    verdict: ["INDETERMINATE", "REVOKED_NO_POE", "reject"],
  },
  "signer-sample": { file: () => sealedLicense({ pki: sampled }), code: "SAMPLE_SIGNER" },
  "maker-chain": {
    file: () => sealedLicense({ pki: createPki({ maker: { issuer: undefined } as object }) }),
    code: "SEAL_MAKER_CHAIN_NOT_FOUND",
    verdict: ["INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND", "reject"],
  },
  "maker-dates": {
    file: () =>
      sealedLicense({ pki: createPki({ maker: { notAfter: SIGNED_AT - 2 * YEAR + DAY, notBefore: NOW - 4 * YEAR } }) }),
    code: "CERTIFICATE_OUT_OF_DATE_AT_SIGNING",
    verdict: ["INDETERMINATE", "OUT_OF_BOUNDS_NO_POE", "reject"],
  },
  "maker-revocation": {
    file: () => sealedLicense({ pki }),
    options: () => ({ trust: trustRevoking(pki, pki.maker, { at: NOW - DAY }) }),
    code: "SEAL_MAKER_REVOKED",
    verdict: ["INDETERMINATE", "REVOKED_NO_POE", "refer"],
  },
  "authorities-revocation": {
    file: () => sealedLicense({ pki }),
    options: () => ({ trust: trustRevoking(pki, pki.authority, { at: NOW - DAY }) }),
    code: "CA_REVOKED",
    verdict: ["INDETERMINATE", "REVOKED_CA_NO_POE", "reject"],
  },
  "signing-time": {
    file: () => sealedLicense({ pki, signedAt: NOW + 6 * 60_000 }),
    code: "TIME_IN_FUTURE",
    verdict: ["INDETERMINATE", "TIMESTAMP_ORDER_FAILURE", "reject"],
  },
  "signing-time-zone": {
    file: () => sealedLicense({ pki, seal: { validFrom: SIGNED_AT - 7 * HOUR } }),
    code: "TIME_ZONE_DOUBTFUL",
  },
  timestamp: {
    file: () => sealedLicense({ pki, ses: { timestamp: sequence(integer(1)) } }),
    code: "TIMESTAMP_INVALID",
  },
  "signature-covers": {
    file: () => zipFiles(new Map(good()).set("Doc_0/stray.bin", SEAL_PICTURE)),
    code: "COVERAGE_PARTIAL_INFO",
  },
  "base-signature": {
    file: () => sealedLicense({ pki, relative: "s000" }),
    code: "BASE_SIGNATURE_MISSING",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
};

describe("each check notices its bad vector", () => {
  test.each(Object.entries(VECTORS))("%s", (id, { file, options, code, verdict }) => {
    const report = verdictOn(file(), options?.());
    expect(answerTo(report, id)?.codes).toContain(code);
    const [indication, subIndication, decision] = verdict ?? ["TOTAL_PASSED", undefined, "accept"];
    expect(report).toMatchObject({ indication, decision, ...(subIndication && { subIndication }) });
    if (verdict) expect(report.codes[0]).toBe(code);
    else expect(answerTo(report, id)?.result).toBe("passed");
  });
});

describe("the good vector", () => {
  const report = verdictOn(zipFiles(good()), {
    trust: trustIn(pki, { sealStatus: { asOf: NOW, seals: [] } }),
  });

  test("passes with every question answered and nothing to say", () => {
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", decision: "accept", codes: [], isSample: false });
    expect(report.checks.concat(report.signatures[0]!.checks).filter(({ result }) => result !== "passed")).toEqual([]);
    expect(allCodes(report)).toEqual([]);
  });

  test("is asked every question but those that do not arise", () => {
    const asked = [...report.checks, ...report.signatures[0]!.checks].map(({ id }) => id);
    const all: readonly string[] = [...DOCUMENT_CHECKS, ...SIGNATURE_CHECKS];
    expect(all.filter((id) => !asked.includes(id))).toEqual([
      "signed-range",
      "signed-bytes-intact",
      "changes-since",
      "timestamp",
      "base-signature",
    ]);
    expect(asked).toEqual(all.filter((id) => asked.includes(id)));
  });
});

describe("a certificate that has expired since", () => {
  test("is accepted with a note, its revocation while it lasted being open", () => {
    const report = verdictOn(sealedLicense({ pki: expiredNow }), { trust: trustIn(expiredNow) });
    expect(report).toMatchObject({
      indication: "INDETERMINATE",
      subIndication: "OUT_OF_BOUNDS_NO_POE",
      decision: "accept",
      codes: ["CERTIFICATE_OUT_OF_DATE_NOW"],
    });
  });

  test("is accepted with a note that a list covers it", () => {
    const crls = issueLists(expiredNow, { authority: { thisUpdate: NOW - 2 * DAY, nextUpdate: NOW + DAY } });
    const report = verdictOn(sealedLicense({ pki: expiredNow }), { trust: trustIn(expiredNow, { crls }) });
    expect(report).toMatchObject({ subIndication: "OUT_OF_BOUNDS_NOT_REVOKED", decision: "accept" });
  });

  test("is referred when its revocation cannot be told", () => {
    const report = verdictOn(sealedLicense({ pki: expiredNow }), { trust: trustIn(expiredNow, { crls: [] }) });
    expect(report).toMatchObject({
      subIndication: "OUT_OF_BOUNDS_NO_POE",
      decision: "refer",
      codes: ["CERTIFICATE_OUT_OF_DATE_NOW", "REVOCATION_UNKNOWN"],
    });
  });
});
