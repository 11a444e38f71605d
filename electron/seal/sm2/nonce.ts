/** Nonces in [1, n − 1] derived from key and digest: RFC 6979 §3.2 with HMAC-SM3, extra input as in §3.6. */
import { joinBytes } from "../bytes.ts";
import { toBigInt, toBytes } from "../hex.ts";
import { createSm3 } from "../sm3.ts";
import { N } from "./curve.ts";

const BLOCK_BYTES = 64;

/** An endless sequence; every further nonce is for the case that the one before it did not fit. */
export function* createNonces(privateKey: Uint8Array, digest: Uint8Array, entropy: Uint8Array = new Uint8Array()) {
  const seed = joinBytes(privateKey, toBytes(toBigInt(digest) % N, 32), entropy);
  let key: Uint8Array = new Uint8Array(32);
  let value: Uint8Array = new Uint8Array(32).fill(1);
  for (const mark of [0, 1]) {
    key = hmacSm3(key, joinBytes(value, Uint8Array.of(mark), seed));
    value = hmacSm3(key, value);
  }
  for (;;) {
    value = hmacSm3(key, value);
    const nonce = toBigInt(value);
    if (nonce >= 1n && nonce < N) yield nonce;
    key = hmacSm3(key, joinBytes(value, Uint8Array.of(0)));
    value = hmacSm3(key, value);
  }
}

/** HMAC (RFC 2104) with SM3; the key is at most one block long. */
function hmacSm3(key: Uint8Array, message: Uint8Array): Uint8Array {
  const inner = new Uint8Array(BLOCK_BYTES).fill(0x36);
  const outer = new Uint8Array(BLOCK_BYTES).fill(0x5c);
  key.forEach((byte, i) => {
    (inner[i] as number) ^= byte;
    (outer[i] as number) ^= byte;
  });
  return createSm3().update(outer).update(createSm3().update(inner).update(message).digest()).digest();
}
