import { expect, test } from "vitest";
import builtin from "../../../../native-devices/profiles/builtin/serial-scanner-9600.json" with { type: "json" };
import { profileSchema } from "../../../../native-devices/profiles/profile.ts";
import { profileSetText, readProfileSet } from "../../../../native-devices/profiles/profile-set.ts";

const profile = profileSchema.parse(builtin);

test("a set comes back as it was written", () => {
  const profiles = [profile, { ...profile, id: "other" }];
  expect(readProfileSet(profileSetText(profiles))).toEqual({ ok: true, profiles });
});

test.each([
  [[], 'not a set of profiles: "profiles" is missing'],
  [{ profileSet: 1 }, 'not a set of profiles: "profiles" is missing'],
  [{ profileSet: 2, profiles: [] }, "profileSet: this program knows version 1"],
  [{ profileSet: 1, profiles: [], more: 1 }, "more: no such setting"],
  [{ profileSet: 1, profiles: [profile, profile] }, 'profiles.1.id: "serial-scanner-9600" stands twice'],
])("%j is refused", (value, expected) => {
  const result = readProfileSet(JSON.stringify(value));
  const [problem] = result.ok ? [] : result.problems;
  expect([problem?.where, problem?.message].filter((part) => part).join(": ")).toBe(expected);
});
