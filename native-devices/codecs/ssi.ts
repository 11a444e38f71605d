/**
 * Labels of a Zebra scanner that packs them (SSI, "decode data" F3): `[LEN][F3][source 0][status][symbology][data][sum 2]`.
 * LEN counts all but the sum, which is the two's complement of the rest, high byte first. Each packet is answered, or it
 * comes again. A scanner that does not pack sends plain lines: what begins as no packet goes to the framer of lines.
 */
import { commandBytes } from "./command-frame.ts";
import {
  createLineFramer,
  type FrameEvent,
  type FramingOptions,
  type LineFramer,
  withoutTrailingBreaks,
} from "./line-framer.ts";

const DECODE_DATA = 0xf3;
/** Who it is, acknowledged, refused, event: packets that are no labels, by their opcodes as a profile writes them. */
export const ssiAnswers: readonly string[] = ["a4", "d0", "d1", "f6"];
const OTHERS: ReadonlySet<number> = new Set(ssiAnswers.map((opcode) => Number.parseInt(opcode, 16)));
const SCANNER = 0x00;
const OPCODE_AT = 1;
const SOURCE_AT = 2;
const STATUS_AT = 3;
const DATA_AT = 5;
const SUM_BYTES = 2;
const MAX_PACKET = 0xff + SUM_BYTES;
/** In the status: more packets of this label follow (general knowledge, not confirmed by a paper at hand). */
const CONTINUED = 0x02;

const acknowledged = commandBytes("04 d0 04 00", "ssi");
const sendAgain = commandBytes("05 d1 04 00 01", "ssi");
const none = new Uint8Array(0);

/** The packet that `bytes` begin with, or could: its size with the sum. Undefined: they begin as no packet. */
function packetSize(bytes: Uint8Array): number | undefined {
  const [size = 0, opcode, source] = bytes;
  if (size < STATUS_AT + 1) return undefined;
  if (opcode !== undefined && opcode !== DECODE_DATA && !OTHERS.has(opcode)) return undefined;
  if (source !== undefined && source !== SCANNER) return undefined;
  return size + SUM_BYTES;
}

function isRight(packet: Uint8Array): boolean {
  const body = packet.subarray(0, -SUM_BYTES);
  const sum = ((packet.at(-2) ?? 0) << 8) | (packet.at(-1) ?? 0);
  return ((body.reduce((total, byte) => total + byte, 0) + sum) & 0xffff) === 0;
}

export type PacketMatch =
  | { readonly kind: "whole"; readonly end: number; readonly said: readonly number[] }
  | { readonly kind: "partial"; readonly isSure: boolean }
  | { readonly kind: "none" };

/** The packet of that opcode that begins at `from`, or could; `said` are its data. One whose sum is wrong is none. */
export function ssiPacketAt(bytes: readonly number[], from: number, opcode: number): PacketMatch {
  if ((bytes[from + OPCODE_AT] ?? opcode) !== opcode) return { kind: "none" };
  const packet = Uint8Array.from(bytes.slice(from, from + MAX_PACKET));
  const size = packetSize(packet);
  if (size === undefined) return { kind: "none" };
  if (packet.length < size) return { kind: "partial", isSure: packet.length > STATUS_AT };
  const whole = packet.subarray(0, size);
  if (!isRight(whole)) return { kind: "none" };
  return { kind: "whole", end: from + size, said: [...whole.subarray(STATUS_AT + 1, -SUM_BYTES)] };
}

/** Where the data of a label stand in a whole packet that is right; undefined in any other. */
export function ssiDataSpan(
  bytes: Uint8Array,
): { readonly from: number; readonly to: number; readonly end: number } | undefined {
  const end = packetSize(bytes);
  if (end === undefined || bytes.length < end || bytes[OPCODE_AT] !== DECODE_DATA || bytes[SOURCE_AT] !== SCANNER)
    return undefined;
  return isRight(bytes.subarray(0, end)) ? { from: DATA_AT, to: end - SUM_BYTES, end } : undefined;
}

class SsiFramer implements LineFramer {
  readonly #options: FramingOptions;
  readonly #lines: LineFramer;
  /** What may become a packet. */
  #held: Uint8Array = none;
  /** Data of the packets of a label so far. */
  #label: Uint8Array | undefined;
  /** The label that goes on was told as too long: nothing more of it is kept. */
  #isDropping = false;
  #answers: Uint8Array[] = [];
  #firstAtMs = 0;
  #lastAtMs = 0;

  constructor(options: FramingOptions) {
    this.#options = options;
    this.#lines = createLineFramer(options);
  }

  get isOpen(): boolean {
    return this.#held.length > 0 || this.#label !== undefined || this.#isDropping || this.#lines.isOpen;
  }

  push(bytes: Uint8Array, atMs: number): readonly FrameEvent[] {
    const events: FrameEvent[] = [...this.idle(atMs)];
    if (!this.isOpen) this.#firstAtMs = atMs;
    this.#lastAtMs = atMs;
    for (const byte of bytes) events.push(...this.#take(byte, atMs));
    return events;
  }

  idle(atMs: number): readonly FrameEvent[] {
    if (atMs - this.#lastAtMs < this.#options.idleMs) return [];
    const isLabelCut = this.#label !== undefined || this.#held.length > STATUS_AT;
    const held = this.#held;
    this.#held = none;
    this.#label = undefined;
    this.#isDropping = false;
    if (isLabelCut) return [this.#lost(held.length), ...this.#lines.idle(atMs)];
    return [...this.#lines.push(held, this.#lastAtMs), ...this.#lines.idle(atMs)];
  }

  takeAnswers(): readonly Uint8Array[] {
    const answers = this.#answers;
    this.#answers = [];
    return answers;
  }

  #take(byte: number, atMs: number): readonly FrameEvent[] {
    if (this.#lines.isOpen) return this.#lines.push(Uint8Array.of(byte), atMs);
    this.#held = Uint8Array.of(...this.#held, byte);
    const size = packetSize(this.#held);
    if (size !== undefined && this.#held.length < size) return [];
    const held = this.#held;
    this.#held = none;
    if (size !== undefined) return this.#takePacket(held);
    // Only the first byte is known to begin none: behind a line break a packet may begin.
    const rest = [...held.subarray(1)];
    return [...this.#lines.push(held.subarray(0, 1), atMs), ...rest.flatMap((one) => this.#take(one, atMs))];
  }

  #takePacket(packet: Uint8Array): readonly FrameEvent[] {
    if (packet[OPCODE_AT] !== DECODE_DATA) return [];
    if (!isRight(packet)) {
      this.#answers.push(sendAgain);
      return [];
    }
    this.#answers.push(acknowledged);
    const isContinued = ((packet[STATUS_AT] ?? 0) & CONTINUED) !== 0;
    const isDropped = this.#isDropping;
    this.#isDropping = isDropped && isContinued;
    if (isDropped) return [];
    const label = Uint8Array.of(...(this.#label ?? none), ...packet.subarray(DATA_AT, -SUM_BYTES));
    this.#label = undefined;
    const times = { firstAtMs: this.#firstAtMs, lastAtMs: this.#lastAtMs };
    if (label.length > this.#options.maxBytes) {
      // Told at once: its end may never come.
      this.#isDropping = isContinued;
      return [{ kind: "lost", reason: "too-long", droppedBytes: label.length, ...times }];
    }
    if (isContinued) {
      this.#label = label;
      return [];
    }
    const bytes = withoutTrailingBreaks(label);
    return bytes.length > 0 ? [{ kind: "frame", bytes, endedBy: "report", ...times }] : [];
  }

  #lost(droppedBytes: number): FrameEvent {
    return { kind: "lost", reason: "cut-off", droppedBytes, firstAtMs: this.#firstAtMs, lastAtMs: this.#lastAtMs };
  }
}

/** A framer for one open port; its answers are to be written. */
export function createSsiFramer(options: FramingOptions): LineFramer {
  return new SsiFramer(options);
}
