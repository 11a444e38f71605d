/**
 * What a maker's program answered without anybody in it: keys, shapes, short codes and lengths stay, every text is somebody
 * else's. What is no JSON is blotted out whole.
 */
import { isKnownState } from "../codecs/service/answer.ts";
import { pointerKey, valueAtPointer } from "../codecs/service/json-pointer.ts";
import type { MiddlewareProfile } from "../profiles/middleware-profile.ts";
import { standInUnits } from "./card-stand-in.ts";
import { createStandIns, type Random } from "./stand-in.ts";
import type { TraceEntry } from "./trace-ring.ts";

/** Numbers of kinds and states, and sexes, say nothing about who it is. Letters may be a short name. */
const SHORT_CODE = /^(-?\d{0,3}|男|女)$/;
const BLOT = 0x2e;

/** Each received entry is one answer. A state that the profile knows stays, in its place. */
export function redactAnswers(
  entries: readonly TraceEntry[],
  { answer: { status } }: Pick<MiddlewareProfile, "answer">,
  random: Random,
): readonly TraceEntry[] {
  const standIn = textStandIns(random);
  const redacted = (bytes: Uint8Array) => redactAnswer(bytes, standIn, status);
  return entries.map((entry) => (entry.dir === "tx" ? entry : { ...entry, bytes: redacted(entry.bytes) }));
}

function redactAnswer(
  bytes: Uint8Array,
  standIn: (text: string) => string,
  status: MiddlewareProfile["answer"]["status"],
): Uint8Array {
  try {
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const state = status && isKnownState(valueAtPointer(json, status.at), status.words) ? status.at : undefined;
    const redact = (value: unknown, pointer: string): unknown => {
      if (pointer === state) return value;
      if (typeof value === "string") return standIn(value);
      if (typeof value === "number") return SHORT_CODE.test(String(value)) ? value : Number(standIn(String(value)));
      if (Array.isArray(value)) return value.map((one, at) => redact(one, `${pointer}/${at}`));
      if (typeof value !== "object" || value === null) return value;
      const fields = Object.entries(value).map(([key, one]) => [key, redact(one, `${pointer}/${pointerKey(key)}`)]);
      return Object.fromEntries(fields);
    };
    return new TextEncoder().encode(JSON.stringify(redact(json, "")));
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
