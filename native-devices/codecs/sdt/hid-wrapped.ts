/**
 * The wrapper that MR-300 readers put around every HID report, after the maker's published driver (V1.0.6):
 * `[flag][serial 2][LEN LE][command or result][data][sum LE]`. LEN counts the command or result byte and the data, the
 * sum adds up LEN and all that LEN counts. In a reply the data begin with the number of the report. Pure.
 */

const REPORT_BYTES = 64;
const REQUEST_FLAG = 0x88;
const REPLY_FLAG = 0xaa;
const ID_CARD_COMMAND = 0xb1;
const LENGTH_AT = 3;
const COUNTED_AT = 5;
const SUM_BYTES = 2;
/** The result, which says no more than the frame inside does, and the number of the report. */
const REPLY_HEAD_BYTES = 3;

/** Of a request, in one report. */
export const WRAPPED_BYTES = REPORT_BYTES - COUNTED_AT - 1 - SUM_BYTES;

const sumOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum + byte, 0);

/** The output report for at most `WRAPPED_BYTES` bytes, without the number that goes in front of it. */
export function wrapRequest(data: Uint8Array): Uint8Array {
  const report = new Uint8Array(REPORT_BYTES);
  report.set([REQUEST_FLAG, 0, 0, data.length + 1, 0, ID_CARD_COMMAND, ...data]);
  const end = COUNTED_AT + 1 + data.length;
  const sum = sumOf(report.subarray(LENGTH_AT, end));
  report.set([sum & 0xff, sum >> 8], end);
  return report;
}

/** What an input report brings; nothing where it is none of this wrapper or its sum is wrong. */
export function unwrapReply(report: Uint8Array): Uint8Array {
  const [flag, , , low = 0, high = 0] = report;
  const end = COUNTED_AT + low + (high << 8);
  if (flag !== REPLY_FLAG || end + SUM_BYTES > report.length) return new Uint8Array(0);
  const sum = (report[end] ?? 0) + ((report[end + 1] ?? 0) << 8);
  if (sumOf(report.subarray(LENGTH_AT, end)) !== sum) return new Uint8Array(0);
  return report.slice(COUNTED_AT + REPLY_HEAD_BYTES, end);
}
