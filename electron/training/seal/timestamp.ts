/**
 * Timestamps of the training province's time authority: a token of GB/T 20520-2006 (layout of RFC 3161 §2.4.2) in a
 * SignedData of GB/T 35275-2017, over the SM3 of a signature value.
 */

import { explicit, generalizedTime, integer, objectIdentifier, octetString, sequence, setOf } from "../pki/der.ts";
import { OID } from "../pki/object-identifiers.ts";
import { type Sm2Key, signSm2, sm3 } from "../pki/sm2-key.ts";

const TOKEN_VERSION = 1;
/** Policy of an authority that exists for practice only (an arc of the 样例 kind, registered by nobody). */
const PRACTICE_POLICY = "1.2.156.99990.1";

export interface TimeAuthority {
  readonly certificate: Uint8Array;
  readonly key: Sm2Key;
  /** DER Name of its issuer, and its number, as SignerInfo names it. */
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
}

const sm3Algorithm = sequence(objectIdentifier(OID.sm3));

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(type), setOf(value));
}

/** `[number] IMPLICIT` in place of the tag of a set. */
function implicit(number: number, set: Uint8Array): Uint8Array {
  return set.with(0, 0xa0 | number);
}

function tokenInfo(stamped: Uint8Array, at: number): Uint8Array {
  return sequence(
    integer(TOKEN_VERSION),
    objectIdentifier(PRACTICE_POLICY),
    sequence(sm3Algorithm, octetString(sm3(stamped))),
    // Numbers are unique as long as no two values are stamped alike.
    integer(sm3(stamped).with(0, 0x40).subarray(0, 8)),
    generalizedTime(at),
  );
}

/** DER ContentInfo. @param stamped the signature value @param at epoch milliseconds, kept to the second */
export function stampSignature(stamped: Uint8Array, at: number, authority: TimeAuthority): Uint8Array {
  const content = tokenInfo(stamped, at);
  const attributes = setOf(
    attribute(OID.contentType, objectIdentifier(OID.timestampInfo)),
    attribute(OID.messageDigest, octetString(sm3(content))),
    attribute(OID.signingTime, generalizedTime(at)),
  );
  const signerInfo = sequence(
    integer(1),
    sequence(authority.issuer, integer(authority.serial)),
    sm3Algorithm,
    implicit(0, attributes),
    sequence(objectIdentifier(OID.sm2WithSm3)),
    octetString(signSm2(authority.key, attributes)),
  );
  const signedData = sequence(
    integer(3),
    setOf(sm3Algorithm),
    sequence(objectIdentifier(OID.timestampInfo), explicit(0, octetString(content))),
    explicit(0, authority.certificate),
    setOf(signerInfo),
  );
  return sequence(objectIdentifier(OID.gmSignedData), explicit(0, signedData));
}
