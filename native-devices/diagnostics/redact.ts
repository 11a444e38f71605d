/**
 * How a frame appears in a log: head~tail(size). A service code identifies a citizen, so a log line may show that
 * something arrived and how it began and ended, never what it said.
 */
import { hexOfBytes } from "../codecs/hex.ts";

const SHOWN = 2;
/** Below this size head and tail would give away too large a part. */
const SMALLEST_SHOWN = 12;

/** `5d51~0d0a(68)`: the first and last two bytes in hex and the size; `~(5)` for a short frame. */
export function redactFrame(bytes: Uint8Array): string {
  if (bytes.length < SMALLEST_SHOWN) return `~(${bytes.length})`;
  return `${hexOfBytes(bytes.subarray(0, SHOWN))}~${hexOfBytes(bytes.subarray(-SHOWN))}(${bytes.length})`;
}
