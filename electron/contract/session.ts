/** Signing in, locking, and what a window may know before anyone has signed in. */
import { z } from "zod";
import { nothing, roleShape } from "./shapes.ts";

const password = z.string().min(1).max(200);
/** Of a UKey; goes to the key and is kept nowhere. */
export const pin = z.string().min(1).max(32);
const credentials = z.strictObject({
  account: z.string().trim().min(1).max(60),
  password,
  /** Replaces a one-time password, which lets nobody in by itself. */
  next: password.optional(),
  pin: pin.optional(),
});

export const aboutReply = z.strictObject({
  mode: z.enum(["training", "live"]),
  hallName: z.string(),
  counterName: z.string(),
  terminalId: z.string(),
  version: z.string(),
  /** Only in training mode: accounts anyone may use, so that nobody has to look them up. */
  trainingAccounts: z.array(
    z.strictObject({ account: z.string(), name: z.string(), role: roleShape, password: z.string() }),
  ),
  /** Address of the citizen's window, for the clerk's window to open. */
  citizenUrl: z.string().optional(),
  idleLockMs: z.number().int(),
});
export type AboutReply = z.infer<typeof aboutReply>;

export const sessionCommands = {
  "terminal.about": { input: nothing, reply: aboutReply, audience: ["window", "citizen"] },
  "session.sign-in": {
    input: credentials,
    reply: nothing,
    audience: ["window"],
  },
  "session.sign-out": { input: nothing, reply: nothing, audience: ["signed-in"] },
  "session.lock": { input: nothing, reply: nothing, audience: ["signed-in"] },
  "session.change-password": {
    input: z.strictObject({ password, next: password }),
    reply: nothing,
    audience: ["signed-in"],
  },
  /** Somebody is at the keys: the idle lock waits again. Sent by the screen, which sees keys and pointer. */
  "session.alive": { input: nothing, reply: nothing, audience: ["signed-in"] },
  /** At a locked terminal another person takes the seat: the former one is signed out, and a case of theirs waits for them alone. */
  "session.relieve": {
    input: credentials,
    reply: nothing,
    audience: ["window"],
  },
  "session.unlock": { input: z.strictObject({ password, pin: pin.optional() }), reply: nothing, audience: ["window"] },
} as const;
