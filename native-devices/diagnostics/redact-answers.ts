/**
 * What a maker's program answered without anybody in it: keys, shapes, short codes and lengths stay, every text is somebody
 * else's. What is no JSON is blotted out whole.
 */
import { standInUnits } from "./card-stand-in.ts";
import { createStandIns, type Random } from "./stand-in.ts";
import type { TraceEntry } from "./trace-ring.ts";

/** Codes of states, kinds and sexes say nothing about who it is. */
const SHORT_CODE = /^(-?\w{0,3}|男|女)$/;
const BLOT = 0x2e;

/** Each received entry is one answer. */
export function redactAnswers(entries: readonly TraceEntry[], random: Random): readonly TraceEntry[] {
  const standIn = textStandIns(random);
  return entries.map((entry) => (entry.dir === "tx" ? entry : { ...entry, bytes: redactAnswer(entry.bytes, standIn) }));
}

function redactAnswer(bytes: Uint8Array, standIn: (text: string) => string): Uint8Array {
  try {
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const redacted = JSON.stringify(json, (_key, value: unknown) => {
      if (typeof value === "string") return standIn(value);
      return typeof value === "number" && !SHORT_CODE.test(String(value)) ? Number(standIn(String(value))) : value;
    });
    return new TextEncoder().encode(redacted);
  } catch {
    // No JSON, or in another character set: nothing tells what of it is whose.
    return new Uint8Array(bytes.length).fill(BLOT);
  }
}

/** The same text gets the same stand-in. */
function textStandIns(random: Random): (text: string) => string {
  const word = createStandIns(random);
  const known = new Map<string, string>();
  return (text) => {
    if (SHORT_CODE.test(text)) return text;
    const before = known.get(text);
    if (before !== undefined) return before;
    const units = new Uint8Array(
      new Uint16Array([...Array(text.length).keys()].map((at) => text.charCodeAt(at))).buffer,
    );
    const isAscii = /^[\x20-\x7e]*$/.test(text);
    const other = isAscii ? word(text) : new TextDecoder("utf-16le").decode(standInUnits(units, random));
    known.set(text, other);
    return other;
  };
}
