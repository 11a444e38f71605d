import { describe, expect, test } from "vitest";
import { instantOf } from "../../../../electron/cli/arguments.ts";

describe("an instant on the command line", () => {
  test.each([
    ["2026-11-24", Date.UTC(2026, 10, 24, 15, 59, 59)],
    ["2026-11-24T10:00", Date.UTC(2026, 10, 24, 2)],
    ["2026-11-24 10:00:30", Date.UTC(2026, 10, 24, 2, 0, 30)],
    ["2026-11-24T10:00:00.250+08:00", Date.UTC(2026, 10, 24, 2) + 250],
    ["2026-11-24T02:00:00Z", Date.UTC(2026, 10, 24, 2)],
    ["2026-11-23T22:00-04:00", Date.UTC(2026, 10, 24, 2)],
  ])("%s is understood, in China where it names no zone", (text, at) => {
    expect(instantOf(text, "at")).toBe(at);
  });

  test.each(["", "now", "2026", "99", "1764000000", "20261124", "Tue Nov 24 2026", "2026-02-30", "2026-11-24T24:00"])(
    "%j is none",
    (text) => {
      expect(() => instantOf(text, "at")).toThrow("--at takes a time");
    },
  );
});
