/** JSON lines in a file that turns over by size; every line passes the redactor. Logs are what a hall sends to support. */
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "../app/ports/surroundings.ts";
import { redactFields } from "./redact.ts";

const MAX_BYTES = 5 * 1024 * 1024;
const KEPT_FILES = 5;

export function createFileLogger(folder: string, now: () => number): Logger {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "terminal.log");
  return {
    log(level, what, fields = {}) {
      const line = { at: new Date(now()).toISOString(), level, what, ...(redactFields(fields) as object) };
      turnOver(file);
      appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    },
  };
}

function turnOver(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < MAX_BYTES) return;
  rmSync(`${file}.${KEPT_FILES}`, { force: true });
  for (let index = KEPT_FILES - 1; index >= 1; index -= 1) {
    if (statSync(`${file}.${index}`, { throwIfNoEntry: false })) renameSync(`${file}.${index}`, `${file}.${index + 1}`);
  }
  renameSync(file, `${file}.1`);
}
