/**
 * A recording of a scanner without what it said: every letter, digit and character replaced by another of its kind and
 * size. Controls, AIM identifiers, ECI escapes, punctuation, chunks and times stay, so that it replays as it was.
 */
import { carriesEci, splitAim } from "../codecs/aim.ts";
import { commandBytes } from "../codecs/command-frame.ts";
import { bytesOfHex } from "../codecs/hex.ts";
import { ssiDataSpan } from "../codecs/ssi.ts";
import type { ScannerProfile } from "../profiles/profile.ts";
import { createStandIns, type Random } from "./stand-in.ts";
import { common, cyrillic, rare, type StandInCharacter } from "./stand-in-characters.ts";
import type { TraceEntry } from "./trace-ring.ts";

type Charset = "utf-8" | "gb18030";

const ESCAPE = 0x5c;
const ESCAPE_BYTES = 7;

/** Changes `stream`, all that the scanner said, in place; `chunks` are its pieces with their times. */
export function redactLabels(
  stream: Uint8Array,
  chunks: readonly TraceEntry[],
  profile: ScannerProfile,
  random: Random,
): void {
  const redact = createLabelRedactor(profile, random);
  const packets = profile.framing.packets ? redactPackets(stream, redact) : [];
  const isOutside = (at: number) => packets.every(([from, to]) => at < from || at >= to);
  for (const [from, to] of labelsIn(stream, chunks, profile.framing.idleMs)) {
    for (let at = from; at < to; at += 1) {
      if (!isOutside(at)) continue;
      const start = at;
      while (at < to && isOutside(at)) at += 1;
      redact(stream.subarray(start, at));
    }
  }
}

/** Changes one label in place; the same word gets the same stand-in each time. */
export function createLabelRedactor(profile: ScannerProfile, random: Random): (label: Uint8Array) => void {
  const redactor = new Redactor(profile, random);
  return (label) => redactor.redact(label);
}

/** The data of each packet, its sum made right again; where the packets stand. */
function redactPackets(stream: Uint8Array, redact: (label: Uint8Array) => void): readonly [number, number][] {
  const packets: [number, number][] = [];
  for (let at = 0; at < stream.length; at += 1) {
    const span = ssiDataSpan(stream.subarray(at));
    if (!span) continue;
    redact(stream.subarray(at + span.from, at + span.to));
    const body = Array.from(stream.subarray(at, at + span.to), (byte) => byte.toString(16).padStart(2, "0"));
    stream.set(commandBytes(body.join(" "), "ssi"), at);
    packets.push([at, at + span.end]);
    at += span.end - 1;
  }
  return packets;
}

/** Runs between controls and pauses: where a label may begin and end. */
function* labelsIn(stream: Uint8Array, chunks: readonly TraceEntry[], idleMs: number): Generator<[number, number]> {
  const pauses = new Set<number>();
  let at = 0;
  for (const [index, { atMs, bytes }] of chunks.entries()) {
    if (atMs - (chunks[index - 1]?.atMs ?? atMs) >= idleMs) pauses.add(at);
    at += bytes.length;
  }
  let from = 0;
  for (let to = 0; to <= stream.length; to += 1) {
    const byte = stream[to];
    const isEnd = byte === undefined || byte < 0x20 || byte === 0x7f;
    if (!isEnd && !pauses.has(to)) continue;
    if (to > from) yield [from, to];
    from = isEnd ? to + 1 : to;
  }
}

/** Changes labels in place. */
class Redactor {
  readonly #profile: ScannerProfile;
  readonly #standIn: (text: string) => string;
  /** Of every character met, its place in the pools. */
  readonly #places = new Map<string, number>();
  #nextPlace: number;

  constructor(profile: ScannerProfile, random: Random) {
    this.#profile = profile;
    this.#nextPlace = Math.floor(random() * common.length);
    this.#standIn = createStandIns(random);
  }

  redact(label: Uint8Array): void {
    const prefix = bytesOfHex(this.#profile.framing.prefix ?? "");
    const bare = prefix.every((byte, at) => label[at] === byte) ? label.subarray(prefix.length) : label;
    const { aim, payload } = splitAim(bare);
    const hasEscapes = aim !== undefined && carriesEci(aim);
    let from = 0;
    for (let at = 0; hasEscapes && at < payload.length; at += 1) {
      if (payload[at] !== ESCAPE || !/^\d{6}$/.test(latin(payload.subarray(at + 1, at + ESCAPE_BYTES)))) continue;
      this.#redactPiece(payload.subarray(from, at));
      from = at + ESCAPE_BYTES;
      at = from - 1;
    }
    this.#redactPiece(payload.subarray(from));
  }

  #redactPiece(piece: Uint8Array): void {
    const charset = this.#charsetOf(piece);
    for (let from = 0; from < piece.length; ) {
      const isAscii = (piece[from] ?? 0) < 0x80;
      let to = from;
      while (to < piece.length && (piece[to] ?? 0) < 0x80 === isAscii) to += isAscii ? 1 : sizeAt(piece, to, charset);
      const run = piece.subarray(from, to);
      run.set(isAscii ? bytesOfLatin(this.#standIn(latin(run))) : this.#charactersFor(run, charset));
      from = Math.min(to, piece.length);
    }
  }

  #charsetOf(piece: Uint8Array): Charset | undefined {
    const order: readonly Charset[] =
      this.#profile.encoding === "gb18030" ? ["gb18030", "utf-8"] : ["utf-8", "gb18030"];
    return order.find((charset) => isIn(piece, charset));
  }

  #charactersFor(run: Uint8Array, charset: Charset | undefined): Uint8Array {
    // In no character set: stays in none.
    if (charset === undefined) return new Uint8Array(run.length).fill(0xff);
    const drawn: number[] = [];
    for (let at = 0; at < run.length; ) {
      const size = sizeAt(run, at, charset);
      drawn.push(...this.#characterFor(run.subarray(at, at + size), charset));
      at += size;
    }
    return Uint8Array.from(drawn);
  }

  /** The same character gets the same stand-in in both character sets: a label that is a repeat stays one. */
  #characterFor(bytes: Uint8Array, charset: Charset): Uint8Array {
    const character = new TextDecoder(charset).decode(bytes);
    const pool = pools[`${charset}-${bytes.length}`] ?? [];
    let place = this.#places.get(character);
    if (place === undefined) {
      place = this.#nextPlace;
      // Never the character itself.
      if (pool[place % pool.length]?.character === character) place += 1;
      this.#nextPlace = place + 1;
      this.#places.set(character, place);
    }
    return pool[place % pool.length]?.[charset] ?? new Uint8Array(bytes.length).fill(0xff);
  }
}

/** By character set and size in bytes. */
const pools: Readonly<Record<string, readonly StandInCharacter[]>> = {
  "utf-8-2": cyrillic,
  "utf-8-3": common,
  "utf-8-4": rare,
  "gb18030-2": common,
  "gb18030-4": rare,
};

/** Bytes of the character that begins at `at`. */
function sizeAt(bytes: Uint8Array, at: number, charset: Charset | undefined): number {
  const lead = bytes[at] ?? 0;
  if (charset === undefined || lead < 0x80) return 1;
  if (charset === "gb18030") return /\d/.test(String.fromCharCode(bytes[at + 1] ?? 0)) ? 4 : 2;
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

function isIn(bytes: Uint8Array, charset: Charset): boolean {
  try {
    new TextDecoder(charset, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const bytesOfLatin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
