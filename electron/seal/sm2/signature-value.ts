/**
 * An SM2 signature value as it stands in files: DER SEQUENCE{r, s} (GB/T 35276-2017 §7.2) or the raw 64 bytes r ‖ s of
 * some seal systems. Exactly these two are read; a DER value must be the only encoding of its numbers.
 */
import { toBigInt, toBytes } from "../hex.ts";

const RAW_BYTES = 64;
const SEQUENCE = 0x30;
const INTEGER = 0x02;

export interface SignatureValue {
  readonly r: bigint;
  readonly s: bigint;
}

/** Undefined when the bytes are neither form. The range of r and s is not checked here. */
export function readSignatureValue(bytes: Uint8Array): SignatureValue | undefined {
  if (bytes.length === RAW_BYTES) return { r: toBigInt(bytes.subarray(0, 32)), s: toBigInt(bytes.subarray(32)) };
  if (bytes[0] !== SEQUENCE || bytes[1] !== bytes.length - 2) return undefined;
  const rEnd = integerEnd(bytes, 2);
  const sEnd = rEnd === undefined ? undefined : integerEnd(bytes, rEnd);
  if (rEnd === undefined || sEnd !== bytes.length) return undefined;
  return { r: toBigInt(bytes.subarray(4, rEnd)), s: toBigInt(bytes.subarray(rEnd + 2)) };
}

/** Where a short, positive, shortest-form INTEGER at `at` ends. */
function integerEnd(bytes: Uint8Array, at: number): number | undefined {
  const length = bytes[at + 1];
  if (bytes[at] !== INTEGER || length === undefined || length < 1 || length > 33) return undefined;
  const [first, second] = [bytes[at + 2], bytes[at + 3]];
  if (first === undefined || first >= 0x80) return undefined;
  if (first === 0 && length > 1 && (second ?? 0) < 0x80) return undefined;
  const end = at + 2 + length;
  return end <= bytes.length ? end : undefined;
}

/** DER SEQUENCE{r, s}. */
export function writeSignatureValue({ r, s }: SignatureValue): Uint8Array {
  const body = [...writeInteger(r), ...writeInteger(s)];
  return Uint8Array.from([SEQUENCE, body.length, ...body]);
}

function writeInteger(value: bigint): readonly number[] {
  const length = Math.max(1, Math.floor(value.toString(2).length / 8) + 1);
  return [INTEGER, length, ...toBytes(value, length)];
}
