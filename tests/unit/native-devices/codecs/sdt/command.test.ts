import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSamId, splitCardReply } from "../../../../../native-devices/codecs/sdt/card-reply.ts";
import { encodeCommand, replyTo, type SdtCommand } from "../../../../../native-devices/codecs/sdt/command.ts";
import { classOfStatus } from "../../../../../native-devices/codecs/sdt/status-word.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const zeros = (count: number) => new Uint8Array(count);
const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

const commands: readonly (readonly [SdtCommand, string])[] = [
  ["reset", "00 03 10 FF EC"],
  ["status", "00 03 11 FF ED"],
  ["sam-id", "00 03 12 FF EE"],
  ["find-card", "00 03 20 01 22"],
  ["select-card", "00 03 20 02 21"],
  ["read-card", "00 03 30 01 32"],
  ["read-card-with-fingerprint", "00 03 30 10 23"],
  ["read-added-address", "00 03 30 03 30"],
];

test.each(commands)("%s is sent as vendors' tables have it", (command, sent) => {
  expect(encodeCommand(command)).toEqual(hex(`AA AA AA 96 69 ${sent}`));
});

test.each([
  [0x90, "ok"],
  [0x9f, "ok"],
  [0x91, "absent"],
  [0x80, "idle"],
  [0x81, "idle"],
  [0x10, "link"],
  [0x11, "link"],
  [0x21, "link"],
  [0x24, "link"],
  [0x31, "unverified"],
  [0x32, "unverified"],
  [0x33, "unverified"],
  [0x40, "card"],
  [0x41, "card"],
  [0x47, "card"],
  [0x60, "reader"],
  [0x66, "reader"],
  [0x55, "unknown"],
])("status %i is %s", (sw3, expected) => {
  expect(classOfStatus(sw3)).toBe(expected);
});

describe("which reply is whose", () => {
  test.each<[SdtCommand, Uint8Array, string | undefined]>([
    ["status", hex("00 00 90"), "ok"],
    ["status", hex("00 00 60"), "reader"],
    ["sam-id", join(hex("00 00 90"), zeros(16)), "ok"],
    ["find-card", hex("00 00 9F 00 00 00 00"), "ok"],
    ["find-card", hex("00 00 80"), "idle"],
    ["select-card", join(hex("00 00 90"), zeros(8)), "ok"],
    ["select-card", hex("6A 82 81"), "idle"],
    ["read-card", join(hex("00 00 90"), zeros(4 + 256 + 1024)), "ok"],
    ["read-card", hex("69 82 41"), "card"],
    ["read-card", hex("12 34 31"), "unverified"],
    ["read-card-with-fingerprint", join(hex("00 00 90"), zeros(6 + 256 + 1024)), "ok"],
    ["read-card-with-fingerprint", join(hex("00 00 90"), zeros(6 + 256 + 2048)), "ok"],
    ["read-added-address", hex("00 00 91"), "absent"],
    ["read-added-address", join(hex("00 00 90"), zeros(70)), "ok"],
    ["find-card", hex("00 00 10"), "link"],
    // Late replies to the command before.
    ["select-card", hex("00 00 9F 00 00 00 00"), undefined],
    ["read-card", join(hex("00 00 90"), zeros(8)), undefined],
    ["find-card", join(hex("00 00 90"), zeros(4 + 256 + 1024)), undefined],
    ["find-card", hex("00 00 90"), undefined],
    ["status", hex("00 00 9F 00 00 00 00"), undefined],
    // Our own bytes, echoed.
    ["find-card", hex("20 01"), undefined],
    ["read-card", hex("30 01"), undefined],
    ["find-card", hex(""), undefined],
    ["find-card", hex("00 00 80 00"), undefined],
  ])("%s ← %o: %s", (command, body, status) => {
    expect(replyTo(command, body)?.status).toBe(status);
  });

  test("the card's own status bytes are kept", () => {
    expect(replyTo("read-card", hex("69 82 41"))?.sw).toEqual([0x69, 0x82, 0x41]);
  });

  test("no body throws", () => {
    fc.assert(
      fc.property(fc.constantFrom(...commands.map(([command]) => command)), fc.uint8Array(), (command, body) => {
        const reply = replyTo(command, body);
        if (reply && reply.status !== "ok") expect(reply.data).toHaveLength(0);
      }),
    );
  });
});

describe("the parts of a card", () => {
  const text = zeros(256).fill(1);
  const photo = zeros(1024).fill(2);
  const fingerprint = zeros(512).fill(3);

  test("text and photo", () => {
    expect(splitCardReply(join(hex("01 00 04 00"), text, photo), "text-photo")).toEqual({
      text,
      photo,
      fingerprint: zeros(0),
    });
  });

  test.each([0, 512, 1024])("with %i bytes of fingerprint", (size) => {
    const head = Uint8Array.of(1, 0, 4, 0, size >> 8, 0);
    const finger = zeros(size).fill(3);
    expect(splitCardReply(join(head, text, photo, finger), "with-fingerprint")?.fingerprint).toEqual(finger);
  });

  test("lengths that do not add up are no card", () => {
    const head = hex("01 00 04 00");
    expect(splitCardReply(join(head, text, photo, fingerprint), "text-photo")).toBeUndefined();
    expect(splitCardReply(join(head, text), "text-photo")).toBeUndefined();
    expect(splitCardReply(join(head, text, photo), "with-fingerprint")).toBeUndefined();
    expect(splitCardReply(hex("01 00"), "text-photo")).toBeUndefined();
    expect(splitCardReply(hex(""), "text-photo")).toBeUndefined();
  });

  test("every split gives back all bytes or nothing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (data, isLong) => {
        const parts = splitCardReply(data, isLong ? "with-fingerprint" : "text-photo");
        if (parts) {
          const sum = parts.text.length + parts.photo.length + parts.fingerprint.length;
          expect(sum + (isLong ? 6 : 4)).toBe(data.length);
        }
      }),
    );
  });
});

test("the identity of the security module is printed as it is on the reader", () => {
  const data = hex("05 00 03 00 B2 05 33 01 01 00 00 00 D2 02 96 49");
  expect(readSamId(data)).toBe("05.03-20121010-0000000001-1234567890");
  expect(readSamId(data.subarray(1))).toBeUndefined();
});
