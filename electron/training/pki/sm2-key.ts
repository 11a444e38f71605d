/**
 * SM2 keys and signatures (GB/T 32918.2 with SM3, distinguished ID `1234567812345678` of GB/T 35276) on sm-crypto-v2.
 * This is the signing half of the training province; the product's own verifier shares nothing with it.
 */

import { createHash, randomBytes } from "node:crypto";
import { sm2, sm3 as sm3Hex } from "sm-crypto-v2";
import { integer, sequence } from "./der.ts";

const DISTINGUISHED_ID = "1234567812345678";

export interface Sm2Key {
  /** 64 hexadecimal digits. */
  readonly privateHex: string;
  /** `04‖x‖y`, 130 hexadecimal digits. */
  readonly publicHex: string;
}

export const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, "hex"));

export const toHex = (octets: Uint8Array): string => Buffer.from(octets).toString("hex");

export const sm3 = (octets: Uint8Array): Uint8Array => fromHex(sm3Hex(octets));

export function createSm2Key(): Sm2Key {
  // The group order is just below 2^256 − 2^224, so clearing the top bit keeps every draw inside [1, n − 2].
  const secret = randomBytes(32);
  secret[0] = (secret[0] ?? 0) & 0x7f;
  secret[31] = (secret[31] ?? 0) | 1;
  const privateHex = secret.toString("hex");
  return { privateHex, publicHex: sm2.getPublicKeyFromPrivateKey(privateHex) };
}

/** DER `SEQUENCE { r, s }` over the message itself (ZA and SM3 are applied here). */
export function signSm2(key: Sm2Key, message: Uint8Array): Uint8Array {
  const value = sm2.doSignature(message, key.privateHex, {
    hash: true,
    der: false,
    publicKey: key.publicHex,
    userId: DISTINGUISHED_ID,
  });
  return sequence(integer(fromHex(value.slice(0, 64))), integer(fromHex(value.slice(64, 128))));
}

/** Is `signature` (DER) the one over the message? What cannot be read is not. */
export function isSigned(publicHex: string, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const options = { hash: true, der: true, userId: DISTINGUISHED_ID };
    return sm2.doVerifySignature(message, toHex(signature), publicHex, options);
  } catch {
    return false;
  }
}

/** Key identifier, method 1 of RFC 5280 §4.2.1.2: SHA-1 of the subjectPublicKey bits. */
export function keyIdentifier(publicHex: string): Uint8Array {
  return new Uint8Array(createHash("sha1").update(fromHex(publicHex)).digest());
}
