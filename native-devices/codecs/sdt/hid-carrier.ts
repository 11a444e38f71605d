/** How the frames of an ID-card reader travel in HID reports of 64 bytes. Pure; the frame's own length says where it ends. */
import { unwrapReply, WRAPPED_BYTES, wrapRequest } from "./hid-wrapped.ts";

/**
 * `raw`: the frame cut into reports, the last filled up with zeros. `length`: each report says first how many bytes
 * count. `wrapped`: see hid-wrapped.ts.
 */
export const hidCarriers = ["raw", "length", "wrapped"] as const;
export type HidCarrier = (typeof hidCarriers)[number];

const REPORT_BYTES = 64;
/** Of the `length` carrier, from the reader: "send the next report"; it brings nothing. */
const SEND_NEXT = 0xff;

const capacities: Readonly<Record<HidCarrier, number>> = {
  raw: REPORT_BYTES,
  length: REPORT_BYTES - 1,
  wrapped: WRAPPED_BYTES,
};

/** Before a question, so many ms must pass without a report: an answer nobody waited for is still on its way. */
export const quietMsBefore: Readonly<Record<HidCarrier, number>> = { raw: 0, length: 0, wrapped: 5 };

/** Output reports for a frame, each with its number (0: these devices do not number them) in front. */
export function packReports(carrier: HidCarrier, frame: Uint8Array): readonly Uint8Array[] {
  const capacity = capacities[carrier];
  return Array.from({ length: Math.ceil(frame.length / capacity) }, (_, index) => {
    const report = new Uint8Array(1 + REPORT_BYTES);
    report.set(packPart(carrier, frame.subarray(index * capacity, (index + 1) * capacity)), 1);
    return report;
  });
}

function packPart(carrier: HidCarrier, part: Uint8Array): Uint8Array {
  if (carrier === "wrapped") return wrapRequest(part);
  return carrier === "length" ? Uint8Array.of(part.length, ...part) : part;
}

/** The bytes of the stream in an input report; none in a report that is not of this carrier. */
export function unpackReport(carrier: HidCarrier, report: Uint8Array): Uint8Array {
  if (carrier === "raw") return report;
  if (carrier === "wrapped") return unwrapReply(report);
  const [count = SEND_NEXT] = report;
  return count < report.length ? report.slice(1, 1 + count) : new Uint8Array(0);
}
