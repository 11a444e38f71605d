/** Commands to a HID scanner as output reports, and what its input reports say as answers. Pure. */
import { type HidPosLayout, hidAnswerData } from "./hid-pos.ts";

/** Layouts of a scanner's reports: those of HID POS, and VGuang's own. */
export type HidLayout = HidPosLayout | "vguang";

interface CommandReport {
  readonly reportId: number;
  /** A byte says how many follow. */
  readonly hasLength: boolean;
  readonly bytes: number;
}

/** `standard`: of Honeywell and Youjie; no other maker of that layout says how it is commanded. */
const commandReports: Readonly<Record<HidLayout, CommandReport>> = {
  standard: { reportId: 0xfd, hasLength: true, bytes: 64 },
  newland: { reportId: 0x04, hasLength: true, bytes: 64 },
  microscan: { reportId: 0x01, hasLength: true, bytes: 64 },
  vguang: { reportId: 0x00, hasLength: false, bytes: 65 },
};

/** With their number in front, filled up with zeros. */
export function packHidCommand(layout: HidLayout, command: Uint8Array): readonly Uint8Array[] {
  const { reportId, hasLength, bytes } = commandReports[layout];
  const head = hasLength ? 2 : 1;
  const capacity = bytes - head;
  return Array.from({ length: Math.ceil(command.length / capacity) }, (_, index) => {
    const part = command.subarray(index * capacity, (index + 1) * capacity);
    const report = new Uint8Array(bytes);
    report.set([reportId, ...(hasLength ? [part.length] : []), ...part]);
    return report;
  });
}

/** What an input report says if it is an answer: behind number, length and identifier (`]Z6`), where it has them. */
export function hidAnswerOf(layout: HidLayout, report: Uint8Array): Uint8Array {
  return layout === "vguang" ? report : hidAnswerData(report, layout);
}
