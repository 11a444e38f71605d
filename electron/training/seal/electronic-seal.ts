/**
 * Electronic seals and seal signatures in the V4 layout of GB/T 38540-2020: SESeal signed by the seal maker over
 * SES_SealInfo, and SES_Signature over TBS_Sign, written as DER.
 */

import {
  bitString,
  explicit,
  generalizedTime,
  ia5String,
  integer,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  utf8String,
} from "../pki/der.ts";
import { OID } from "../pki/object-identifiers.ts";
import { type Sm2Key, signSm2, sm3 } from "../pki/sm2-key.ts";

const LAYOUT_VERSION = 4;

/** 1: the list holds the signers' certificates; 2: it holds their SM3 digests. */
export type CertListType = 1 | 2;

export interface SealRequest {
  /** esID */
  readonly sealId: string;
  readonly name: string;
  readonly certListType: CertListType;
  /** DER certificates that may sign with this seal. */
  readonly signers: readonly Uint8Array[];
  readonly createdAt: number;
  readonly validFrom: number;
  readonly validTo: number;
  /** A mini OFD, see seal-picture.ts. */
  readonly picture: Uint8Array;
  readonly diameterMm: number;
}

export interface SealMaker {
  readonly certificate: Uint8Array;
  readonly key: Sm2Key;
}

function certificateList(request: SealRequest): Uint8Array {
  if (request.certListType === 1) return sequence(...request.signers.map(octetString));
  return sequence(
    ...request.signers.map((certificate) => sequence(printableString("SM3"), octetString(sm3(certificate)))),
  );
}

function sealInfo(request: SealRequest): Uint8Array {
  const header = sequence(ia5String("ES"), integer(LAYOUT_VERSION), ia5String("LZSAMPLE"));
  const property = sequence(
    integer(1),
    utf8String(request.name),
    integer(request.certListType),
    certificateList(request),
    generalizedTime(request.createdAt),
    generalizedTime(request.validFrom),
    generalizedTime(request.validTo),
  );
  const picture = sequence(
    ia5String("ofd"),
    octetString(request.picture),
    integer(request.diameterMm),
    integer(request.diameterMm),
  );
  return sequence(header, ia5String(request.sealId), property, picture);
}

/** DER SESeal. */
export function makeSeal(request: SealRequest, maker: SealMaker): Uint8Array {
  const info = sealInfo(request);
  return sequence(
    info,
    octetString(maker.certificate),
    objectIdentifier(OID.sm2WithSm3),
    bitString(signSm2(maker.key, info)),
  );
}

export interface SealSigner {
  readonly certificate: Uint8Array;
  readonly key: Sm2Key;
  /** DER SESeal. */
  readonly seal: Uint8Array;
}

export interface SealedContent {
  /** Bytes of Signature.xml as stored. */
  readonly signatureXml: Uint8Array;
  /** Package path of Signature.xml, with a leading slash; stands in propertyInfo. */
  readonly signaturePath: string;
  readonly signedAt: number;
  /** Makes a timestamp over the signature value. */
  readonly stamp?: (signature: Uint8Array) => Uint8Array;
}

/** DER SES_Signature, the content of SignedValue.dat. */
export function sealContent(content: SealedContent, signer: SealSigner): Uint8Array {
  const toBeSigned = sequence(
    integer(LAYOUT_VERSION),
    signer.seal,
    generalizedTime(content.signedAt),
    bitString(sm3(content.signatureXml)),
    ia5String(content.signaturePath),
  );
  const signature = signSm2(signer.key, toBeSigned);
  const timestamp = content.stamp?.(signature);
  return sequence(
    toBeSigned,
    octetString(signer.certificate),
    objectIdentifier(OID.sm2WithSm3),
    bitString(signature),
    ...(timestamp ? [explicit(0, bitString(timestamp))] : []),
  );
}
