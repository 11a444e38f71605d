import { expect, test } from "vitest";
import { demandShortName } from "../../../../electron/seal/container/entry-name.ts";
import { readDer } from "../../../../electron/seal/der/reader.ts";
import { entryFinder } from "../../../../electron/seal/ofd/location.ts";
import { isStreamSafe } from "../../../../electron/seal/stream-safe.ts";
import { readName } from "../../../../electron/seal/x509/name.ts";

test.each(["\u0315\u0300", "\uff9e\u0315"])("marks in a row that cost normalization its time are refused", (pair) => {
  expect(isStreamSafe(`a${pair.repeat(15)}`)).toBe(true);
  expect(isStreamSafe(`a${pair.repeat(16)}`)).toBe(false);
});

test("an entry name of nothing but marks is refused before it is normalized", () => {
  const marks = "\u0315".repeat(500) + "\u0300".repeat(500);
  expect(() => demandShortName(`Doc_0/a${marks}.xml`)).toThrow(/marks/);
  expect(() => demandShortName("Doc_0/é́葛.xml")).not.toThrow();
});

test("a certificate's name of 60 KB of marks is refused at once", () => {
  const tagged = (tag: number, content: Uint8Array) =>
    Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]), content]);
  const text = Buffer.from("\u0315".repeat(15_000) + "\u0300".repeat(15_000));
  const attribute = tagged(0x30, Buffer.concat([Buffer.from("0603550403", "hex"), tagged(0x0c, text)]));
  const sequence = tagged(0x30, tagged(0x31, attribute));
  const started = performance.now();
  expect(() => readName(readDer(sequence))).toThrow(/marks/);
  expect(performance.now() - started).toBeLessThan(200);
});

test("a location of marks in a package names nothing, at once", () => {
  const location = `/Doc_0/${"\u0315".repeat(15_000)}${"\u0300".repeat(15_000)}.xml`;
  const started = performance.now();
  expect(entryFinder(new Map([["OFD.xml", 1]]))(location, "OFD.xml")).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(200);
});
