/** The reports of a HID scanner without what they say: the data of the reports of one label, taken together, changed in place. */
import { hidDataSpan } from "../codecs/hid-pos.ts";
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

function redactTogether(parts: readonly Uint8Array[], redact: (label: Uint8Array) => void): void {
  const joined = Uint8Array.from(parts.flatMap((part) => [...part]));
  redact(joined);
  let from = 0;
  for (const part of parts) {
    part.set(joined.subarray(from, from + part.length));
    from += part.length;
  }
}
