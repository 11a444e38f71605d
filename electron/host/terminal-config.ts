/**
 * `terminal.json` in the data folder: which terminal this is, its readers, its province. Written by an administrator; unknown
 * keys are errors, so that a misspelt one is noticed. Training mode needs no file.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { deviceConfigSchema } from "../../native-devices/host/device-contract.ts";
import { roleShape } from "../contract/shapes.ts";
import { provinceConfigSchema } from "../province/config.ts";
import { COLUMN_CIPHERS } from "../storage/column-cipher.ts";

const terminalConfigSchema = z.strictObject({
  terminalId: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z_-]{0,31}$/),
  hallName: z.string().trim().min(1).max(60),
  counterName: z.string().trim().min(1).max(60),
  /** 60 s to 15 min (trust-ux R10). */
  idleLockMs: z.number().int().min(60_000).max(900_000).default(180_000),
  /** Roles that sign in with a UKey beside the password. Enrol the UKeys first: afterwards nobody of the role comes in without. */
  secondFactorRoles: z.array(roleShape).default([]),
  /** Of personal data sealed from now on; what is there opens whichever it was sealed with. */
  sealing: z.enum(COLUMN_CIPHERS).default("aes-256-gcm"),
  devices: z.array(deviceConfigSchema).default([]),
  province: provinceConfigSchema,
  /** Publishers of trust data: hex of the uncompressed SM2 point, 65 bytes. */
  trustPublishers: z.array(z.string().regex(/^04[0-9a-f]{128}$/)).min(1),
});

export type TerminalConfig = z.infer<typeof terminalConfigSchema>;

export type TerminalConfigReading =
  | { readonly ok: true; readonly config: TerminalConfig }
  | {
      readonly ok: false;
      /** Nothing is configured yet; else what is there cannot be used. */
      readonly isMissing: boolean;
      readonly problems: readonly string[];
    };

export function readTerminalConfig(dataDir: string): TerminalConfigReading {
  const file = join(dataDir, "terminal.json");
  if (!existsSync(file)) return { ok: false, isMissing: true, problems: [`${file} is not there`] };
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return { ok: false, isMissing: false, problems: [`${file}: ${String(error)}`] };
  }
  const read = terminalConfigSchema.safeParse(raw);
  if (read.success) return { ok: true, config: read.data };
  return {
    ok: false,
    isMissing: false,
    problems: read.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`),
  };
}
