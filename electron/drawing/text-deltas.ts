/**
 * DeltaX and DeltaY of a TextCode (GB/T 33190-2016 §11.3): the distances from each character to the next, with
 * `g count value` as shorthand for the same distance several times.
 */
import { readNumber, readWords } from "./value-syntax.ts";

/**
 * Exactly `count` distances. A list that is too short goes on with its last value (real files write `DeltaX="1.59"` for
 * twelve digits); too long a list is cut. `undefined` when there is no list or it has no readable number at its head.
 */
export function expandDeltas(text: string | undefined, count: number): readonly number[] | undefined {
  const words = readWords(text);
  const deltas: number[] = [];
  let last: number | undefined;
  let part = readPart(words, 0);
  while (part && deltas.length < count) {
    last = part.value;
    for (let i = 0; i < part.times && deltas.length < count; i++) deltas.push(part.value);
    part = readPart(words, part.next);
  }
  if (count === 0) return part ? [] : undefined;
  if (last === undefined) return undefined;
  while (deltas.length < count) deltas.push(last);
  return deltas;
}

interface Part {
  readonly times: number;
  readonly value: number;
  /** Where the next part begins. */
  readonly next: number;
}

/** A number or `g count number`; `undefined` at the end of the list and at what is neither. */
function readPart(words: readonly string[], at: number): Part | undefined {
  const isGroup = words[at]?.toLowerCase() === "g";
  const times = isGroup ? readNumber(words[at + 1]) : 1;
  const value = readNumber(words[isGroup ? at + 2 : at]);
  return times === undefined || value === undefined ? undefined : { times, value, next: at + (isGroup ? 3 : 1) };
}
