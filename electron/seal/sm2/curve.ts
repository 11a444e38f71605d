/** The SM2 curve and how its points and numbers are written (GB/T 32918.5-2017, GB/T 32918.1-2016 §4.2.8). */
import { toBigInt } from "../hex.ts";
import { P } from "./field.ts";

export { P };
export const A = P - 3n;
export const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
/** Order of the base point. */
export const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
export const GX = 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n;
export const GY = 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n;

export interface AffinePoint {
  readonly x: bigint;
  readonly y: bigint;
}

/** An uncompressed point, `04 ‖ x ‖ y`; undefined unless it lies on the curve. */
export function readPoint(bytes: Uint8Array): AffinePoint | undefined {
  if (bytes.length !== 65 || bytes[0] !== 4) return undefined;
  const x = toBigInt(bytes.subarray(1, 33));
  const y = toBigInt(bytes.subarray(33));
  const isOnCurve = x < P && y < P && (y * y - (x * x + A) * x - B) % P === 0n;
  return isOnCurve ? { x, y } : undefined;
}

export function modulo(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}
