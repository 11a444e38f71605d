/** Which decoder the photos of a reader go to. */
import type { Clock } from "../clock.ts";
import type { Profile } from "../profiles/profile.ts";
import { photoProgramOf } from "../profiles/what-runs.ts";
import { decodeSamplePhoto } from "../virtual/sample-photo.ts";
import { isVirtualPath } from "../virtual/virtual-path.ts";
import type { PhotoDecoder } from "./photo-decoder.ts";
import { createProgramDecoder } from "./program-decoder.ts";

/** The program that the profile names; a virtual card has a drawing of ours. Undefined: none is set up. */
export function photoDecoderOf(profile: Profile, path: string, clock: Clock): PhotoDecoder | undefined {
  if (isVirtualPath(path)) return decodeSamplePhoto;
  const program = photoProgramOf(profile);
  return program === undefined ? undefined : createProgramDecoder(program, clock);
}
