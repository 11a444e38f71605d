/** The hall's own copies of profiles as one set: written to be carried to another window, and a set that came, held against them. */
import { type ProfileProblem, type ProfileResult, readProfileText, shippedProfiles } from "./loader.ts";
import type { Profile } from "./profile.ts";
import { profileSetText, profileText, readProfileSet, type SetProblem } from "./profile-set.ts";

/** `profiles/ID.json` of the data folder. */
export interface HallCopy {
  /** Name of the file without its ending. */
  readonly id: string;
  readonly text: string;
}

/** A copy must bear the name of its file, or it would answer to two names. */
export function readHallCopy({ id, text }: HallCopy): ProfileResult {
  const read = readProfileText(text);
  if (!read.ok || read.profile.id === id) return read;
  const message = `the file is called ${id}.json`;
  return { ok: false, reason: "profile-invalid", problems: [{ where: "id", message }] };
}

export type HallSet =
  | { readonly ok: true; readonly text: string; readonly count: number }
  | { readonly ok: false; readonly broken: readonly BrokenCopy[] };

export interface BrokenCopy {
  readonly id: string;
  readonly problems: readonly ProfileProblem[];
}

/** A set that another window could not take is not written: with one copy broken there is none. */
export function hallSetOf(copies: readonly HallCopy[]): HallSet {
  const read = copies.map((copy) => ({ id: copy.id, result: readHallCopy(copy) }));
  const broken = read.flatMap(({ id, result }) => (result.ok ? [] : [{ id, problems: result.problems }]));
  if (broken.length > 0) return { ok: false, broken };
  const profiles = read.flatMap(({ result }) => (result.ok ? [result.profile] : []));
  return { ok: true, text: profileSetText(profiles), count: profiles.length };
}

/** `before-shipped`: what ships under that id is no longer in force. `same`: the hall's copy says just that. */
export type SetEffect = "new" | "before-shipped" | "replaces" | "same";

export interface IncomingProfile {
  readonly profile: Profile;
  readonly effect: SetEffect;
  /** Name of the profile that it takes the place of. */
  readonly instead?: string;
}

/** What a set would change. With a problem it is taken not at all; `profiles` are then those that would have been. */
export interface SetLook {
  readonly profiles: readonly IncomingProfile[];
  readonly problems: readonly SetProblem[];
}

export function lookAtSet(text: string, copies: readonly HallCopy[]): SetLook {
  const set = readProfileSet(text);
  const profiles = set.profiles.map((profile) => ({ profile, ...effectOf(profile, copies) }));
  return { profiles, problems: set.ok ? [] : set.problems };
}

function effectOf(profile: Profile, copies: readonly HallCopy[]): Omit<IncomingProfile, "profile"> {
  const copy = copies.find(({ id }) => id === profile.id);
  if (copy) {
    const own = readHallCopy(copy);
    if (own.ok && profileText(own.profile) === profileText(profile)) return { effect: "same" };
    return { effect: "replaces", instead: own.ok ? own.profile.name : copy.id };
  }
  const shipped = shippedProfiles().find(({ id }) => id === profile.id);
  return shipped ? { effect: "before-shipped", instead: shipped.name } : { effect: "new" };
}
