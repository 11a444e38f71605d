/** Opens an existing terminal's database for the commands that only look: never creates one. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Storage } from "../app/ports/storage.ts";
import { fault } from "../domain/fault.ts";
import { readTerminalConfig } from "../host/terminal-config.ts";
import { TRAINING_TERMINAL_ID } from "../host/training-setting.ts";
import type { KeyRing } from "../storage/keys.ts";
import { isInUse } from "../storage/restore.ts";
import { startStorage } from "../storage/storage-client.ts";
import { type Output, UsageError } from "./command.ts";
import { faultLine } from "./fault-line.ts";
import { keyRingFor } from "./key-ring.ts";

/** The file of a terminal, and what opening it takes. */
export function placeOf(dataDir: string | undefined): { readonly file: string; readonly terminalId: string } {
  if (!dataDir) throw new UsageError("--data DIR says which terminal's records are meant");
  const config = readTerminalConfig(dataDir);
  return {
    file: join(dataDir, "terminal.sqlite"),
    terminalId: config.ok ? config.config.terminalId : TRAINING_TERMINAL_ID,
  };
}

/** Undefined when it cannot be opened; why is on stderr. */
export async function openDatabase(
  dataDir: string | undefined,
  output: Output,
  given?: KeyRing,
): Promise<Storage | undefined> {
  const place = placeOf(dataDir);
  if (!existsSync(place.file)) {
    output.note(`no records in ${dataDir}`);
    return undefined;
  }
  const keys = given ?? (await keyRingFor(place.file, output));
  if (!keys) return undefined;
  const opened = await startStorage({ ...place, keys, inProcess: true });
  if (opened.ok) return opened.value;
  output.note(faultLine(opened.fault));
  return undefined;
}

/** As `openDatabase`, for what a running terminal must not be about; refused while one is. */
export async function openIdleDatabase(dataDir: string | undefined, output: Output): Promise<Storage | undefined> {
  return isIdle(dataDir, output) ? openDatabase(dataDir, output) : undefined;
}

/** False while a terminal is at work on the data, said on stderr. */
export function isIdle(dataDir: string | undefined, output: Output): boolean {
  if (!isInUse(placeOf(dataDir).file)) return true;
  output.note(faultLine(fault("storage.busy", { reason: "terminal-running" })));
  return false;
}
