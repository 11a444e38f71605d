import { describe, expect, test } from "vitest";
import builtin from "../../../../native-devices/profiles/builtin/serial-scanner-9600.json" with { type: "json" };
import { listProfiles, loadProfile, parseProfile } from "../../../../native-devices/profiles/loader.ts";

const problemsOf = (profile: object) => {
  const result = parseProfile(profile);
  return result.ok ? [] : result.problems.map((problem) => problem.where);
};

describe("builtin profiles", () => {
  test("find their device by its maker's number where the maker is known", () => {
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
    ]);
  });

  test("are loaded by id", () => {
    const result = loadProfile("serial-scanner-9600");
    expect(result.ok && result.profile.transport.baud).toBe(9600);
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
    expect(problemsOf({ ...builtin, encodng: "gb18030" })).toEqual([""]);
  });

  test("a wrong value names its field", () => {
    expect(problemsOf({ ...builtin, framing: { ...builtin.framing, idleMs: 5 } })).toEqual(["framing.idleMs"]);
    expect(problemsOf({ ...builtin, transport: { ...builtin.transport, baud: 1234 } })).toEqual(["transport.baud"]);
  });

  test("a match must say what to look for", () => {
    expect(problemsOf({ ...builtin, match: [{ bus: "serial" }] })).toEqual(["match.0"]);
  });

  test("bytes on opening need a reply that is waited for, unless the hall takes that upon itself", () => {
    const onOpen = [{ send: "16 54 0d" }];
    expect(problemsOf({ ...builtin, onOpen })).toEqual(["onOpen"]);
    expect(problemsOf({ ...builtin, onOpen, isUnsafe: true })).toEqual([]);
    const slow = { send: "16 54 0d", reply: { ack: "06", withinMs: 1500 } };
    expect(problemsOf({ ...builtin, onOpen: [slow] })).toEqual([]);
    expect(problemsOf({ ...builtin, onOpen: [slow, slow] })).toEqual(["onOpen"]);
  });

  test("a kind without a driver is refused", () => {
    expect(problemsOf({ ...builtin, kind: "toaster" })).toEqual(["kind"]);
  });
});
