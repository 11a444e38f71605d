/** 预约: the day's appointments at this window, masked, and what was fetched for them beforehand. Lists come as files or are received. */
import { z } from "zod";
import { CONSENT_NOTES, ROW_PROBLEMS } from "../domain/appointment/read-row.ts";
import { type FaultCode, isFaultCode } from "../domain/fault.ts";
import { instant, nothing } from "./shapes.ts";

const faultCode = z.custom<FaultCode>((value) => typeof value === "string" && isFaultCode(value));
const line = z.number().int();

/**
 * `ready` = the library was asked for all, what it has is here; `nothing` = it has none of them; `failed` = it did not give some,
 * and is asked again.
 */
export const PREFETCH_STATES = ["no-consent", "matter-unknown", "waiting", "failed", "nothing", "ready"] as const;

export const appointmentView = z.strictObject({
  id: z.string(),
  reference: z.string(),
  from: instant,
  until: instant,
  /** From then on it is gone, with everything fetched for it. */
  expiresAt: instant,
  matterName: z.string(),
  person: z.strictObject({ name: z.string(), number: z.string(), isOrganization: z.boolean() }),
  consent: z.strictObject({ means: z.string(), at: instant }).optional(),
  state: z.enum(PREFETCH_STATES),
  /** License types that the matter can use, and of how many at least one license is here. */
  needed: z.number().int(),
  fetched: z.number().int(),
  /** When the library was last asked. */
  askedAt: instant.optional(),
  /** When the oldest of the licenses that are here was fetched: earlier than asked, where the library refused since. */
  fetchedAt: instant.optional(),
  /** What the library did not give, and why. */
  missing: z.array(z.strictObject({ typeName: z.string(), fault: faultCode })),
});
export type AppointmentView = z.infer<typeof appointmentView>;

export const takenList = z.strictObject({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  done: z.number().int(),
  gone: z.number().int(),
  /** Rows that were not taken. */
  refused: z.array(z.strictObject({ line, code: z.enum(ROW_PROBLEMS) })),
  /** Rows that were taken, and for which nothing is fetched. */
  unconsented: z.array(z.strictObject({ line, code: z.enum(CONSENT_NOTES) })),
});
export type TakenListView = z.infer<typeof takenList>;

/** Bytes of a list; the carriers take messages of at most 1 MB. */
export const MAX_LIST_BYTES = 640 * 1024;

export const appointmentCommands = {
  "appointments.list": {
    input: nothing,
    reply: z.strictObject({ items: z.array(appointmentView), canReceive: z.boolean() }),
    audience: ["clerk"],
  },
  /** A list as the hall exports it: CSV or JSON, UTF-8 or GB18030. */
  "appointments.import": {
    input: z.strictObject({
      /** Base64. */
      file: z.string().max(Math.ceil(MAX_LIST_BYTES / 3) * 4),
    }),
    reply: takenList,
    audience: ["clerk"],
  },
  "appointments.receive": { input: nothing, reply: takenList, audience: ["clerk"] },
  /** One of them, or all, with everything fetched for them. */
  "appointments.delete": {
    input: z.strictObject({ id: z.string().max(80).optional() }),
    reply: z.strictObject({ deleted: z.number().int() }),
    audience: ["clerk"],
  },
} as const;

export const appointmentEvents = {
  /** Something was taken, fetched or deleted. */
  "appointments.changed": { payload: nothing, audience: ["window"] },
} as const;
