/** What every profile has, whatever kind of device it is for. */
import { z } from "zod";
import { profileSchemaVersion } from "./migrate.ts";

export const headShape = {
  schema: z.literal(profileSchemaVersion),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: z.string().min(1).max(80),
};

/** `backoffMs`: from one attempt to connect to the next. */
export const retrySchema = z.strictObject({ backoffMs: z.array(z.number().int().min(100).max(600_000)).min(1) });

/** The same card or label again within this time is a repeat. */
export const quietSchema = z.number().int().min(0).max(60_000);

export const waitSchema = z.number().int().min(50).max(10_000);
