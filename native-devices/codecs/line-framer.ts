/**
 * Cuts the byte stream of a scanner into labels: by terminator, by STX…ETX, by a fixed length or, where nothing else
 * ends them, by an idle gap. Knows nothing of text; time is passed in.
 */

export type Terminator = "cr" | "lf" | "crlf" | "tab" | "none";

export interface FramingOptions {
  /** Any of these ends a label; `none` (alone or beside others) adds nothing. */
  readonly terminators: readonly Terminator[];
  /** A label that opens with STX (02) runs to ETX (03), whatever stands between. */
  readonly stxEtx: boolean;
  /** Silence in ms after the last byte that ends a label. */
  readonly idleMs: number;
  /** A longer label is dropped to its end and reported as `lost`. */
  readonly maxBytes: number;
  /** Every label has exactly this many bytes. */
  readonly fixedBytes?: number | undefined;
}

export type FrameEvent =
  | {
      readonly kind: "frame";
      /** Payload without terminator, STX and ETX; never empty. */
      readonly bytes: Uint8Array;
      readonly endedBy: "terminator" | "etx" | "length" | "report" | "idle";
      /** Instants (steady ms) of the first and the last byte. */
      readonly firstAtMs: number;
      readonly lastAtMs: number;
    }
  | {
      /**
       * Something was scanned and no label came of it: longer than `maxBytes`, an STX without its ETX, or one of the
       * halves into which silence cut a label of a scanner that ends its labels.
       */
      readonly kind: "lost";
      readonly reason: "too-long" | "cut-off";
      readonly droppedBytes: number;
      readonly firstAtMs: number;
      readonly lastAtMs: number;
    };

type FrameEnd = Extract<FrameEvent, { kind: "frame" }>["endedBy"];

/** Stateful, without I/O: feed it bytes and silences, it answers with finished labels. */
export interface LineFramer {
  push(bytes: Uint8Array, atMs: number): readonly FrameEvent[];
  /** Says that nothing arrived until `atMs`; closes a label whose last byte is `idleMs` or more ago. */
  idle(atMs: number): readonly FrameEvent[];
  /** True while a label has begun and not ended. */
  readonly isOpen: boolean;
  /** What is to be written because of what was pushed; each is handed out once. Absent where nothing ever is. */
  takeAnswers?(): readonly Uint8Array[];
}

const STX = 0x02;
const ETX = 0x03;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;

/** What begins so soon after a label without its terminator may be the rest of it: nobody scans again as quickly. */
const REST_MS = 500;
/** So many labels must have ended before a scanner counts as one that ends them; so many in a row may then lack their end. */
const ENOUGH = 2;

/** Half a label shows something; a control byte alone is an answer to a command (06) or noise. */
const isShown = (byte: number): boolean => byte >= 0x20;
const isLineBreak = (byte: number | undefined): boolean => byte === CR || byte === LF;

class Framer implements LineFramer {
  readonly #options: FramingOptions;
  readonly #buffer: Uint8Array;
  readonly #single: ReadonlySet<number>;
  readonly #hasCrlf: boolean;
  readonly #awaitsEnd: boolean;
  /** Labels that ended, up to `ENOUGH`; a text that answers a command or a line break in a label may be one of them. */
  #ended = 0;
  /** Labels without their end since. */
  #endless = 0;
  /** When the last label ended by what ends one, unless something followed at once. */
  #endedAtMs: number | undefined;
  /** When the last byte came of a label that lacks its end. */
  #cutAtMs: number | undefined;
  #length = 0;
  #dropped = 0;
  #inStx = false;
  #firstAtMs = 0;
  #lastAtMs = 0;

  constructor(options: FramingOptions) {
    this.#options = options;
    // One byte more than a label may have: the CR of a CRLF waits in the buffer for its LF.
    this.#buffer = new Uint8Array(options.maxBytes + 1);
    const single = new Set<number>();
    if (options.terminators.includes("cr")) single.add(CR);
    if (options.terminators.includes("lf")) single.add(LF);
    if (options.terminators.includes("tab")) single.add(TAB);
    this.#single = single;
    this.#hasCrlf = options.terminators.includes("crlf");
    const { terminators, fixedBytes } = options;
    this.#awaitsEnd = terminators.length > 0 && !terminators.includes("none") && fixedBytes === undefined;
  }

  get isOpen(): boolean {
    return this.#length > 0 || this.#inStx || this.#dropped > 0;
  }

  push(bytes: Uint8Array, atMs: number): readonly FrameEvent[] {
    // A label the owner had no chance to close in time must not swallow the next one.
    const events: FrameEvent[] = [...this.idle(atMs)];
    for (const byte of bytes) {
      if (this.isOpen) this.#lastAtMs = atMs;
      const event = this.#take(byte, atMs);
      if (event) events.push(event);
    }
    return events;
  }

  idle(atMs: number): readonly FrameEvent[] {
    if (!this.isOpen || atMs - this.#lastAtMs < this.#options.idleMs) return [];
    const event = this.#end("idle");
    return event ? [event] : [];
  }

  #take(byte: number, atMs: number): FrameEvent | undefined {
    if (!this.isOpen && !this.#begin(byte, atMs)) return undefined;
    if (this.#inStx) return this.#takeInStx(byte, atMs);
    if (this.#single.has(byte)) return this.#end("terminator");
    if (this.#hasCrlf && byte === LF && this.#buffer[this.#length - 1] === CR) {
      this.#length -= 1;
      return this.#end("terminator");
    }
    this.#store(byte);
    return this.#length === this.#options.fixedBytes ? this.#end("length") : undefined;
  }

  /** Opens a label; false when the byte belongs to none (line breaks left over from the label before). */
  #begin(byte: number, atMs: number): boolean {
    if (isLineBreak(byte) || this.#single.has(byte)) return false;
    this.#firstAtMs = atMs;
    this.#lastAtMs = atMs;
    // A line break within a label is followed by the rest of it, the one at its end by silence.
    if (this.#endedAtMs !== undefined && atMs - this.#endedAtMs >= this.#options.idleMs) {
      this.#ended = Math.min(ENOUGH, this.#ended + 1);
      this.#endless = 0;
    }
    this.#endedAtMs = undefined;
    if (!this.#options.stxEtx || byte !== STX) return true;
    this.#inStx = true;
    return false;
  }

  #takeInStx(byte: number, atMs: number): FrameEvent | undefined {
    if (byte === ETX) return this.#end("etx");
    if (byte !== STX) {
      this.#store(byte);
      return undefined;
    }
    // A second STX means that the label before it was cut off.
    const lost = this.#length > 0 ? this.#end("idle") : undefined;
    this.#begin(byte, atMs);
    return lost;
  }

  #store(byte: number): void {
    const isWaitingCr = this.#hasCrlf && !this.#inStx && byte === CR;
    if (this.#dropped === 0 && this.#length < this.#options.maxBytes + (isWaitingCr ? 1 : 0)) {
      this.#buffer[this.#length] = byte;
      this.#length += 1;
      return;
    }
    // The last byte stays in view so that CRLF is still recognised while the label is being dropped.
    this.#dropped += 1;
    this.#buffer[this.#length - 1] = byte;
  }

  #end(endedBy: FrameEnd): FrameEvent | undefined {
    const times = { firstAtMs: this.#firstAtMs, lastAtMs: this.#lastAtMs };
    const payload = this.#buffer.slice(0, this.#length);
    const isTooLong = this.#dropped > 0;
    const isCutOff = this.#awaitsEnd ? this.#isHalf(endedBy, payload.some(isShown)) : this.#inStx && endedBy === "idle";
    const droppedBytes = this.#dropped + this.#length;
    // A service code must not stay here until the next label.
    this.#buffer.fill(0, 0, this.#length);
    this.#length = 0;
    this.#dropped = 0;
    this.#inStx = false;
    if (isTooLong) return { kind: "lost", reason: "too-long", droppedBytes, ...times };
    if (isCutOff) return { kind: "lost", reason: "cut-off", droppedBytes, ...times };
    const bytes = endedBy === "length" ? payload : withoutTrailingBreaks(payload);
    return bytes.length > 0 ? { kind: "frame", bytes, endedBy, ...times } : undefined;
  }

  /** Whether what ends now is half a label only. A scanner that was not seen to end its labels may not do so at all. */
  #isHalf(endedBy: FrameEnd, hasText: boolean): boolean {
    if (endedBy === "idle") {
      if (hasText) this.#cutAtMs = this.#lastAtMs;
      if (this.#inStx) return true;
      this.#endless += 1;
      if (this.#endless > ENOUGH) this.#ended = 0;
      return this.#ended === ENOUGH;
    }
    const isRest = this.#cutAtMs !== undefined && this.#firstAtMs - this.#cutAtMs < REST_MS && endedBy !== "etx";
    this.#cutAtMs = undefined;
    this.#endedAtMs = this.#lastAtMs;
    return isRest;
  }
}

/** A label without the line breaks at its end. */
export function withoutTrailingBreaks(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (isLineBreak(bytes[end - 1])) end -= 1;
  return bytes.subarray(0, end);
}

/**
 * A framer for one open port.
 * @throws RangeError if `maxBytes` is not at least 1 (a programming error; profiles are validated before).
 */
export function createLineFramer(options: FramingOptions): LineFramer {
  if (options.maxBytes < 1) throw new RangeError("maxBytes must be at least 1");
  return new Framer(options);
}
