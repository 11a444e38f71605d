/**
 * The shape of a profile as a JSON Schema, for editors and for those who write profiles without this program. What it
 * cannot say (a match needs a vid or a name; bytes on opening need a reply) is still checked when a profile is read.
 */
import { z } from "zod";
import { profileSchema } from "./profile.ts";

export function publishedProfileSchema(): object {
  return { title: "LiangZheng Desk device profile", ...z.toJSONSchema(profileSchema, { io: "input" }) };
}
