/**
 * Joins the reports of a HID POS scanner (usage page 8C) into labels. A report has room for 56 bytes or so; a longer
 * label goes over several, each but the last marked as continued. Behaves as a framer, so that the driver of the
 * serial scanner takes both; where the report has a field for the AIM identifier, it is put before the data.
 */
import { type FrameEvent, type LineFramer, withoutTrailingBreaks } from "./line-framer.ts";

/** `standard`: Honeywell, Zebra, Datalogic, Access-IS. `newland`: no AIM field. `microscan`: no flag, longer data. */
export type HidPosLayout = "standard" | "newland" | "microscan";

export interface HidPosOptions {
  readonly layout: HidPosLayout;
  /** Silence in ms after which a label whose end was never said is closed as incomplete. */
  readonly idleMs: number;
  /** A longer label is dropped to its end and reported as `lost`. */
  readonly maxBytes: number;
}

/** Feature reports that a maker's scanner needs after opening, before it sends reports of this page. */
export const hidPreparations = {
  /** Honeywell and Youjie. */
  honeywell: Uint8Array.of(0xfe, 0x01),
} as const;
export type HidPreparation = keyof typeof hidPreparations;

interface Layout {
  readonly reportId: number;
  readonly hasAim: boolean;
  readonly capacity: number;
  /** Index of the byte whose lowest bit says that the label goes on; without one a full report says so. */
  readonly continuedAt?: number;
}

const layouts: Readonly<Record<HidPosLayout, Layout>> = {
  standard: { reportId: 0x02, hasAim: true, capacity: 56, continuedAt: 63 },
  newland: { reportId: 0x02, hasAim: false, capacity: 56, continuedAt: 63 },
  microscan: { reportId: 0x01, hasAim: false, capacity: 62 },
};

/** Where the length stands, and where the fields begin that follow it. */
const LENGTH_AT = 1;
const FIELDS_AT = 2;
const AIM_BYTES = 3;
const BRACKET = 0x5d;

interface Report {
  readonly data: Uint8Array;
  readonly aim: Uint8Array;
  readonly isContinued: boolean;
  /** Announces more data than it has or has room for, or is not of this layout. */
  readonly isBroken: boolean;
}

interface OpenLabel {
  readonly aim: Uint8Array;
  readonly parts: Uint8Array[];
  size: number;
  isBroken: boolean;
  readonly firstAtMs: number;
  lastAtMs: number;
}

const none = new Uint8Array(0);

/** Some scanners have one byte more before the identifier, whose second character is never a bracket. */
function shiftOf(report: Uint8Array): 0 | 1 {
  return report[FIELDS_AT + 1] === BRACKET ? 1 : 0;
}

interface Fields {
  readonly shift: 0 | 1;
  /** Of the identifier; of the data, where the layout has none. */
  readonly from: number;
  readonly dataAt: number;
  /** Behind the data that are announced and have room. */
  readonly to: number;
}

/** The one place that says where a report has what. `shift`: known from an earlier report of the label. */
function fieldsOf(report: Uint8Array, { hasAim, capacity }: Layout, shift = hasAim ? shiftOf(report) : 0): Fields {
  const from = FIELDS_AT + shift;
  const dataAt = from + (hasAim ? AIM_BYTES : 0);
  return { shift, from, dataAt, to: dataAt + Math.min(report[LENGTH_AT] ?? 0, capacity) };
}

/** A report that ends before its flag is not continued; one of 64 bytes keeps the flag at its end, shifted or not. */
function isFlagged(report: Uint8Array, continuedAt: number, shift: 0 | 1): boolean {
  const flag = report[continuedAt + shift] ?? report[continuedAt] ?? 0;
  return (flag & 1) === 1;
}

class HidPosFramer implements LineFramer {
  readonly #options: HidPosOptions;
  readonly #layout: Layout;
  #label: OpenLabel | undefined;
  /** What the first report of the label showed; reports that follow may leave the identifier out. */
  #shift: 0 | 1 = 0;

  constructor(options: HidPosOptions) {
    this.#options = options;
    this.#layout = layouts[options.layout];
  }

  get isOpen(): boolean {
    return this.#label !== undefined;
  }

  /** One report with its number in front, as the library gives it. Reports with another number are no labels. */
  push(report: Uint8Array, atMs: number): readonly FrameEvent[] {
    const events: FrameEvent[] = [...this.idle(atMs)];
    if (report[0] !== this.#layout.reportId) return events;
    const { data, aim, isContinued, isBroken } = this.#read(report);
    const label = this.#label ?? { aim, parts: [], size: 0, isBroken, firstAtMs: atMs, lastAtMs: atMs };
    this.#label = label;
    label.lastAtMs = atMs;
    label.isBroken ||= isBroken;
    label.size += data.length;
    // Of a label that is too long already nothing more is kept, however long it goes on.
    if (label.size <= this.#options.maxBytes) label.parts.push(data.slice());
    if (!isContinued) events.push(...this.#end("report"));
    return events;
  }

  idle(atMs: number): readonly FrameEvent[] {
    if (!this.#label || atMs - this.#label.lastAtMs < this.#options.idleMs) return [];
    return this.#end("idle");
  }

  #read(report: Uint8Array): Report {
    const { capacity, continuedAt } = this.#layout;
    const length = report[LENGTH_AT] ?? 0;
    const { shift, from, dataAt, to } = fieldsOf(report, this.#layout, this.#label && this.#shift);
    this.#shift = shift;
    const data = report.subarray(dataAt, to);
    const aim = report.slice(from, dataAt);
    return {
      data,
      aim: aim[0] === BRACKET ? aim : none,
      isContinued: continuedAt === undefined ? length === capacity : isFlagged(report, continuedAt, shift),
      // Data where an identifier belongs: the scanner has another layout, and reading on would lose its first letters.
      isBroken: data.length < length || (aim[0] !== BRACKET && aim.some((byte) => byte !== 0)),
    };
  }

  #end(endedBy: "report" | "idle"): readonly FrameEvent[] {
    const label = this.#label;
    this.#label = undefined;
    this.#shift = 0;
    if (!label) return [];
    const { firstAtMs, lastAtMs, size } = label;
    const lost = { kind: "lost", droppedBytes: size, firstAtMs, lastAtMs } as const;
    if (label.isBroken) return [{ ...lost, reason: "cut-off" }];
    if (size > this.#options.maxBytes) return [{ ...lost, reason: "too-long" }];
    const whole = joined([label.aim, ...label.parts]);
    const bytes = withoutTrailingBreaks(whole);
    if (bytes.length === 0) return [];
    // Where only a short report ends a label, one that fills its last report is whole if its terminator came.
    const isTerminated = this.#layout.continuedAt === undefined && bytes.length < whole.length;
    return [
      {
        kind: "frame",
        bytes,
        endedBy: endedBy === "idle" && isTerminated ? "terminator" : endedBy,
        firstAtMs,
        lastAtMs,
      },
    ];
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * A framer for one open scanner.
 * @throws RangeError if `maxBytes` is not at least 1 (a programming error; profiles are validated before).
 */
export function createHidPosFramer(options: HidPosOptions): LineFramer {
  if (options.maxBytes < 1) throw new RangeError("maxBytes must be at least 1");
  return new HidPosFramer(options);
}

export interface HidDataSpan {
  /** Of the identifier, where there is one, and the data behind it. */
  readonly from: number;
  readonly to: number;
  /** From here on the report speaks of the label and not what it says. */
  readonly flagsAt: number;
  readonly isContinued: boolean;
}

/** Where a report has its label, for whoever changes a recording; of a report that is no label, all of it. */
export function hidDataSpan(report: Uint8Array, layout: HidPosLayout): HidDataSpan {
  const { reportId, capacity, continuedAt } = layouts[layout];
  const size = report.length;
  if (report[0] !== reportId) return { from: Math.min(1, size), to: size, flagsAt: size, isContinued: false };
  const { shift, from, dataAt, to: end } = fieldsOf(report, layouts[layout]);
  const to = Math.min(size, end);
  if (continuedAt === undefined) return { from, to, flagsAt: size, isContinued: end - dataAt === capacity };
  const flagsAt = Math.max(to, Math.min(size, FIELDS_AT + AIM_BYTES + capacity));
  return { from, to, flagsAt, isContinued: isFlagged(report, continuedAt, shift) };
}

/** What a report says that may be an answer to a command: its data. A scanner may answer without an identifier, and then from there on. */
export function hidAnswerData(report: Uint8Array, layout: HidPosLayout): Uint8Array {
  const { from, dataAt, to } = fieldsOf(report, layouts[layout]);
  if (dataAt === from || report[from] === BRACKET) return report.subarray(dataAt, to);
  return report.subarray(FIELDS_AT, FIELDS_AT + (report[LENGTH_AT] ?? 0));
}
