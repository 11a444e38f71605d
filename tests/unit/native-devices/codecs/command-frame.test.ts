/** The commands of the builtin profiles against the byte tables of the makers' manuals. */
import { expect, test } from "vitest";
import { commandBytes } from "../../../../native-devices/codecs/command-frame.ts";
import { bytesOfHex, hexOfBytes } from "../../../../native-devices/codecs/hex.ts";
import type { DeviceCapability } from "../../../../native-devices/host/device-contract.ts";
import { loadProfile } from "../../../../native-devices/profiles/loader.ts";

const text = (content: string) => hexOfBytes(new TextEncoder().encode(content));

const tables: Readonly<Record<string, Partial<Record<DeviceCapability, readonly string[]>>>> = {
  "honeywell-serial": { trigger: ["16540d"], release: ["16550d"], identify: [`164d0d${text("REVINF.")}`] },
  "newland-serial": {
    trigger: ["7e00080100020102da"],
    release: ["7e00080100020232b9"],
    identify: [text("~\x010000#QRYPDN;\x03")],
  },
  "gm65-serial": { trigger: ["7e000801000201abcd"], release: ["7e000801000200abcd"], identify: ["7e00070100e101abcd"] },
  "zebra-ssi-serial": {
    trigger: ["04e40400ff14"],
    release: ["04e50400ff13"],
    enable: ["04e90400ff0f"],
    disable: ["04ea0400ff0e"],
    identify: ["04a30400ff55"],
  },
  "datalogic-serial": {
    trigger: ["54"],
    release: ["58"],
    enable: ["45"],
    disable: ["44"],
    beep: ["42"],
    identify: ["69"],
  },
};

test.each(Object.entries(tables))("%s sends what the maker's table says", (id, expected) => {
  const loaded = loadProfile(id);
  const commands = loaded.ok && "commands" in loaded.profile ? (loaded.profile.commands ?? {}) : {};
  const sent = Object.entries(commands).map(([capability, steps]) => [
    capability,
    (steps ?? []).map(({ send, check }) => hexOfBytes(commandBytes(send, check))),
  ]);
  expect(Object.fromEntries(sent)).toEqual(expected);
});

test.each([
  ["7e 00 08 01 00 00 d5", "crc-16", "7e0008010000d5ef41"],
  ["7e 00 09 01 00 00 00", "crc-16", "7e000901000000dec8"],
  ["04 d0 04 00", "ssi", "04d00400ff28"],
  ["55 aa 05 01 00 00", "xor", "55aa05010000fb"],
  ["55 aa 05 01 00 01", "xor", "55aa05010001fa"],
  ["55 aa 24 01 00 01", "xor", "55aa24010001db"],
  ["5", undefined, ""],
] as const)("%s closed by %s", (send, check, expected) => {
  if (expected === "") expect(() => commandBytes(send, check)).toThrow(RangeError);
  else expect(hexOfBytes(commandBytes(send, check))).toBe(expected);
});

test("hex survives the way there and back", () => {
  expect(hexOfBytes(bytesOfHex("00 7f FF"))).toBe("007fff");
});
