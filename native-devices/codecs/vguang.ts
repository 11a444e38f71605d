/**
 * Labels of VGuang (微光) scanners on HID, after a published driver of theirs: `55 AA 30 [0] [LEN 2, low first] [data]
 * [XOR]`, over as many reports as it takes. Answers to commands have another word in the place of 30 and are no labels.
 * A label of one report stands by its length; one of several only if the XOR over all of it is right.
 */
import { type FrameEvent, type LineFramer, withoutTrailingBreaks } from "./line-framer.ts";

const LABEL_HEAD = [0x55, 0xaa, 0x30, 0x00] as const;
const LENGTH_AT = 4;
/** Where the data of a label begin in its first report. */
export const VGUANG_DATA_AT = 6;

export interface VguangOptions {
  /** Silence in ms after which a label that is not complete is given up. */
  readonly idleMs: number;
  readonly maxBytes: number;
}

interface OpenLabel {
  readonly size: number;
  readonly firstAtMs: number;
  lastAtMs: number;
  /** Head, data and XOR as far as they came. */
  bytes: Uint8Array;
  reports: number;
}

/** Begins a label or another answer; what does not is the middle of one. */
export function isVguangReport(report: Uint8Array): boolean {
  return report[0] === LABEL_HEAD[0] && report[1] === LABEL_HEAD[1];
}

/** Bytes of data that a report announces as the first of a label; undefined where it begins none. */
export function vguangLabelSize(report: Uint8Array): number | undefined {
  if (report.length < VGUANG_DATA_AT || !LABEL_HEAD.every((byte, at) => report[at] === byte)) return undefined;
  return (report[LENGTH_AT] ?? 0) | ((report[LENGTH_AT + 1] ?? 0) << 8);
}

class VguangFramer implements LineFramer {
  readonly #options: VguangOptions;
  #label: OpenLabel | undefined;

  constructor(options: VguangOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#label !== undefined;
  }

  push(report: Uint8Array, atMs: number): readonly FrameEvent[] {
    const events: FrameEvent[] = [...this.idle(atMs)];
    const size = vguangLabelSize(report);
    if (!this.#label && size === undefined) return events;
    this.#label ??= { size: size ?? 0, firstAtMs: atMs, lastAtMs: atMs, bytes: new Uint8Array(0), reports: 0 };
    const label = this.#label;
    label.lastAtMs = atMs;
    label.reports += 1;
    label.bytes = Uint8Array.of(...label.bytes, ...report);
    return label.bytes.length > VGUANG_DATA_AT + label.size ? [...events, ...this.#end()] : events;
  }

  idle(atMs: number): readonly FrameEvent[] {
    if (!this.#label || atMs - this.#label.lastAtMs < this.#options.idleMs) return [];
    return this.#end();
  }

  #end(): readonly FrameEvent[] {
    const label = this.#label;
    this.#label = undefined;
    if (!label) return [];
    const { bytes: all, size, firstAtMs, lastAtMs, reports } = label;
    const end = VGUANG_DATA_AT + size;
    const lost = { kind: "lost", droppedBytes: all.length, firstAtMs, lastAtMs } as const;
    const isChecked = all.slice(0, end + 1).reduce((sum, byte) => sum ^ byte, 0) === 0;
    if (all.length < end || (reports > 1 && !isChecked)) return [{ ...lost, reason: "cut-off" }];
    if (size > this.#options.maxBytes) return [{ ...lost, reason: "too-long" }];
    const bytes = withoutTrailingBreaks(all.slice(VGUANG_DATA_AT, end));
    return bytes.length > 0 ? [{ kind: "frame", bytes, endedBy: "report", firstAtMs, lastAtMs }] : [];
  }
}

/** A framer for one open scanner. */
export function createVguangFramer(options: VguangOptions): LineFramer {
  return new VguangFramer(options);
}
