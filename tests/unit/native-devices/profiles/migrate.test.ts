import { expect, test } from "vitest";
import { type MigrationStep, migrateProfile } from "../../../../native-devices/profiles/migrate.ts";

const renamed: MigrationStep = ({ quiet, ...rest }) => ({ ...rest, quietMs: quiet });
const added: MigrationStep = (profile) => ({ ...profile, aim: "strip" });

test("an older profile is brought up step by step", () => {
  expect(migrateProfile({ schema: 1, quiet: 5 }, [renamed, added], 3)).toEqual({
    ok: true,
    from: 1,
    profile: { schema: 3, quietMs: 5, aim: "strip" },
  });
  expect(migrateProfile({ schema: 2, quietMs: 5 }, [renamed, added], 3)).toMatchObject({
    profile: { schema: 3, quietMs: 5, aim: "strip" },
  });
});

test("one of this version stays as it is", () => {
  expect(migrateProfile({ schema: 3, aim: "keep" }, [renamed, added], 3)).toMatchObject({
    profile: { schema: 3, aim: "keep" },
  });
});

test("a newer one, and one older than every step, are refused", () => {
  expect(migrateProfile({ schema: 4 }, [renamed, added], 3).ok).toBe(false);
  expect(migrateProfile({ schema: 0 }, [renamed, added], 3).ok).toBe(false);
});

test.each([null, 7, "x", [], {}, { schema: "1" }])("%j is left to the schema", (profile) => {
  expect(migrateProfile(profile, [renamed], 2)).toEqual({ ok: true, profile, from: 2 });
});
