/**
 * What an ID-card reader said without the person: heads, lengths, status and the rightness of every check stay; text, photo
 * and fingerprint are replaced, and whatever is in no frame, or in a broken one, is blotted out.
 */
import { hexOfBytes } from "../codecs/hex.ts";
import { splitCardReply } from "../codecs/sdt/card-reply.ts";
import { encodeCommand } from "../codecs/sdt/command.ts";
import { createCardTextStandIns, standInUnits } from "./card-stand-in.ts";
import type { Random } from "./stand-in.ts";
import type { TraceEntry } from "./trace-ring.ts";

const HEAD = [0xaa, 0xaa, 0xaa, 0x96, 0x69];
const LENGTH_BYTES = 2;
const STATUS_BYTES = 3;
const LONGEST = 4096;
/** Begins no frame, and is no letter. */
const BLOT = 0x01;

/**
 * Changes `stream` in place.
 * @param isSamIdAsked whether what begins at an offset of the stream came after the question for the SAM id, and before
 *   the next one: that answer names a reader and no person. An added address may be as long.
 */
export function redactSdt(stream: Uint8Array, isSamIdAsked: (at: number) => boolean, random: Random): void {
  const redactData = createDataRedactor(random);
  let at = 0;
  while (at < stream.length) {
    const start = headFrom(stream, at);
    blot(stream.subarray(at, start));
    const redact = isSamIdAsked(start) ? redactButSamId(redactData) : redactData;
    at = start < stream.length ? redactFrom(stream, start, redact) : start;
  }
}

/** For the stream of everything received in `entries`, one question at a time. */
export function samIdAskedIn(entries: readonly TraceEntry[]): (at: number) => boolean {
  const question = hexOfBytes(encodeCommand("sam-id"));
  let received = 0;
  const questions: { readonly at: number; readonly isForSamId: boolean }[] = [];
  for (const { dir, bytes } of entries) {
    if (dir === "rx") received += bytes.length;
    else questions.push({ at: received, isForSamId: hexOfBytes(bytes) === question });
  }
  return (at) => questions.findLast((asked) => asked.at <= at)?.isForSamId ?? false;
}

const redactButSamId = (redactData: (data: Uint8Array) => void) => (data: Uint8Array) => {
  if (data.length !== SAM_ID_BYTES) redactData(data);
};

/** From a head on; where to go on. */
function redactFrom(stream: Uint8Array, start: number, redactData: (data: Uint8Array) => void): number {
  const lengthAt = start + HEAD.length;
  const bodyAt = lengthAt + LENGTH_BYTES;
  const length = ((stream[lengthAt] ?? 0) << 8) | (stream[lengthAt + 1] ?? 0);
  const end = bodyAt + length;
  const isWhole = length > STATUS_BYTES && length <= LONGEST && end <= stream.length;
  if (!isWhole || xorOf(stream.subarray(lengthAt, end)) !== 0) {
    const next = headFrom(stream, start + 1);
    blot(stream.subarray(Math.min(next, bodyAt + STATUS_BYTES), next));
    return next;
  }
  redactData(stream.subarray(bodyAt + STATUS_BYTES, end - 1));
  stream[end - 1] = xorOf(stream.subarray(lengthAt, end - 1));
  return end;
}

/** Where the next head begins, or the end; one that the recording cuts short counts. */
function headFrom(stream: Uint8Array, from: number): number {
  for (let start = from; start < stream.length; start += 1) {
    if (HEAD.every((byte, at) => start + at >= stream.length || stream[start + at] === byte)) return start;
  }
  return stream.length;
}

/** Zeros and padding say nothing; everything else might. */
function blot(bytes: Uint8Array): void {
  for (const [index, byte] of bytes.entries()) if (byte !== 0 && byte !== 0xff && byte !== 0xaa) bytes[index] = BLOT;
}

/** The data of one reply, in place; the same card gets the same stand-in. */
function createDataRedactor(random: Random): (data: Uint8Array) => void {
  const textFor = createCardTextStandIns(random);
  const known = new Map<string, Uint8Array>();
  return (data) => {
    if (data.every((byte) => byte === 0)) return;
    const form = cardForm(data);
    const key = hexOfBytes(data);
    const standIn = known.get(key) ?? (form ? cardFor(data, form, textFor) : standInUnits(data, random));
    known.set(key, standIn);
    data.set(standIn);
  };
}

const SAM_ID_BYTES = 16;

interface CardForm {
  readonly textAt: number;
  readonly textBytes: number;
}

function cardForm(data: Uint8Array): CardForm | undefined {
  for (const [form, textAt] of [
    ["text-photo", 4],
    ["with-fingerprint", 6],
  ] as const) {
    const parts = splitCardReply(data, form);
    if (parts && parts.text.length > 0) return { textAt, textBytes: parts.text.length };
  }
  return undefined;
}

function cardFor(data: Uint8Array, { textAt, textBytes }: CardForm, textFor: (text: Uint8Array) => Uint8Array) {
  const standIn = data.slice();
  standIn.set(textFor(data.slice(textAt, textAt + textBytes)), textAt);
  // Photo and fingerprint: as many bytes, of nobody.
  standIn.fill(BLOT, textAt + textBytes);
  return standIn;
}

function xorOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}
