import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDamaged } from "../../../../../native-devices/codecs/id-card/card.ts";
import { readCardImage } from "../../../../../native-devices/codecs/id-card/card-image.ts";
import {
  citizenNumber,
  citizenValues,
  permitNumber,
  permitValues,
  writeCardText,
} from "../../../../emulators/id-card-reader/card-text.ts";
import { sdtReply } from "../../../../emulators/id-card-reader/sdt-reply.ts";

const TODAY = "2026-11-28";
const citizen = writeCardText(citizenValues);
const permit = writeCardText(permitValues);
const numberIn = (file: Uint8Array) => readCardImage(file, TODAY)?.card.number;
const text = (hex: string) => new TextEncoder().encode(hex);

describe("a card as a file", () => {
  test.each([
    [1295, 1024, undefined],
    [1297, 1024, 0],
    [1809, 1024, 512],
    [2321, 1024, 1024],
    [271, 0, undefined],
  ])("a reader's answer of %i bytes", (size, photo, fingerprint) => {
    const reply = sdtReply(citizen, photo, fingerprint);
    expect(reply.length).toBe(size);
    expect(numberIn(reply)).toBe(citizenNumber);
    expect(numberIn(text(reply.toString("hex")))).toBe(citizenNumber);
  });

  test.each<[string, (hex: string) => string]>([
    ["pairs", (hex) => hex.replace(/../g, "$& ")],
    ["capitals, in lines", (hex) => hex.toUpperCase().replace(/.{32}/g, "$&\r\n")],
    ["as in a source", (hex) => hex.replace(/../g, "0x$&, ")],
  ])("written out as %s", (_name, write) => {
    expect(numberIn(text(write(sdtReply(citizen, 1024).toString("hex"))))).toBe(citizenNumber);
  });

  test("the text alone", () => {
    expect(numberIn(citizen)).toBe(citizenNumber);
  });

  test("the last card among whatever else a reader said", () => {
    const stream = Buffer.concat([
      Buffer.from("aaaa00aaaaaa96690500", "hex"),
      sdtReply(citizen, 1024),
      sdtReply(permit, 1024),
    ]);
    expect(numberIn(stream)).toBe(permitNumber);
    expect(numberIn(Buffer.concat([stream, Buffer.from("aaaaaa9669000400008084", "hex")]))).toBe(permitNumber);
  });

  test("a card that contradicts itself is told as such", () => {
    const read = readCardImage(sdtReply(writeCardText({ ...citizenValues, 30: "2" }), 1024), TODAY);
    expect(read && isDamaged(read.warnings)).toBe(true);
  });

  test.each([
    ["nothing", new Uint8Array(0)],
    ["words", text("no card at all")],
    ["lengths that do not add up", sdtReply(new Uint8Array(250), 1024)],
    ["a wrong check", Buffer.concat([sdtReply(citizen, 1024).subarray(0, -1), Buffer.of(0x01)])],
    ["cut short", sdtReply(citizen, 1024).subarray(0, 900)],
  ])("no card: %s", (_name, file) => {
    expect(readCardImage(file, TODAY)).toBeUndefined();
  });

  test("any bytes at all never throw", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void readCardImage(bytes, TODAY)));
  });
});
