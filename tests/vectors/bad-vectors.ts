/** One bad file for every check, which that check must notice in the first place: run by the tests, told in build/manual/verdict-vectors.md. */
import type { CheckId, VerdictCode } from "../../electron/seal/codes.ts";
import type { VerificationOptions } from "../../electron/seal/verify.ts";
import { replaced } from "../helpers/pdf-factory/attacks.ts";
import { appendRevision, contentBody, licensePdf, NUMBER } from "../helpers/pdf-factory/document.ts";
import { sealedPdf } from "../helpers/pdf-factory/seal.ts";
import { signPdf, withByteRange } from "../helpers/pdf-factory/sign.ts";
import { USAGE } from "../helpers/seal-factory/certificate.ts";
import { integer, sequence } from "../helpers/seal-factory/der-writer.ts";
import { rsaKey } from "../helpers/seal-factory/key.ts";
import {
  anotherParty,
  docBody,
  licenseFiles,
  ofdXml,
  sealedLicense,
  signFiles,
  zipFiles,
} from "../helpers/seal-factory/ofd.ts";
import {
  createPki,
  DAY,
  HOUR,
  NOW,
  type Pki,
  SIGNED_AT,
  trustIn,
  trustRevoking,
  YEAR,
} from "../helpers/seal-factory/pki.ts";
import { SEAL_PICTURE, sm3Of } from "../helpers/seal-factory/seal.ts";
import { makeSignedData } from "../helpers/seal-factory/signed-data.ts";
import { keyFor } from "../helpers/seal-factory/sm2-key.ts";

/** A file that this check, and it in the first place, must notice. */
export interface BadVector {
  /** What is wrong with it. */
  readonly what: string;
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
const shortKeys = createPki({ signer: { key: rsaKey("short", 1024) } });
const signedBy = ({ signer }: Pki, xml: Uint8Array) =>
  makeSignedData({ signer, detached: xml, signingTime: SIGNED_AT });
const sampled = createPki({ signer: { organization: "样例市样例局" } });

export const BAD_VECTORS: Readonly<Record<CheckId, BadVector>> = {
  "file-format": {
    what: "neither OFD nor PDF",
    file: () => SEAL_PICTURE,
    code: "FORMAT_UNSUPPORTED",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "refer"],
  },
  "container-sound": {
    what: "two entries named OFD.xml in one zip file",
    file: () => zipFiles(good(), { entries: [{ name: "OFD.xml", content: bytes("evil") }] }),
    code: "CONTAINER_DUPLICATE_ENTRY",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "xml-without-doctype": {
    what: "a page with a DOCTYPE and an entity",
    file: () =>
      sealedLicense({
        pki,
        document: { more: { "Doc_0/Pages/Page_0/Content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>" } },
      }),
    code: "XML_DTD",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "package-structure": {
    what: "OFD.xml is not there",
    file: () => without("OFD.xml"),
    code: "OFD_MALFORMED",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "signature-present": {
    what: "no signature at all",
    file: () => zipFiles(licenseFiles()),
    code: "NO_SIGNATURE",
    verdict: ["NO_SIGNATURE", "NO_SIGNATURE_FOUND", "reject"],
  },
  "all-bodies-signed": {
    what: "an unsigned DocBody in front of the signed one",
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
    what: "the templates are left out of the signature",
    file: () => sealedLicense({ pki, covers: (name) => !name.includes("Tpls") && !name.includes("Signs") }),
    code: "COVERAGE_PARTIAL_RENDERED",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "doc-info-protected": {
    what: "OFD.xml, with the document's own description, is left out of the signature",
    file: () => sealedLicense({ pki, covers: (name) => name !== "OFD.xml" && !name.includes("Signs") }),
    code: "DOC_INFO_UNPROTECTED",
  },
  "signature-file": {
    what: "Signature.xml is not there",
    file: () => without("Doc_0/Signs/Sign_s001/Signature.xml"),
    code: "SIGNATURE_XML_MISSING",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "references-listed": {
    what: "a signature that protects no file",
    file: () => sealedLicense({ pki, covers: () => false }),
    code: "EMPTY_REFERENCES",
    verdict: ["INDETERMINATE", "SIGNED_DATA_NOT_FOUND", "reject"],
  },
  "digest-method": {
    what: "digests by SHA-256, which the standard does not know",
    file: () => sealedLicense({ pki, checkMethod: "SHA256" }),
    code: "DIGEST_ALGORITHM_UNKNOWN",
    verdict: ["INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE", "refer"],
  },
  "references-found": {
    what: "a protected picture is not there",
    file: () => without("Doc_0/Res/emblem.png"),
    code: "REFERENCE_MISSING",
    verdict: ["INDETERMINATE", "SIGNED_DATA_NOT_FOUND", "reject"],
  },
  "references-intact": {
    what: "another page in place of the signed one",
    file: () => replacing("Doc_0/Pages/Page_0/Content.xml", bytes("<changed/>")),
    code: "REFERENCE_MISMATCH",
    verdict: ["TOTAL_FAILED", "HASH_FAILURE", "reject"],
  },
  "signed-value-found": {
    what: "SignedValue.dat is not there",
    file: () => without("Doc_0/Signs/Sign_s001/SignedValue.dat"),
    code: "SIGNED_VALUE_MISSING",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "signed-range": {
    what: "PDF: a ByteRange of zeros",
    file: () => withByteRange(signPdf(licensePdf()).bytes, "[0 0 0 0]"),
    code: "BYTE_RANGE_INVALID",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "signed-value-format": {
    what: "a byte behind the signed value",
    file: () => sealedLicense({ pki, editValue: (value) => Uint8Array.of(...value, 0) }),
    code: "SIGNED_VALUE_FORMAT",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "signature-file-intact": {
    what: "the stamp moved to another place in Signature.xml",
    file: () => {
      const name = "Doc_0/Signs/Sign_s001/Signature.xml";
      const moved = new TextDecoder().decode(good().get(name)).replace("130 220 40 40", "13 22 40 40");
      return replacing(name, bytes(moved));
    },
    code: "SIGNATURE_XML_MISMATCH",
    verdict: ["TOTAL_FAILED", "HASH_FAILURE", "reject"],
  },
  "signed-bytes-intact": {
    what: "PDF: a word changed in the signed bytes",
    file: () => replaced(sealedPdf(pki).bytes, "Business", "Buslness"),
    code: "REFERENCE_MISMATCH",
    verdict: ["TOTAL_FAILED", "HASH_FAILURE", "reject"],
  },
  "changes-since": {
    what: "PDF: a later revision with another page content",
    file: () => appendRevision(sealedPdf(pki), new Map([[NUMBER.content, contentBody("Other")]])).bytes,
    code: "CHANGED_AFTER_SIGNING",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "signer-certificate": {
    what: "no certificate of the signer",
    file: () => sealedLicense({ pki, ses: { certificate: new Uint8Array() } }),
    code: "SIGNER_CERT_MISSING",
    verdict: ["INDETERMINATE", "NO_SIGNING_CERTIFICATE_FOUND", "reject"],
  },
  "signature-algorithm": {
    what: "an identifier that names no signature algorithm",
    file: () => sealedLicense({ pki, ses: { algorithm: "1.2.156.10197.6.1.4.2.2" } }),
    code: "ALGORITHM_INCONSISTENT",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "algorithm-strength": {
    what: "an RSA key of 1024 bits",
    file: () =>
      sealedLicense({ pki: shortKeys, type: "Sign", signatureMethod: null, value: (xml) => signedBy(shortKeys, xml) }),
    options: () => ({ trust: trustIn(shortKeys) }),
    code: "KEY_TOO_SHORT",
    verdict: ["INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE", "refer"],
  },
  "signature-value": {
    what: "signed with another key than the certificate's",
    file: () => sealedLicense({ pki, signingKey: keyFor("forger") }),
    code: "SIGNATURE_VALUE_INVALID",
    verdict: ["TOTAL_FAILED", "SIG_CRYPTO_FAILURE", "reject"],
  },
  "purpose-signed": {
    what: "SignedData over a bare digest, as a login makes it over a challenge",
    file: () =>
      sealedLicense({
        pki,
        type: "Sign",
        value: (xml) => makeSignedData({ signer: pki.signer, content: sm3Of(xml), withAttributes: false }),
      }),
    code: "SIGNED_DIGEST_ONLY",
  },
  "seal-format": {
    what: "a seal whose header is not that of a seal",
    file: () => sealedLicense({ pki, seal: { headerId: "XX" } }),
    code: "SEAL_FORMAT",
    verdict: ["TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
  },
  "seal-signature": {
    what: "a seal that its maker did not sign",
    file: () => sealedLicense({ pki, seal: { signingKey: keyFor("forger") } }),
    code: "SEAL_SIGNATURE_INVALID",
    verdict: ["TOTAL_FAILED", "SIG_CRYPTO_FAILURE", "reject"],
  },
  "seal-file": {
    what: "Seal.esl is not the seal in the signature",
    file: () => sealedLicense({ pki, sealFile: SEAL_PICTURE }),
    code: "SEAL_FILE_MISMATCH",
    verdict: ["TOTAL_FAILED", "HASH_FAILURE", "reject"],
  },
  "seal-validity": {
    what: "the seal had lapsed an hour before it was used",
    file: () => sealedLicense({ pki, seal: { validTo: SIGNED_AT - HOUR } }),
    code: "SEAL_EXPIRED_AT_SIGNING",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "seal-valid-now": {
    what: "the seal has lapsed since",
    file: () => sealedLicense({ pki, seal: { validTo: NOW - HOUR } }),
    code: "SEAL_EXPIRED_NOW",
  },
  "seal-created-before": {
    what: "the seal was made a day after it was used",
    file: () => sealedLicense({ pki, seal: { createdAt: SIGNED_AT + 25 * HOUR } }),
    code: "SEAL_CREATED_AFTER_SIGNING",
    verdict: ["INDETERMINATE", "TIMESTAMP_ORDER_FAILURE", "reject"],
  },
  "seal-status": {
    what: "the seal is on the list of withdrawn ones",
    file: () => sealedLicense({ pki }),
    options: () => ({
      trust: trustIn(pki, { sealStatus: { asOf: NOW, seals: [{ sealId: "99000000000001", status: "revoked" }] } }),
    }),
    code: "SEAL_WITHDRAWN",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "seal-timestamp": {
    what: "the timestamp inside a seal of GM/T 0031-2025 is none",
    file: () => sealedLicense({ pki, seal: { version: 5, timestamp: () => sequence(integer(1)) } }),
    code: "TIMESTAMP_INVALID",
  },
  "signer-in-seal": {
    what: "the signer is not on the seal's list",
    file: () => sealedLicense({ pki, seal: { signers: [pki.maker.certificate] } }),
    code: "SIGNER_NOT_IN_SEAL",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
  "signer-key-usage": {
    what: "a certificate for encryption",
    file: () =>
      sealedLicense({
        pki: createPki({ signer: { keyUsage: [USAGE.keyEncipherment, USAGE.dataEncipherment, USAGE.keyAgreement] } }),
      }),
    code: "SIGNER_KEY_USAGE",
    verdict: ["INDETERMINATE", "CHAIN_CONSTRAINTS_FAILURE", "reject"],
  },
  "signer-chain": {
    what: "the signer's certificate was issued by one that may not issue",
    file: () => sealedLicense({ pki: createPki({ signer: { issuer: createPki().maker } }) }),
    options: () => ({ trust: trustIn(pki, { intermediates: [pki.authority.certificate, pki.maker.certificate] }) }),
    code: "SIGNER_CHAIN_INVALID",
    verdict: ["INDETERMINATE", "CHAIN_CONSTRAINTS_FAILURE", "reject"],
  },
  "signer-dates": {
    what: "the signer's certificate had lapsed before the signing time",
    file: () => sealedLicense({ pki: createPki({ signer: { notAfter: SIGNED_AT - DAY } }) }),
    code: "CERTIFICATE_OUT_OF_DATE_AT_SIGNING",
    verdict: ["INDETERMINATE", "OUT_OF_BOUNDS_NO_POE", "reject"],
  },
  "signer-revocation": {
    what: "the signer's certificate was revoked before the signing time",
    file: () => sealedLicense({ pki }),
    options: () => ({ trust: trustRevoking(pki, pki.signer, { at: SIGNED_AT - DAY }) }),
    code: "SIGNER_REVOKED",
    verdict: ["INDETERMINATE", "REVOKED_NO_POE", "reject"],
  },
  "signer-sample": {
    what: "a signer whose name says sample",
    file: () => sealedLicense({ pki: sampled }),
    code: "SAMPLE_SIGNER",
  },
  "maker-chain": {
    what: "a seal maker who certified himself",
    file: () => sealedLicense({ pki: createPki({ maker: { issuer: undefined } as object }) }),
    code: "SEAL_MAKER_CHAIN_NOT_FOUND",
    verdict: ["INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND", "reject"],
  },
  "maker-dates": {
    what: "the seal maker's certificate had lapsed before the seal was made",
    file: () =>
      sealedLicense({ pki: createPki({ maker: { notAfter: SIGNED_AT - 2 * YEAR + DAY, notBefore: NOW - 4 * YEAR } }) }),
    code: "CERTIFICATE_OUT_OF_DATE_AT_SIGNING",
    verdict: ["INDETERMINATE", "OUT_OF_BOUNDS_NO_POE", "reject"],
  },
  "maker-revocation": {
    what: "the seal maker's certificate is revoked",
    file: () => sealedLicense({ pki }),
    options: () => ({ trust: trustRevoking(pki, pki.maker, { at: NOW - DAY }) }),
    code: "SEAL_MAKER_REVOKED",
    verdict: ["INDETERMINATE", "REVOKED_NO_POE", "refer"],
  },
  "authorities-revocation": {
    what: "the issuing authority's certificate is revoked",
    file: () => sealedLicense({ pki }),
    options: () => ({ trust: trustRevoking(pki, pki.authority, { at: NOW - DAY }) }),
    code: "CA_REVOKED",
    verdict: ["INDETERMINATE", "REVOKED_CA_NO_POE", "reject"],
  },
  "signing-time": {
    what: "signed six minutes from now",
    file: () => sealedLicense({ pki, signedAt: NOW + 6 * 60_000 }),
    code: "TIME_IN_FUTURE",
    verdict: ["INDETERMINATE", "TIMESTAMP_ORDER_FAILURE", "reject"],
  },
  "signing-time-zone": {
    what: "a signing time that is only right in another time zone",
    file: () => sealedLicense({ pki, seal: { validFrom: SIGNED_AT - 7 * HOUR } }),
    code: "TIME_ZONE_DOUBTFUL",
  },
  timestamp: {
    what: "a timestamp that is none",
    file: () => sealedLicense({ pki, ses: { timestamp: sequence(integer(1)) } }),
    code: "TIMESTAMP_INVALID",
  },
  "signature-covers": {
    what: "a file added that nothing leads to",
    file: () => zipFiles(new Map(good()).set("Doc_0/stray.bin", SEAL_PICTURE)),
    code: "COVERAGE_PARTIAL_INFO",
  },
  "same-signer": {
    what: "annotations that the seal leaves open, signed by another holder of a certificate",
    file: () => {
      const covers = (name: string) => !name.includes("Annot") && !name.includes("Signs/");
      const signer = anotherParty(pki, { commonName: "有证书的个人" });
      const value = (xml: Uint8Array) => makeSignedData({ signer, detached: xml, signingTime: SIGNED_AT });
      const added = { id: "s002", type: "Sign", stamps: [], signer, value } as const;
      const isProtected = (name: string) => !name.includes("s002") && !name.endsWith("Signatures.xml");
      return zipFiles(signFiles(signFiles(licenseFiles(), { pki, covers }), { pki, ...added, covers: isProtected }));
    },
    code: "SEEN_UNDER_ANOTHER_SIGNER",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "refer"],
  },
  "base-signature": {
    what: "relative to a signature that is not there",
    file: () => sealedLicense({ pki, relative: "s000" }),
    code: "BASE_SIGNATURE_MISSING",
    verdict: ["INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
  },
};
