/**
 * Profiles of halls outlive the program that read them first. A profile says the version of the schema it was written
 * for; one of an older version is brought up step by step, one of a newer version is refused, never half read.
 */

/** The version that `profile.ts` describes. */
export const profileSchemaVersion = 1;

/** From version `n` to `n + 1`, at index `n - 1`. Must not throw, whatever the fields are: the schema judges after. */
export type MigrationStep = (profile: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

const steps: readonly MigrationStep[] = [];

export type Migration =
  | { readonly ok: true; readonly profile: unknown; readonly from: number }
  | { readonly ok: false; readonly message: string };

/** Anything that is not an object with a version is left to the schema, which says what is wrong with it. */
export function migrateProfile(
  profile: unknown,
  table: readonly MigrationStep[] = steps,
  current = profileSchemaVersion,
): Migration {
  if (!isVersioned(profile)) return { ok: true, profile, from: current };
  const from = profile.schema;
  if (from > current) {
    return { ok: false, message: `written for schema ${from}; this program knows up to ${current}` };
  }
  let migrated: Readonly<Record<string, unknown>> = profile;
  for (let version = from; version < current; version += 1) {
    const step = table[version - 1];
    if (!step) return { ok: false, message: `schema ${version} can no longer be brought up to ${current}` };
    migrated = { ...step(migrated), schema: version + 1 };
  }
  return { ok: true, profile: migrated, from };
}

function isVersioned(profile: unknown): profile is Readonly<Record<string, unknown>> & { readonly schema: number } {
  return typeof profile === "object" && profile !== null && "schema" in profile && Number.isInteger(profile.schema);
}
