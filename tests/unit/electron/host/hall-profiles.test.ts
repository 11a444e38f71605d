import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readHallProfiles, withHallProfiles } from "../../../../electron/host/hall-profiles.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hall-profiles-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const device = { deviceId: "a", isEnabled: true, profile: "newland-serial" };
const inForce = () => withHallProfiles([device], readHallProfiles(folder))[0]?.profile;
const put = (name: string, text: string) => {
  mkdirSync(join(folder, "profiles"), { recursive: true });
  writeFileSync(join(folder, "profiles", name), text);
};

test("without a copy the profile that ships stays in force", () => {
  expect(inForce()).toBe("newland-serial");
  put("other.json", "{}");
  put("newland-serial.json.draft", "{}");
  expect(inForce()).toBe("newland-serial");
});

test("what an interrupted write left behind is no copy", () => {
  put(".incoming-4711-newland-serial.json", "{}");
  expect(readHallProfiles(folder)).toEqual([]);
});

test("the hall's copy is given whole", () => {
  put("newland-serial.json", '\ufeff{ "schema": 1 }');
  expect(inForce()).toEqual({ schema: 1 });
});

test.each(["", "{", "[1]", "null", "x".repeat(70_000)])(
  "a copy that cannot be read lets nothing else step in",
  (text) => {
    put("newland-serial.json", text);
    expect(inForce()).toEqual({});
  },
);
