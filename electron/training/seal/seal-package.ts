/**
 * Seals an OFD package (GB/T 33190-2016 §18): the signature list, Signature.xml with an SM3 digest of every part, the
 * seal and the signed value. Every part of the package is covered, the entry file included.
 */

import { mmList, tag, xmlPart } from "../ofd/markup.ts";
import type { PackageParts } from "../ofd/ofd-package.ts";
import { OID } from "../pki/object-identifiers.ts";
import { sm3 } from "../pki/sm2-key.ts";
import { type SealSigner, sealContent } from "./electronic-seal.ts";
import { stampSignature, type TimeAuthority } from "./timestamp.ts";

export const SIGNATURE_LIST = "Doc_0/Signs/Signatures.xml";
const SIGNATURE_FOLDER = "Doc_0/Signs/Sign_0";
/** How long the time authority takes to answer. */
const STAMPING_MS = 2_000;

export interface Stamp {
  readonly pageId: number;
  /** Where the impression stands, millimetres of the page. */
  readonly x: number;
  readonly y: number;
  readonly diameterMm: number;
}

export interface Sealing {
  readonly signer: SealSigner;
  readonly signedAt: number;
  readonly stamp: Stamp;
  /** Proves the time of the signature; absent = it is only claimed. */
  readonly timeAuthority?: TimeAuthority;
}

function reference(path: string, bytes: Uint8Array): string {
  const digest = Buffer.from(sm3(bytes)).toString("base64");
  return tag("Reference", { FileRef: `/${path}` }, tag("CheckValue", {}, digest));
}

/** `yyyyMMddHHmmssZ`; informative, the signed time is the one in the seal signature. */
function signatureDateTime(instantMs: number): string {
  return `${new Date(instantMs).toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
}

function signatureXml(parts: PackageParts, { signedAt, stamp }: Sealing): Uint8Array {
  const references = [...parts].map(([path, bytes]) => reference(path, bytes));
  const { x, y, diameterMm } = stamp;
  return xmlPart(
    "Signature",
    {},
    tag(
      "SignedInfo",
      {},
      tag("Provider", { ProviderName: "样例省电子印章系统", Version: "1.0", Company: "样例印章制作中心" }),
      tag("SignatureMethod", {}, OID.sm2WithSm3),
      tag("SignatureDateTime", {}, signatureDateTime(signedAt)),
      tag("References", { CheckMethod: OID.sm3 }, ...references),
      tag("StampAnnot", { ID: "1", PageRef: stamp.pageId, Boundary: mmList(x, y, diameterMm, diameterMm) }),
      tag("Seal", {}, tag("BaseLoc", {}, `/${SIGNATURE_FOLDER}/Seal.esl`)),
    ),
    tag("SignedValue", {}, `/${SIGNATURE_FOLDER}/SignedValue.dat`),
  );
}

/** Returns the parts with the signature added; the given parts must name SIGNATURE_LIST in their entry file. */
export function sealPackage(parts: PackageParts, sealing: Sealing): PackageParts {
  const { signedAt, timeAuthority } = sealing;
  const sealed: PackageParts = new Map(parts);
  sealed.set(
    SIGNATURE_LIST,
    xmlPart(
      "Signatures",
      {},
      tag("MaxSignId", {}, "s1"),
      tag("Signature", { ID: "s1", Type: "Seal", BaseLoc: `/${SIGNATURE_FOLDER}/Signature.xml` }),
    ),
  );
  sealed.set(`${SIGNATURE_FOLDER}/Seal.esl`, sealing.signer.seal);
  const xml = signatureXml(sealed, sealing);
  sealed.set(`${SIGNATURE_FOLDER}/Signature.xml`, xml);
  sealed.set(
    `${SIGNATURE_FOLDER}/SignedValue.dat`,
    sealContent(
      {
        signatureXml: xml,
        signaturePath: `/${SIGNATURE_FOLDER}/Signature.xml`,
        signedAt,
        ...(timeAuthority && { stamp: (value) => stampSignature(value, signedAt + STAMPING_MS, timeAuthority) }),
      },
      sealing.signer,
    ),
  );
  return sealed;
}
