import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packReports, unpackReport } from "../../../../../native-devices/codecs/sdt/hid-carrier.ts";

const request = Uint8Array.from(Buffer.from("aaaaaa96690003200122", "hex"));

describe("reports of an ID-card reader", () => {
  test("carry a request after their number, filled up with zeros", () => {
    const [raw = new Uint8Array()] = packReports("raw", request);
    const [long = new Uint8Array()] = packReports("length", request);
    expect(Buffer.from(raw).toString("hex")).toBe(`00aaaaaa96690003200122${"00".repeat(54)}`);
    expect(Buffer.from(long).toString("hex")).toBe(`000aaaaaaa96690003200122${"00".repeat(53)}`);
  });

  test("a card of 1,295 bytes takes 21 of either", () => {
    for (const carrier of ["raw", "length"] as const)
      expect(packReports(carrier, new Uint8Array(1295)).length).toBe(21);
  });

  test("bring back what was packed", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom("raw", "length"), (bytes, carrier) => {
        const back = packReports(carrier, bytes).flatMap((report) => [...unpackReport(carrier, report.slice(1))]);
        expect(back.slice(0, bytes.length)).toEqual([...bytes]);
        if (carrier === "length") expect(back.length).toBe(bytes.length);
      }),
    );
  });

  test("a wrapped request of any length comes in reports of 64 bytes", () => {
    const reports = packReports("wrapped", new Uint8Array(120));
    expect(reports.map((report) => [report.length, report[4]])).toEqual([
      [65, 57],
      [65, 57],
      [65, 9],
    ]);
  });

  test.each(["", "ff", `ff${"41".repeat(63)}`, `40${"41".repeat(63)}`])("'%s' with a length brings nothing", (hex) => {
    expect(unpackReport("length", Uint8Array.from(Buffer.from(hex, "hex")))).toEqual(new Uint8Array(0));
  });
});
