/** What every reading carries: which device it came from, when, and how long it took. A part of the device contract. */
import { z } from "zod";

export const deviceIdSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i);

const sourceSchema = z.strictObject({
  deviceId: deviceIdSchema,
  profileId: z.string(),
  /** Named where it is not a serial line. */
  bus: z.enum(["hid", "usb", "middleware", "pcsc"]).optional(),
  /** Identity of an ID-card reader's security module. */
  samId: z.string().optional(),
});
export type ReadingSource = z.infer<typeof sourceSchema>;

/** `at`: epoch ms of the last byte. `ms`: from the first byte to the event. */
export const readingBase = { source: sourceSchema, at: z.number(), ms: z.number().min(0) };
