/** How the frames of an ID-card reader travel in HID reports of 64 bytes. Pure; the frame's own length says where it ends. */

/** `raw`: the frame cut into reports, the last filled up with zeros. `length`: each report says first how many bytes count. */
export type HidCarrier = "raw" | "length";

const REPORT_BYTES = 64;
/** Of the `length` carrier, from the reader: "send the next report"; it brings nothing. */
const SEND_NEXT = 0xff;

/** Output reports for a frame, each with its number (0: these devices do not number them) in front. */
export function packReports(carrier: HidCarrier, frame: Uint8Array): readonly Uint8Array[] {
  const head = carrier === "raw" ? 0 : 1;
  const capacity = REPORT_BYTES - head;
  return Array.from({ length: Math.ceil(frame.length / capacity) }, (_, index) => {
    const part = frame.subarray(index * capacity, (index + 1) * capacity);
    const report = new Uint8Array(1 + REPORT_BYTES);
    if (carrier === "length") report[1] = part.length;
    report.set(part, 1 + head);
    return report;
  });
}

/** The bytes of the stream in an input report; none in a report that is not of this carrier. */
export function unpackReport(carrier: HidCarrier, report: Uint8Array): Uint8Array {
  if (carrier === "raw") return report;
  const [count = SEND_NEXT] = report;
  return count < report.length ? report.slice(1, 1 + count) : new Uint8Array(0);
}
