import { describe, expect, test } from "vitest";
import cardReader from "../../../../native-devices/profiles/builtin/sdt-serial-115200.json" with { type: "json" };
import builtin from "../../../../native-devices/profiles/builtin/serial-scanner-9600.json" with { type: "json" };
import {
  listProfiles,
  loadProfile,
  parseProfile,
  readProfileText,
} from "../../../../native-devices/profiles/loader.ts";

const problemsOf = (profile: object) => {
  const result = parseProfile(profile);
  return result.ok ? [] : result.problems.map((problem) => problem.where);
};

describe("builtin profiles", () => {
  test("find their device by themselves where the system names it", () => {
    expect(listProfiles().map(({ id, findsItself }) => [id, findsItself])).toEqual([
      ["serial-scanner-9600", false],
      ["serial-scanner-115200", false],
      ["usb-cdc-scanner", true],
      ["training-scanner", false],
      ["honeywell-serial", true],
      ["newland-serial", true],
      ["gm65-serial", false],
      ["zebra-ssi-serial", true],
      ["datalogic-serial", true],
      ["hid-scanner", true],
      ["hid-scanner-honeywell", true],
      ["hid-scanner-newland", true],
      ["hid-scanner-microscan", false],
      ["hid-scanner-vguang", false],
      ["sdt-serial-115200", false],
      ["sdt-hid", true],
      ["sdt-hid-dk", true],
      ["sdt-hid-mr300", true],
      ["sdt-usb-samv", true],
      ["sdt-usb-single", false],
      ["service-card-http", true],
      ["service-card-ws", true],
      ["service-code-ws", true],
      ["social-card-pcsc", true],
    ]);
  });

  test("are loaded by id", () => {
    const result = loadProfile("serial-scanner-9600");
    expect(result.ok && result.profile.transport).toMatchObject({ type: "serial", baud: 9600 });
  });

  test("an unknown id is told as unknown", () => {
    const result = loadProfile("serial-scaner");
    expect(result.ok ? "" : result.reason).toBe("profile-unknown");
  });
});

describe("a profile of the hall", () => {
  test("is taken when it is whole", () => {
    expect(loadProfile({ ...builtin, id: "hall-scanner" }).ok).toBe(true);
  });

  test("a misspelt key is an error and not ignored", () => {
    expect(problemsOf({ ...builtin, encodng: "gb18030" })).toEqual(["encodng"]);
  });

  test("a wrong value names its field", () => {
    expect(problemsOf({ ...builtin, framing: { ...builtin.framing, idleMs: 5 } })).toEqual(["framing.idleMs"]);
    expect(problemsOf({ ...builtin, transport: { ...builtin.transport, baud: 1234 } })).toEqual(["transport.baud"]);
  });

  test("a match must say what to look for", () => {
    expect(problemsOf({ ...builtin, match: [{ bus: "serial" }] })).toEqual(["match.0"]);
  });

  test("a match must be on the bus of the transport", () => {
    expect(problemsOf({ ...builtin, match: [{ bus: "hid", usagePage: "008c" }] })).toEqual(["match"]);
    expect(problemsOf({ ...builtin, match: [{ bus: "hid", vid: "0c2e" }] })).toEqual(["match.0.usagePage"]);
    expect(problemsOf({ ...builtin, match: [{ bus: "pigeon" }] })).toEqual(["match.0.bus"]);
  });

  test("bytes on opening need a reply that is waited for, unless the hall takes that upon itself", () => {
    const onOpen = [{ send: "16 54 0d" }];
    expect(problemsOf({ ...builtin, onOpen })).toEqual(["onOpen"]);
    expect(problemsOf({ ...builtin, onOpen, isUnsafe: true })).toEqual([]);
    const slow = { send: "16 54 0d", reply: { ack: "06", withinMs: 1500 } };
    expect(problemsOf({ ...builtin, onOpen: [slow] })).toEqual([]);
    expect(problemsOf({ ...builtin, onOpen: [slow, slow] })).toEqual(["onOpen"]);
  });

  test("wants a question with an answer where a scanner is to be asked who it is", () => {
    const silent = { send: "16 4d 0d" };
    const asked = { ...silent, reply: { ack: "06", withinMs: 1500 } };
    const probe = "identify";
    expect(problemsOf({ ...builtin, probe })).toEqual(["probe"]);
    expect(problemsOf({ ...builtin, probe, commands: { identify: [asked, silent] } })).toEqual(["probe"]);
    expect(problemsOf({ ...builtin, probe, commands: { identify: [asked] } })).toEqual([]);
    expect(problemsOf({ ...builtin, probe, commands: { identify: [asked] }, onOpen: [asked] })).toEqual(["onOpen"]);
  });

  test.each([
    ["/opt/wlt/photo-decoder", []],
    ["C:\\wlt\\photo decoder.exe", []],
    ["\\\\server\\share\\decoder.exe", ["options.photoDecoder"]],
    ["//server/share/decoder.exe", ["options.photoDecoder"]],
    ["/\\server\\share\\decoder.exe", ["options.photoDecoder"]],
    ["photo-decoder", ["options.photoDecoder"]],
    ["./photo-decoder", ["options.photoDecoder"]],
    ["", ["options.photoDecoder"]],
    ["/opt/a\0b", ["options.photoDecoder"]],
  ])("a photo decoder is named by its whole path: %j", (photoDecoder, problems) => {
    expect(problemsOf({ ...cardReader, options: { ...cardReader.options, photoDecoder } })).toEqual(problems);
  });

  test("a kind without a driver is refused", () => {
    expect(problemsOf({ ...builtin, kind: "toaster" })).toEqual(["kind"]);
  });
});

describe("a profile as it was written", () => {
  const text = JSON.stringify(builtin, null, 2);
  const problemsIn = (written: string) => {
    const result = readProfileText(written);
    return result.ok
      ? []
      : result.problems.map(({ line, column, where, message }) => `${line}:${column} ${where}: ${message}`);
  };

  test("is read when it is right", () => {
    expect(problemsIn(text)).toEqual([]);
  });

  test.each([
    ['"idleMs": 100', '"idelMs": 100', ["14:3 framing.idleMs: ", "20:5 framing.idelMs: no such setting"]],
    ['"idleMs": 100', '"idleMs": 5', ["20:5 framing.idleMs: "]],
    ['"schema": 1', '"schema": 9', ["2:3 schema: written for schema 9; this program knows up to 1"]],
    ['"aim": "strip",', '"aim": "strip", "aim": "keep",', ['24:19 : "aim" stands twice']],
    ['"aim": "strip",', '"aim": "strip"', ['25:3 : "," or "}" is missing here']],
    ['"aim": "strip",', '"aim": strip,', ["24:10 : a value is missing or malformed here"]],
    ['"aim": "strip",', '"aim": "strip", "__proto__": {},', ["24:19 __proto__: no such setting"]],
  ])("%s as %s says line and column", (right, wrong, expected) => {
    const problems = problemsIn(text.replace(right, wrong));
    expect(problems.length).toBe(expected.length);
    for (const part of expected)
      expect(
        problems.some((problem) => problem.startsWith(part)),
        problems.join(),
      ).toBe(true);
  });
});
