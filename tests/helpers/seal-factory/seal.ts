/** Makes electronic seals and SES signatures (GB/T 38540-2020; header version 5 for GM/T 0031-2025). */
import { createHash } from "node:crypto";
import type { Party } from "./certificate.ts";
import {
  bitString,
  boolean,
  type Der,
  generalizedTime,
  ia5String,
  integer,
  octetString,
  oid,
  printableString,
  sequence,
  tagged,
  utf8String,
} from "./der-writer.ts";
import { type FactoryKey, signWith } from "./key.ts";
import { NOW, type Pki, YEAR } from "./pki.ts";
import { type Sm2Key, signSm2With } from "./sm2-key.ts";

const SM3_WITH_SM2 = "1.2.156.10197.1.501";

/** A red ring of 1 × 1 pixel would do; this is the smallest valid PNG. */
export const SEAL_PICTURE = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP4z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==",
    "base64",
  ),
);

export interface SealOptions {
  readonly version?: number;
  readonly headerId?: string;
  readonly id?: string;
  readonly name?: string;
  /** Whole certificates, or their SM3 digests. */
  readonly listType?: 1 | 2;
  /** Who may use it; the PKI's signer when absent. */
  readonly signers?: readonly Uint8Array[];
  readonly createdAt?: number;
  readonly validFrom?: number;
  readonly validTo?: number;
  readonly picture?: {
    readonly type: string;
    readonly bytes: Uint8Array;
    readonly width?: number;
    readonly height?: number;
  };
  /** `[identifier, isCritical, value]` */
  readonly extensions?: readonly (readonly [string, boolean, Uint8Array])[];
  readonly maker?: Party;
  /** Signs with another key than the maker's: a forgery. */
  readonly signingKey?: Sm2Key;
  readonly algorithm?: string;
  readonly isRaw?: boolean;
  /** How a timestamp is made over the maker's signature value, version 5 only. */
  readonly timestamp?: (signature: Uint8Array) => Uint8Array;
}

export function sm3Of(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash("sm3").update(bytes).digest());
}

/** SESeal, DER. */
export function makeSeal(pki: Pki, options: SealOptions = {}): Der {
  const maker = options.maker ?? pki.maker;
  const info = sealInfo(pki, options);
  const signature = valueBy(options.signingKey ?? maker.key, info, options.isRaw);
  return sequence(
    info,
    octetString(maker.certificate),
    oid(options.algorithm ?? SM3_WITH_SM2),
    bitString(signature),
    ...(options.timestamp ? [tagged(0, bitString(options.timestamp(signature)))] : []),
  );
}

function sealInfo(pki: Pki, options: SealOptions): Der {
  const { listType = 1, signers = [pki.signer.certificate], picture = { type: "PNG", bytes: SEAL_PICTURE } } = options;
  const list =
    listType === 1
      ? signers.map(octetString)
      : signers.map((signer) => sequence(printableString("SM3"), octetString(sm3Of(signer))));
  const extensions = options.extensions?.map(([id, isCritical, value]) =>
    sequence(oid(id), boolean(isCritical), octetString(value)),
  );
  return sequence(
    sequence(ia5String(options.headerId ?? "ES"), integer(options.version ?? 4), ia5String("TESTMAKER")),
    ia5String(options.id ?? "99000000000001"),
    sequence(
      integer(1),
      utf8String(options.name ?? "云川市行政审批局电子印章"),
      integer(listType),
      sequence(...list),
      generalizedTime(options.createdAt ?? NOW - YEAR),
      generalizedTime(options.validFrom ?? NOW - YEAR),
      generalizedTime(options.validTo ?? NOW + YEAR),
    ),
    sequence(
      ia5String(picture.type),
      octetString(picture.bytes),
      integer(picture.width ?? 40),
      integer(picture.height ?? 40),
    ),
    ...(extensions ? [sequence(...extensions)] : []),
  );
}

export interface SesOptions {
  readonly seal: Der;
  /** SM3 of Signature.xml. */
  readonly dataHash: Uint8Array;
  readonly signedAt: number;
  readonly propertyInfo: string;
  readonly signer: Party;
  readonly signingKey?: Sm2Key;
  readonly algorithm?: string;
  readonly isRaw?: boolean;
  /** Content of a timestamp, or how it is made over the signature value. */
  readonly timestamp?: Uint8Array | ((signature: Uint8Array) => Uint8Array);
  readonly extensions?: readonly (readonly [string, boolean, Uint8Array])[];
  /** DER in place of the signer's certificate. */
  readonly certificate?: Uint8Array;
}

/** SES_Signature, DER. */
export function makeSesSignature(options: SesOptions): Der {
  const extensions = options.extensions?.map(([id, isCritical, value]) =>
    sequence(oid(id), boolean(isCritical), octetString(value)),
  );
  const tbs = sequence(
    integer(4),
    options.seal,
    generalizedTime(options.signedAt),
    bitString(options.dataHash),
    ia5String(options.propertyInfo),
    ...(extensions ? [tagged(0, sequence(...extensions))] : []),
  );
  const signature = valueBy(options.signingKey ?? options.signer.key, tbs, options.isRaw);
  const timestamp = typeof options.timestamp === "function" ? options.timestamp(signature) : options.timestamp;
  return sequence(
    tbs,
    octetString(options.certificate ?? options.signer.certificate),
    oid(options.algorithm ?? SM3_WITH_SM2),
    bitString(signature),
    ...(timestamp ? [tagged(0, bitString(timestamp))] : []),
  );
}

function valueBy(key: FactoryKey, message: Uint8Array, isRaw: boolean | undefined): Uint8Array {
  return isRaw && "secret" in key ? signSm2With(key, message, true) : signWith(key, message);
}
