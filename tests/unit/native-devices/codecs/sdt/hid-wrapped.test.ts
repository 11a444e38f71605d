/** The wrapper of the MR-300, against frames worked out by hand from its published driver. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSdtFramer, encodeSdtFrame } from "../../../../../native-devices/codecs/sdt/frame.ts";
import { packReports, unpackReport } from "../../../../../native-devices/codecs/sdt/hid-carrier.ts";

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const hexOf = (report: Uint8Array) => Buffer.from(report).toString("hex");
const padded = (hex: string) => `${hex.replaceAll(" ", "")}`.padEnd(128, "0");
const unwrap = (hex: string) => hexOf(unpackReport("wrapped", bytes(padded(hex))));

const notFound = "aa aa aa 96 69 00 04 00 00 80 84";
/** Length 0x0e, result 0, report 0; 0x0e + 0x2fd + 0x04 + 0x80 + 0x84. */
const notFoundReport = `aa 00 00 0e 00 00 00 00 ${notFound} 13 04`;

/** As the device would send it, by the same rule but in other words. */
function asReports(frame: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(frame.length / 54) }, (_, index) => {
    const part = frame.subarray(54 * index, 54 * (index + 1));
    const report = new Uint8Array(64);
    report.set([0xaa, 0, 0, 3 + part.length, 0, 0, index, 0, ...part]);
    let sum = 0;
    for (let at = 3; at < 8 + part.length; at += 1) sum += report[at] ?? 0;
    new DataView(report.buffer).setUint16(8 + part.length, sum, true);
    return report;
  });
}

const bodiesOf = (reports: readonly Uint8Array[]) => {
  const framer = createSdtFramer();
  const events = reports.flatMap((report) => framer.push(unpackReport("wrapped", report), 0));
  return events.flatMap((event) => (event.kind === "frame" ? [hexOf(event.body)] : [event.reason]));
};

describe("a wrapped report", () => {
  test("carries a request with its command, its length and its sum", () => {
    const [report = new Uint8Array()] = packReports("wrapped", bytes("aa aa aa 96 69 00 03 20 01 22"));
    expect(hexOf(report)).toBe(`00${padded("88 00 00 0b 00 b1 aa aa aa 96 69 00 03 20 01 22 ff 03")}`);
  });

  test("brings the frame without the result and the number of the report", () => {
    expect(unwrap(notFoundReport)).toBe(notFound.replaceAll(" ", ""));
  });

  test.each<[string, string]>([
    ["is not flagged as a reply", notFoundReport.replace("aa", "88")],
    ["has a wrong sum", notFoundReport.replace("13 04", "14 04")],
    ["has a damaged byte", notFoundReport.replace("96 69", "96 68")],
    ["says to be longer than it is", notFoundReport.replace("0e 00", "3a 00")],
    ["says to be endless", notFoundReport.replace("0e 00", "ff ff")],
    ["is empty", ""],
  ])("that %s brings nothing", (_name, hex) => {
    expect(unwrap(hex)).toBe("");
  });

  test("that ends early brings nothing, wherever it ends", () => {
    const whole = bytes(notFoundReport);
    for (let end = 0; end < whole.length; end += 1) {
      expect(unpackReport("wrapped", whole.subarray(0, end))).toEqual(new Uint8Array(0));
    }
  });

  test("of a card: the frame comes back, however many reports it takes", () => {
    const body = new Uint8Array(1287).map((_, at) => at);
    const reports = asReports(encodeSdtFrame(body));
    expect([reports.length, bodiesOf(reports)]).toEqual([24, [hexOf(body)]]);
  });

  test("lost, doubled or damaged on the way never makes another card", () => {
    const body = new Uint8Array(400).fill(0x41);
    const reports = asReports(encodeSdtFrame(body.map((byte, at) => byte + (at % 50))));
    const whole = bodiesOf(reports)[0];
    fc.assert(
      fc.property(fc.nat(reports.length - 1), fc.constantFrom("lost", "doubled", "damaged"), (at, how) => {
        const [report = new Uint8Array()] = reports.slice(at, at + 1);
        const damaged = report.map((byte, index) => (index === 20 ? byte ^ 0x10 : byte));
        const instead = { lost: [], doubled: [report, report], damaged: [damaged] }[how];
        const bodies = bodiesOf([...reports.slice(0, at), ...instead, ...reports.slice(at + 1)]);
        expect(bodies.every((body) => [whole, "checksum", "length"].includes(body))).toBe(true);
      }),
    );
  });

  test("of any bytes never throws", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 70 }), (report) => void unpackReport("wrapped", report)));
  });
});
