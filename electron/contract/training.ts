/** Training mode only: the cast, a scan by the virtual scanner, and the province's bad days. Answered with a fault in live mode. */
import { z } from "zod";
import { familyShape, nothing } from "./shapes.ts";

const castLine = z.strictObject({
  matter: z.string(),
  matterName: z.string(),
  code: z.string(),
  person: z.string(),
  special: z.string(),
  family: familyShape,
  exempted: z.number().int(),
  of: z.number().int(),
});
export type CastLine = z.infer<typeof castLine>;

export const BAD_DAYS = [
  "slow",
  "error-500",
  "time-out",
  "dropped",
  "html",
  "lost-acknowledgement",
  "slow-drip",
  "unreachable",
] as const;

export const trainingCommands = {
  "training.cast": { input: nothing, reply: z.strictObject({ lines: z.array(castLine) }), audience: ["clerk"] },
  /** Sends a code through the virtual scanner: a real pseudo-terminal and the real serial driver where the system has one. */
  "training.scan": {
    input: z.strictObject({ code: z.string().max(2048) }),
    reply: z.strictObject({ way: z.enum(["serial-scanner", "paste"]) }),
    audience: ["clerk"],
  },
  "training.misbehave": {
    input: z.strictObject({ what: z.enum([...BAD_DAYS, "well"]) }),
    reply: nothing,
    audience: ["clerk"],
  },
} as const;
