/** Judges parsed JSON as a profile: brought up to this version of the schema, then held against it, key by key. */
import { migrateProfile } from "./migrate.ts";
import { type Profile, schemaFor } from "./profile.ts";

export interface ProfileIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export type CheckedProfile =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly reason: "profile-invalid"; readonly problems: readonly ProfileIssue[] };

export function checkProfile(json: unknown): CheckedProfile {
  const migrated = migrateProfile(json);
  if (!migrated.ok) {
    return { ok: false, reason: "profile-invalid", problems: [{ path: ["schema"], message: migrated.message }] };
  }
  const parsed = schemaFor(migrated.profile).safeParse(migrated.profile);
  if (parsed.success) return { ok: true, profile: parsed.data };
  const problems = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: [...issue.path, key], message: "no such setting" }))
      : [{ path: issue.path, message: issue.message }],
  );
  return { ok: false, reason: "profile-invalid", problems };
}
