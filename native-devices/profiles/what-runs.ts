/** What a profile makes this computer do beyond talking on a line: whoever takes it in is to see that first. */
import { isMiddleware, type Profile } from "./profile.ts";

/** `program`: started for every photo, `at` its path. `service`: a maker's program that is asked, `at` its address. */
export interface ProfileRuns {
  readonly what: "program" | "service";
  readonly at: string;
}

export function runsOf(profile: Profile): ProfileRuns | undefined {
  if (isMiddleware(profile)) return { what: "service", at: profile.transport.url };
  const program = photoProgramOf(profile);
  return program === undefined ? undefined : { what: "program", at: program };
}

/** The program that the profile names for the photos of cards. */
export function photoProgramOf(profile: Profile): string | undefined {
  return profile.kind === "id-card-reader" && "options" in profile ? profile.options.photoDecoder : undefined;
}
