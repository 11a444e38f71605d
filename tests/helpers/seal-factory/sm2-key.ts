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

/** DER SEQUENCE{r, s}, or raw 64 bytes with `isRaw`. The same signature for the same key and message, always. */
export function signSm2With(key: Sm2Key, message: Uint8Array, isRaw = false): Uint8Array {
  const publicKey = Buffer.from(key.publicKey).toString("hex");
  const nonce = createHash("sha256").update(key.secret).update(message).digest("hex");
  const x1 = BigInt(`0x${sm2.getPublicKeyFromPrivateKey(nonce).slice(2, 66)}`);
  const pointPool = [{ k: BigInt(`0x${nonce}`), x1 }];
  const options = { hash: true, der: !isRaw, userId: USER_ID, publicKey, pointPool };
  return Uint8Array.from(Buffer.from(sm2.doSignature(message, key.secret, options), "hex"));
}
