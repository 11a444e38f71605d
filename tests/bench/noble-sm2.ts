/** SM2 verification (GB/T 32918.2-2016 §7.1) out of @noble/curves' points and OpenSSL's SM3: another implementation to be measured against. */
import { createHash } from "node:crypto";
import { weierstrass } from "@noble/curves/abstract/weierstrass.js";
import { A, B, GX, GY, N, P } from "../../electron/seal/sm2/curve.ts";

const Point = weierstrass({ p: P, n: N, h: 1n, a: A, b: B, Gx: GX, Gy: GY });
const USER_ID = Buffer.from("1234567812345678");
const sm3 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash("sm3");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const bytes = (value: bigint) => Buffer.from(value.toString(16).padStart(64, "0"), "hex");
const number = (value: Uint8Array) => BigInt(`0x${Buffer.from(value).toString("hex")}`);

/** @param signature r ‖ s, 64 bytes */
export function nobleVerify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const r = number(signature.subarray(0, 32));
  const s = number(signature.subarray(32));
  const t = (r + s) % N;
  if (r < 1n || r >= N || s < 1n || s >= N || t === 0n) return false;
  const entl = Uint8Array.of(0, USER_ID.length * 8);
  const za = sm3(entl, USER_ID, bytes(A), bytes(B), bytes(GX), bytes(GY), publicKey.subarray(1));
  const e = number(sm3(za, message));
  const key = Point.fromBytes(publicKey);
  const { x } = Point.BASE.multiplyUnsafe(s).add(key.multiplyUnsafe(t)).toAffine();
  return (e + x) % N === r;
}

/** SEQUENCE { INTEGER r, INTEGER s } as r ‖ s. */
export function rawSignature(der: Uint8Array): Uint8Array {
  const first = der[3] ?? 0;
  const integers = [der.subarray(4, 4 + first), der.subarray(6 + first)];
  return Buffer.concat(integers.map((one) => bytes(number(one))));
}
