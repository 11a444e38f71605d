/**
 * All profiles of a hall in one file, to carry them to the next window or to keep them: `{ "profileSet": 1, "profiles":
 * [ … ] }`. Taken whole or not at all.
 */
import { checkProfile } from "./check-profile.ts";
import { type JsonPath, readJsonText } from "./json-text.ts";
import type { ProfileProblem } from "./loader.ts";
import type { Profile } from "./profile.ts";

/** `profile`: the one that it is in, by its id, or as `#2` by its place in the set where it has none. */
export interface SetProblem extends ProfileProblem {
  readonly profile?: string;
}

/** `profiles`: the sound ones. */
export type ProfileSetResult =
  | { readonly ok: true; readonly profiles: readonly Profile[] }
  | { readonly ok: false; readonly profiles: readonly Profile[]; readonly problems: readonly SetProblem[] };

const VERSION = 1;
const MAX_PROFILES = 200;

interface Found {
  readonly path: JsonPath;
  readonly message: string;
}

export function readProfileSet(text: string): ProfileSetResult {
  const json = readJsonText(text);
  if (!json.ok) return { ok: false, profiles: [], problems: [{ where: "", message: json.message, ...json.position }] };
  const profiles: Profile[] = [];
  const problems = problemsOf(json.value, profiles);
  if (problems.length === 0) return { ok: true, profiles };
  return {
    ok: false,
    profiles,
    problems: problems.map(({ path, message }) => ({
      where: path.map(String).join("."),
      message,
      ...profileAt(path, json.value),
      ...json.positionOf(path),
    })),
  };
}

function profileAt(path: JsonPath, set: unknown): Pick<SetProblem, "profile"> {
  const [list, index] = path;
  if (list !== "profiles" || typeof index !== "number") return {};
  const { id } = ((set as { readonly profiles: readonly unknown[] }).profiles[index] ?? {}) as {
    readonly id?: unknown;
  };
  return { profile: typeof id === "string" && id !== "" ? id.slice(0, 64) : `#${index + 1}` };
}

/** Sound profiles are added to `sound`. */
function problemsOf(value: unknown, sound: Profile[]): readonly Found[] {
  if (typeof value !== "object" || value === null || !("profiles" in value) || !Array.isArray(value.profiles)) {
    return [{ path: [], message: 'not a set of profiles: "profiles" is missing' }];
  }
  const { profileSet, profiles, ...others } = value as { readonly profileSet?: unknown; readonly profiles: unknown[] };
  const problems: Found[] = Object.keys(others).map((key) => ({ path: [key], message: "no such setting" }));
  if (profileSet !== VERSION) problems.push({ path: ["profileSet"], message: `this program knows version ${VERSION}` });
  if (profiles.length > MAX_PROFILES) problems.push({ path: ["profiles"], message: `more than ${MAX_PROFILES}` });
  for (const [index, profile] of profiles.slice(0, MAX_PROFILES).entries()) {
    const checked = checkProfile(profile);
    if (!checked.ok) {
      problems.push(...checked.problems.map((issue) => ({ ...issue, path: ["profiles", index, ...issue.path] })));
    } else if (sound.some(({ id }) => id === checked.profile.id)) {
      problems.push({ path: ["profiles", index, "id"], message: `"${checked.profile.id}" stands twice` });
    } else sound.push(checked.profile);
  }
  return problems;
}

/** One profile as it is kept in a file. */
export function profileText(profile: Profile): string {
  return `${JSON.stringify(profile, null, 2)}\n`;
}

export function profileSetText(profiles: readonly Profile[]): string {
  return `${JSON.stringify({ profileSet: VERSION, profiles }, null, 2)}\n`;
}
