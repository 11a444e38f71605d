/** Makes seals and signatures of the first edition, GM/T 0031-2014, in every variant that real files show. */
import {
  bitString,
  type Der,
  generalizedTime,
  ia5String,
  integer,
  octetString,
  oid,
  sequence,
  utf8String,
} from "./der-writer.ts";
import { signWith } from "./key.ts";
import { NOW, type Pki, YEAR } from "./pki.ts";
import { SEAL_PICTURE } from "./seal.ts";
import type { Sm2Key } from "./sm2-key.ts";

const SM3_WITH_SM2 = "1.2.156.10197.1.501";

export interface FirstOptions {
  readonly pki: Pki;
  readonly dataHash: Uint8Array;
  readonly propertyInfo: string;
  /** TBS_Sign.timeInfo, whatever it may be. */
  readonly timeInfo: Der;
  /** Strings that hold what the standard makes another type. */
  readonly wraps?: {
    readonly seal?: "bit" | "octet";
    readonly signInfo?: "bit" | "octet";
    readonly dataHash?: "octet";
  };
  readonly validTo?: number;
  readonly makerKey?: Sm2Key;
  readonly signerKey?: Sm2Key;
}

const wrapped = (how: "bit" | "octet" | undefined, der: Der) =>
  how === undefined ? der : how === "bit" ? bitString(der) : octetString(der);

export function makeFirstSignature(options: FirstOptions): Der {
  const { pki, wraps = {} } = options;
  const tbs = sequence(
    integer(1),
    wrapped(wraps.seal, makeFirstSeal(options)),
    options.timeInfo,
    wraps.dataHash === "octet" ? octetString(options.dataHash) : bitString(options.dataHash),
    ia5String(options.propertyInfo),
    octetString(pki.signer.certificate),
    oid(SM3_WITH_SM2),
  );
  return sequence(tbs, bitString(signWith(options.signerKey ?? pki.signer.key, tbs)));
}

export function makeFirstSeal({ pki, wraps = {}, validTo = NOW + YEAR, makerKey }: FirstOptions): Der {
  const info = sequence(
    sequence(ia5String("ES"), integer(1), ia5String("TESTMAKER")),
    ia5String("99000000000001"),
    sequence(
      integer(1),
      utf8String("云川市行政审批局电子印章"),
      sequence(octetString(pki.signer.certificate)),
      generalizedTime(NOW - YEAR),
      generalizedTime(NOW - YEAR),
      generalizedTime(validTo),
    ),
    sequence(ia5String("PNG"), octetString(SEAL_PICTURE), integer(40), integer(40)),
  );
  const certificate = octetString(pki.maker.certificate);
  const algorithm = oid(SM3_WITH_SM2);
  const signature = signWith(makerKey ?? pki.maker.key, sequence(info, certificate, algorithm));
  return sequence(info, wrapped(wraps.signInfo, sequence(certificate, algorithm, bitString(signature))));
}
