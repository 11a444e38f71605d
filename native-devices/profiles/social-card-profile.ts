/** A reader for smart cards with contacts, through PC/SC, for social-security cards (社会保障卡). */
import { z } from "zod";
import { headShape, quietSchema, retrySchema, waitSchema } from "./profile-parts.ts";

/** `reader`: a part of the reader's name; without it any reader. */
const pcscMatchSchema = z.strictObject({ bus: z.literal("pcsc"), reader: z.string().min(1).max(120).optional() });
export type PcscMatch = z.infer<typeof pcscMatchSchema>;

/** `commandMs`: longest wait for the answer to one command. `sameCardQuietMs`: the same card again within this time is a repeat. */
export const socialCardProfileSchema = z.strictObject({
  ...headShape,
  kind: z.literal("social-card-reader"),
  match: z.array(pcscMatchSchema),
  transport: z.strictObject({ type: z.literal("pcsc") }),
  timing: z.strictObject({ commandMs: waitSchema, sameCardQuietMs: quietSchema }),
  retry: retrySchema,
});
export type SocialCardProfile = z.infer<typeof socialCardProfileSchema>;
