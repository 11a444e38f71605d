/** What the citizen sees on the second screen: which licenses are fetched and for what, the consent, the result, then rest. */
import { z } from "zod";
import { CONSENT_KINDS } from "../domain/case/case-file.ts";
import { instant, nothing } from "./shapes.ts";

export const citizenView = z.strictObject({
  phase: z.enum(["rest", "naming", "consent", "working", "result", "thanks"]),
  mode: z.enum(["training", "live"]),
  hallName: z.string(),
  counterName: z.string(),
  matterName: z.string().optional(),
  department: z.string().optional(),
  personName: z.string().optional(),
  consent: z
    .strictObject({
      kind: z.enum(CONSENT_KINDS),
      state: z.enum(["waiting", "granted", "refused"]),
    })
    .optional(),
  items: z.array(
    z.strictObject({
      name: z.string(),
      state: z.enum(["waiting", "fetching", "arrived", "unavailable", "covered", "exempted", "paper", "later"]),
    }),
  ),
  exempted: z.number().int(),
  total: z.number().int(),
  since: instant,
});
export type CitizenView = z.infer<typeof citizenView>;

export const citizenCommands = {
  "citizen.view": { input: nothing, reply: citizenView, audience: ["citizen"] },
} as const;

export const citizenEvents = { "citizen.changed": { payload: citizenView, audience: ["citizen"] } } as const;
