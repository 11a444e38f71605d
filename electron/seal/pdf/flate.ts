/**
 * FlateDecode (ISO 32000-1 §7.4.4) for the streams that hold structure: cross-reference and object streams. The size is
 * held to its limit while inflating, and the checksum must stand where the stream ends, so nothing hides behind it.
 */
import { Unzlib } from "fflate";
import { inflate as inflateStrictly } from "../container/inflate.ts";
import { ContainerRefusal } from "../container/refusal.ts";
import type { ReadBudget } from "./budget.ts";
import { undoPredictor } from "./predictor.ts";
import { refusePdf } from "./refusal.ts";
import { entryOf, isKind, nameOf, type PdfStream, type PdfValue } from "./values.ts";

/** DEFLATE yields at most 1,032 bytes for one, so a step of this size never costs more than 4 MiB at once. */
const STEP = 4096;
const ZLIB_HEADER_BYTES = 2;
const CHECKSUM_BYTES = 4;

/**
 * Contents of a structural stream. Other filters than FlateDecode are never used for these.
 * @throws {PdfRefusal}
 */
export function decodeStream({ dict, data }: PdfStream, budget: ReadBudget): Uint8Array {
  const filters = listOf(entryOf(dict, "Filter"));
  const [parms, ...moreParms] = listOf(entryOf(dict, "DecodeParms"));
  if (filters.length === 0) return data;
  if (filters.length > 1 || moreParms.length > 0 || nameOf(filters[0]) !== "FlateDecode") {
    refusePdf("PDF_MALFORMED", "a structural stream with filters other than FlateDecode");
  }
  if (parms !== undefined && parms !== null && !isKind(parms, "dict")) refusePdf("PDF_MALFORMED", "DecodeParms");
  return undoPredictor(inflate(data, budget), parms ?? null);
}

function listOf(value: PdfValue): readonly PdfValue[] {
  if (value === null) return [];
  return isKind(value, "array") ? value.items : [value];
}

function inflate(data: Uint8Array, budget: ReadBudget): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const most = Math.min(budget.limits.streamBytes, budget.inflatedBytes);
  const stream = new Unzlib((part) => {
    size += part.length;
    if (size <= most) parts.push(part);
  });
  for (let at = 0; at < data.length || at === 0; at += STEP) {
    push(stream, data.subarray(at, at + STEP), at + STEP >= data.length);
    if (size > most) refusePdf("CONTAINER_LIMIT", `a stream inflates to more than ${most} bytes`);
  }
  budget.inflatedBytes -= size;
  const whole = joined(parts, size);
  demandStrict(data, whole);
  return whole;
}

/** What one inflater forgives, another stops at: once its size is known, the stream must satisfy the strict one as well. */
function demandStrict(data: Uint8Array, whole: Uint8Array): void {
  const end = endOfChecksum(data, whole);
  if (end === undefined) refusePdf("PDF_MALFORMED", "compressed data fail their checksum");
  try {
    inflateStrictly(data.subarray(ZLIB_HEADER_BYTES, end - CHECKSUM_BYTES), whole.length);
  } catch (error) {
    if (error instanceof ContainerRefusal) refusePdf("PDF_MALFORMED", error.message);
    throw error;
  }
}

function push(stream: Unzlib, part: Uint8Array, isLast: boolean): void {
  try {
    stream.push(part, isLast);
  } catch (error) {
    refusePdf("PDF_MALFORMED", `compressed data: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Adler-32 (RFC 1950 §8.2) closes the data; writers count an end of line as data at times. */
function endOfChecksum(data: Uint8Array, whole: Uint8Array): number | undefined {
  const checksum = adler32(whole);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const shortest = ZLIB_HEADER_BYTES + CHECKSUM_BYTES;
  for (let end = data.length; end >= shortest && end >= data.length - 2; end--) {
    if (view.getUint32(end - CHECKSUM_BYTES) === checksum) return end;
    if (data[end - 1] !== 0x0a && data[end - 1] !== 0x0d) return undefined;
  }
  return undefined;
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let at = 0; at < bytes.length; ) {
    // 3,800 additions of at most 65,535 stay below 2^31.
    const stop = Math.min(at + 3800, bytes.length);
    for (; at < stop; at++) {
      a += bytes[at] as number;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return ((b << 16) | a) >>> 0;
}
