/** The people of this terminal. Passwords go in here and never come back, but the one-time one of a new or reset account. */
import { z } from "zod";
import { pin } from "./session.ts";
import { instant, nothing, roleShape } from "./shapes.ts";

const account = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{1,29}$/);
const oneTime = z.strictObject({ password: z.string() });

export const userView = z.strictObject({
  account: z.string(),
  name: z.string(),
  role: roleShape,
  isDisabled: z.boolean(),
  /** Has a one-time password that was not replaced yet. */
  mustChange: z.boolean(),
  /** Waits until then after too many wrong passwords. */
  lockedUntil: instant.optional(),
  signedInAt: instant.optional(),
  hasKey: z.boolean(),
});
export type UserView = z.infer<typeof userView>;

export const userCommands = {
  "user.list": {
    input: nothing,
    reply: z.strictObject({ users: z.array(userView) }),
    audience: ["administrator", "auditor"],
  },
  "user.add": {
    input: z.strictObject({ account, name: z.string().trim().min(1).max(30), role: roleShape }),
    reply: oneTime,
    audience: ["administrator"],
  },
  /** Also ends a waiting time. */
  "user.reset": { input: z.strictObject({ account }), reply: oneTime, audience: ["administrator"] },
  "user.unlock": { input: z.strictObject({ account }), reply: nothing, audience: ["administrator"] },
  /** The UKey that is plugged in becomes the account's; the PIN proves that its holder is there. */
  "user.enrol-key": { input: z.strictObject({ account, pin }), reply: nothing, audience: ["administrator"] },
  "user.disable": { input: z.strictObject({ account }), reply: nothing, audience: ["administrator"] },
  "user.enable": { input: z.strictObject({ account }), reply: nothing, audience: ["administrator"] },
} as const;
