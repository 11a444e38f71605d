import { describe, expect, test } from "vitest";
import builtin from "../../../../native-devices/profiles/builtin/serial-scanner-9600.json" with { type: "json" };
import { listProfiles, loadProfile, parseProfile } from "../../../../native-devices/profiles/loader.ts";

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
      ["hid-scanner", true],
      ["hid-scanner-honeywell", true],
      ["hid-scanner-newland", true],
      ["hid-scanner-microscan", false],
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
    expect(problemsOf({ ...builtin, encodng: "gb18030" })).toEqual([""]);
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

  test("a kind without a driver is refused", () => {
    expect(problemsOf({ ...builtin, kind: "toaster" })).toEqual(["kind"]);
  });
});
