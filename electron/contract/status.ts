/** How the terminal is: the ends of the province, readers, trust data, queue. Shown at all times, pushed at every change. */
import { z } from "zod";
import { ageBandShape, faultShape, instant, nothing } from "./shapes.ts";

export const readerView = z.strictObject({
  deviceId: z.string(),
  name: z.string(),
  kind: z.string(),
  state: z.enum(["absent", "opening", "ready", "reading", "faulted", "backoff", "disabled", "busy-elsewhere"]),
  since: instant,
  fault: faultShape.optional(),
});
export type ReaderView = z.infer<typeof readerView>;

/** `unknown` = not measured yet, or not lately: never a claim to be online. */
const endState = z.enum(["unknown", "up", "slow", "down"]);
export type EndState = z.infer<typeof endState>;

const endView = z.strictObject({
  state: endState,
  since: instant,
  /** Of the last good answer. */
  lastAnswerAt: instant.optional(),
  /** Milliseconds, of the last good answer that was timed. */
  roundTripMs: z.number().optional(),
  /** Why it is down. */
  fault: faultShape.optional(),
});
export type EndView = z.infer<typeof endView>;

/** The ends of the province, each on its own. */
const ends = z.strictObject({ library: endView, platform: endView, trust: endView });
export type EndName = keyof z.infer<typeof ends>;

export const statusView = z.strictObject({
  mode: z.enum(["training", "live"]),
  now: instant,
  ends,
  readers: z.array(readerView),
  trust: z.strictObject({
    band: ageBandShape,
    /** Absent = never updated. */
    listsAsOf: instant.optional(),
    issue: z.number().optional(),
    nextUpdate: instant.optional(),
    checkedAt: instant.optional(),
    fault: faultShape.optional(),
  }),
  outbox: z.strictObject({
    waiting: z.number().int(),
    refused: z.number().int(),
    auditPending: z.number().int(),
    oldestAt: instant.optional(),
    /** The province does not take the audit chain. */
    auditFault: faultShape.optional(),
  }),
  /** With a fault nothing is written any more. `setAside`: open cases could not be read, in the last week. */
  records: z.strictObject({ fault: faultShape.optional(), setAside: faultShape.optional() }),
  /** Provisional decisions: still to be re-checked, and re-checked with something different. */
  recheck: z.strictObject({ waiting: z.number().int(), flagged: z.number().int() }),
  /** Copies of the database: when the last one of this run was made, and why the last attempt failed. */
  backup: z.strictObject({ at: instant.optional(), fault: faultShape.optional() }),
  keys: z.enum(["os-keystore", "passphrase", "file"]),
  /** Of the verification policy in force. */
  policyVersion: z.string(),
  isClockDoubtful: z.boolean(),
  catalogueVersion: z.string().optional(),
});
export type StatusView = z.infer<typeof statusView>;

export const statusCommands = {
  "status.view": { input: nothing, reply: statusView, audience: ["window"] },
  "outbox.hurry": {
    input: nothing,
    reply: z.strictObject({ hurried: z.number().int() }),
    audience: ["clerk", "administrator"],
  },
  "trust.refresh": { input: nothing, reply: nothing, audience: ["clerk", "administrator"] },
  "audit.check": {
    input: nothing,
    reply: z.strictObject({
      ok: z.boolean(),
      rows: z.number().int(),
      firstBad: z.number().int().optional(),
      problem: z.string().optional(),
    }),
    audience: ["auditor", "administrator"],
  },
} as const;

export const statusEvents = { "status.changed": { payload: statusView, audience: ["window"] } } as const;
