/** Opens an existing terminal's database for the commands that only look: never creates one. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Storage } from "../app/ports/storage.ts";
import { readTerminalConfig } from "../host/terminal-config.ts";
import { TRAINING_TERMINAL_ID } from "../host/training-setting.ts";
import { startStorage } from "../storage/storage-client.ts";
import { type Output, UsageError } from "./command.ts";
import { faultLine } from "./fault-line.ts";

/** Undefined when it cannot be opened; why is on stderr. */
export async function openDatabase(dataDir: string | undefined, output: Output): Promise<Storage | undefined> {
  if (!dataDir) throw new UsageError("--data DIR says which terminal's records are meant");
  const file = join(dataDir, "terminal.sqlite");
  if (!existsSync(file)) {
    output.note(`no records in ${dataDir}`);
    return undefined;
  }
  const config = readTerminalConfig(dataDir);
  const terminalId = config.ok ? config.config.terminalId : TRAINING_TERMINAL_ID;
  const opened = await startStorage({ file, terminalId, inProcess: true });
  if (opened.ok) return opened.value;
  output.note(faultLine(opened.fault));
  return undefined;
}
