/**
 * The one contract between host and screens: every command with its input, reply and audience, every event with its payload.
 * Types are inferred from here and written nowhere else. A new command = one entry here, one handler, one caller.
 */
import type { z } from "zod";
import { appointmentCommands, appointmentEvents } from "./appointments.ts";
import { auditCommands } from "./audit.ts";
import { citizenCommands, citizenEvents } from "./citizen.ts";
import { counterCommands, counterEvents } from "./counter.ts";
import { deviceCommands, deviceEvents } from "./devices.ts";
import { historyCommands } from "./history.ts";
import { licenseCommands } from "./license.ts";
import { recheckCommands } from "./recheck.ts";
import { sessionCommands } from "./session.ts";
import { statusCommands, statusEvents } from "./status.ts";
import { trainingCommands } from "./training.ts";
import { trustCommands } from "./trust.ts";
import { userCommands } from "./users.ts";

/**
 * Who may call or hear: `window` = the clerk's window, signed in or not; `signed-in` = it, unlocked, any role; `clerk`,
 * `administrator`, `auditor` = that role and no other, unlocked; `citizen` = the second screen.
 */
export type Audience = "window" | "signed-in" | "clerk" | "administrator" | "auditor" | "citizen";

export const commands = {
  ...sessionCommands,
  ...counterCommands,
  ...licenseCommands,
  ...historyCommands,
  ...auditCommands,
  ...recheckCommands,
  ...statusCommands,
  ...citizenCommands,
  ...trainingCommands,
  ...trustCommands,
  ...deviceCommands,
  ...userCommands,
  ...appointmentCommands,
} as const satisfies Record<string, { input: z.ZodType; reply: z.ZodType; audience: readonly Audience[] }>;

export const events = {
  ...counterEvents,
  ...statusEvents,
  ...citizenEvents,
  ...deviceEvents,
  ...appointmentEvents,
} as const satisfies Record<string, { payload: z.ZodType; audience: readonly Audience[] }>;

export type CommandName = keyof typeof commands;
export type InputOf<Name extends CommandName> = z.infer<(typeof commands)[Name]["input"]>;
export type ReplyOf<Name extends CommandName> = z.infer<(typeof commands)[Name]["reply"]>;

export type EventName = keyof typeof events;
export type PayloadOf<Name extends EventName> = z.infer<(typeof events)[Name]["payload"]>;
