/** SM2 keys and signatures of test material, made by sm-crypto-v2: an implementation that is not the product's. */
import { createHash } from "node:crypto";
import { sm2 } from "sm-crypto-v2";

const USER_ID = "1234567812345678";

export interface Sm2Key {
  /** 64 hexadecimal digits. */
  readonly secret: string;
  /** `04 ‖ x ‖ y`. */
  readonly publicKey: Uint8Array;
}

/** The same key for the same label, always. */
export function keyFor(label: string): Sm2Key {
  const secret = createHash("sha256").update(`seal-factory:${label}`).digest("hex");
  return { secret, publicKey: Uint8Array.from(Buffer.from(sm2.getPublicKeyFromPrivateKey(secret), "hex")) };
}

/** DER SEQUENCE{r, s}, or raw 64 bytes with `isRaw`. */
export function signSm2With(key: Sm2Key, message: Uint8Array, isRaw = false): Uint8Array {
  const publicKey = Buffer.from(key.publicKey).toString("hex");
  const value = sm2.doSignature(message, key.secret, { hash: true, der: !isRaw, userId: USER_ID, publicKey });
  return Uint8Array.from(Buffer.from(value, "hex"));
}
