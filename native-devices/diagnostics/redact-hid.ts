/** The reports of a HID scanner without what they say: the data of the reports of one label, taken together, changed in place. */
import { type HidPosLayout, hidDataSpan } from "../codecs/hid-pos.ts";
import { isVguangReport, VGUANG_DATA_AT, vguangLabelSize } from "../codecs/vguang.ts";
import type { ScannerProfile } from "../profiles/profile.ts";
import { createLabelRedactor } from "./redact-labels.ts";
import type { Random } from "./stand-in.ts";
import type { TraceEntry } from "./trace-ring.ts";

const BRACKET = 0x5d;
const AIM_BYTES = 3;

export function redactHidLabels(
  stream: Uint8Array,
  reports: readonly TraceEntry[],
  profile: ScannerProfile,
  random: Random,
): void {
  if (profile.transport.type !== "hid") return;
  const redact = createLabelRedactor(profile, random);
  const { layout } = profile.transport;
  if (layout === "vguang") redactVguang(stream, reports, redact);
  else redactPos(stream, reports, layout, redact);
}

type Redact = (label: Uint8Array) => void;

function redactPos(stream: Uint8Array, reports: readonly TraceEntry[], layout: HidPosLayout, redact: Redact): void {
  let label: Uint8Array[] = [];
  let start = 0;
  for (const { bytes } of reports) {
    const report = stream.subarray(start, start + bytes.length);
    start += bytes.length;
    const { from, to, flagsAt, isContinued } = hidDataSpan(report, layout);
    // The identifier may stand in each report; the label has it once.
    const isRepeated = label.length > 0 && report[from] === BRACKET;
    label.push(report.subarray(isRepeated ? from + AIM_BYTES : from, to));
    // What lies behind the data is padding, or the rest of a label before.
    report.fill(0, to, flagsAt);
    if (isContinued) continue;
    redactTogether(label, redact);
    label = [];
  }
  redactTogether(label, redact);
}

/** The data of each label, its XOR as right or wrong as it was; of other answers only the beginning stays, of the rest nothing. */
function redactVguang(stream: Uint8Array, reports: readonly TraceEntry[], redact: Redact): void {
  let start = 0;
  let label:
    | { readonly head: Uint8Array; readonly size: number; readonly parts: Uint8Array[]; due: number }
    | undefined;
  const end = () => {
    if (!label) return;
    const { head, size, parts } = label;
    label = undefined;
    redactTogether(parts, (joined) => {
      const isRight = joined.length > size && xorOf(head) === xorOf(joined);
      redact(joined.subarray(0, size));
      if (isRight) joined[size] = xorOf(head) ^ xorOf(joined.subarray(0, size));
    });
  };
  for (const { bytes } of reports) {
    const report = stream.subarray(start, start + bytes.length);
    start += bytes.length;
    const size = vguangLabelSize(report);
    const from = label || !isVguangReport(report) ? 0 : VGUANG_DATA_AT;
    if (!label && size !== undefined) label = { head: report.slice(0, from), size, parts: [], due: size + 1 };
    const part = report.subarray(from, from + (label?.due ?? 0));
    label?.parts.push(part);
    // What lies behind is padding, or the rest of a label before.
    report.fill(0, from + part.length);
    if (label) label.due -= part.length;
    if (label?.due === 0) end();
  }
  end();
}

function xorOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}

function redactTogether(parts: readonly Uint8Array[], redact: Redact): void {
  const joined = Uint8Array.from(parts.flatMap((part) => [...part]));
  redact(joined);
  let from = 0;
  for (const part of parts) {
    part.set(joined.subarray(from, from + part.length));
    from += part.length;
  }
}
