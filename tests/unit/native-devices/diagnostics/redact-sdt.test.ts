/** What an administrator saves of an ID-card reader: the same conversation, and nobody in it. */
import { describe, expect, test } from "vitest";
import { readCard } from "../../../../native-devices/codecs/id-card/read-card.ts";
import { splitCardReply } from "../../../../native-devices/codecs/sdt/card-reply.ts";
import { encodeCommand, type SdtCommand } from "../../../../native-devices/codecs/sdt/command.ts";
import { createSdtFramer, encodeSdtFrame, type SdtFrameEvent } from "../../../../native-devices/codecs/sdt/frame.ts";
import { redactSdt } from "../../../../native-devices/diagnostics/redact-sdt.ts";
import { redactTrace } from "../../../../native-devices/diagnostics/redact-trace.ts";
import type { TraceEntry } from "../../../../native-devices/diagnostics/trace-ring.ts";
import builtin from "../../../../native-devices/profiles/builtin/sdt-serial-115200.json" with { type: "json" };
import { profileSchema } from "../../../../native-devices/profiles/profile.ts";
import { citizenCardText } from "../../../../native-devices/virtual/citizen-card.ts";

const person = { name: "周测试", number: "11010519491231002X" };
const textOf = citizenCardText(person);
const reply = (text: Uint8Array) =>
  encodeSdtFrame(Uint8Array.of(0, 0, 0x90, 1, 0, 4, 0, ...text, ...new Uint8Array(1024).fill(0x5a)));
const framesOf = (stream: Uint8Array): readonly SdtFrameEvent[] => createSdtFramer().push(stream, 0);
const utf16 = (text: string) => Buffer.from(text, "utf16le").toString("hex");
const personal = [utf16(person.name), utf16("周"), utf16(person.number), utf16("19491231"), utf16("样例省"), "5a5a5a"];
const leaks = (stream: Uint8Array) => personal.filter((hex) => Buffer.from(stream).toString("hex").includes(hex));

const never = () => false;

function cardIn(stream: Uint8Array) {
  const frame = framesOf(stream).find(({ kind }) => kind === "frame");
  if (frame?.kind !== "frame") throw new Error("no frame");
  const parts = splitCardReply(frame.body.slice(3), "text-photo");
  return readCard(parts?.text ?? new Uint8Array(0), "2026-11-28");
}

describe("a recorded card", () => {
  test("is another card that reads as well, in as many bytes", () => {
    const stream = reply(textOf);
    const before = cardIn(stream);
    const size = stream.length;
    redactSdt(stream, never, Math.random);
    const after = cardIn(stream);
    expect(stream).toHaveLength(size);
    expect(leaks(stream)).toEqual([]);
    expect(after?.warnings).toEqual(before?.warnings);
    expect([after?.card.sex, after?.card.number === person.number]).toEqual([before?.card.sex, false]);
  });

  test("contradicts itself as it did", () => {
    // Wrong check digit on purpose.
    const wrong = citizenCardText({ ...person, number: "110105194912310021" });
    const stream = reply(wrong);
    const before = cardIn(stream)?.warnings.map(({ code }) => code);
    redactSdt(stream, never, Math.random);
    expect(cardIn(stream)?.warnings.map(({ code }) => code)).toEqual(before);
    expect(before).toContain("number-check-digit");
  });

  test("read twice is the same stand-in twice", () => {
    const one = reply(textOf);
    const stream = Uint8Array.of(...one, ...one);
    redactSdt(stream, never, Math.random);
    expect(stream.subarray(0, one.length)).toEqual(stream.subarray(one.length));
  });

  test.each([
    ["with a wrong checksum", (bytes: Uint8Array) => bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1)],
    ["cut short", (bytes: Uint8Array) => bytes.slice(0, 200)],
    ["without its head", (bytes: Uint8Array) => bytes.slice(6)],
    ["with a length that is too long", (bytes: Uint8Array) => bytes.with(5, 0xff)],
    ["behind noise", (bytes: Uint8Array) => Uint8Array.of(1, 2, 0xaa, ...bytes)],
  ])("%s holds nobody, and is as broken as it was", (_what, spoil) => {
    const stream = spoil(reply(textOf));
    const before = framesOf(stream).map(({ kind }) => kind);
    redactSdt(stream, never, Math.random);
    expect(leaks(stream)).toEqual([]);
    expect(framesOf(stream).map(({ kind }) => kind)).toEqual(before);
  });

  test("and everything that names no person stays byte for byte", () => {
    const replies = [
      [0, 0, 0x9f, 0, 0, 0, 0],
      [0, 0, 0x80],
      [0, 0, 0x90, ...Array.from({ length: 16 }, (_, index) => index + 1)],
      [0x12, 0x34, 0x41],
    ];
    const stream = Uint8Array.from(replies.flatMap((body) => [...encodeSdtFrame(Uint8Array.from(body))]));
    const before = stream.slice();
    redactSdt(stream, () => true, Math.random);
    expect(stream).toEqual(before);
  });
});

describe("sixteen bytes", () => {
  // None of them is among the characters that replace others.
  const address = Buffer.from("样例路样例里样元", "utf16le");
  const samId = Uint8Array.from({ length: 16 }, (_, index) => index + 1);
  const good = (data: Uint8Array) => encodeSdtFrame(Uint8Array.of(0, 0, 0x90, ...data));
  const asked = (command: SdtCommand): TraceEntry => ({ atMs: 0, dir: "tx", bytes: encodeCommand(command) });
  const said = (bytes: Uint8Array): TraceEntry => ({ atMs: 0, dir: "rx", bytes });
  const kept = (...entries: TraceEntry[]) =>
    Buffer.concat(
      redactTrace(entries, profileSchema.parse(builtin), Math.random).flatMap(({ dir, bytes }) =>
        dir === "rx" ? [bytes] : [],
      ),
    );

  test("of an added address of eight characters are replaced, the identity of the reader stays", () => {
    const stream = kept(
      asked("sam-id"),
      said(good(samId).subarray(0, 9)),
      said(good(samId).subarray(9)),
      asked("read-added-address"),
      said(good(address)),
    );
    expect(stream.includes(Buffer.from(samId))).toBe(true);
    expect(stream).toHaveLength(good(samId).length + good(address).length);
    expect(leaksOf(stream, address)).toEqual([]);
  });

  test("that came late, or whose question was not recorded, are replaced", () => {
    expect(leaksOf(kept(asked("read-added-address"), asked("find-card"), said(good(address))), address)).toEqual([]);
    expect(leaksOf(kept(said(good(address))), address)).toEqual([]);
  });
});

/** Characters of the address that the stream still holds where they stood. */
function leaksOf(stream: Buffer, address: Buffer): readonly string[] {
  const at = stream.length - 1 - address.length;
  return [...address.toString("utf16le")].filter((character, index) => {
    return stream.subarray(at + 2 * index, at + 2 * index + 2).toString("utf16le") === character;
  });
}
