/**
 * What happens to a damaged file: it is kept under a time-stamped name with its log, and nothing is put in its place. As long as
 * it, or a copy, lies beside the missing file, opening goes on answering `storage.corrupt`; an administrator restores a copy or moves it away.
 */
import { closeSync, existsSync, openSync, readdirSync, readSync, renameSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** What SQLite puts beside a database. */
export const SIDE_FILES = ["-wal", "-shm", "-journal"];

/** Returns the new name, without its folder. Throws where the disk cannot be read: then it is not known to be the file's fault. */
export function keepDamaged(file: string, now: number): string {
  readThrough(file);
  return keepAside(file, asideName(file, now, "damaged"));
}

/** Free now, and full of time: nothing that was kept before is overwritten. */
export function asideName(file: string, now: number, why: "damaged" | "replaced"): string {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  return freeName(`${file}.${why}-${stamp}`);
}

/** Whether there is a file, or the log of one that a cut-short renaming left behind: a copy put beside it would be taken for its own. */
export function hasSomething(file: string): boolean {
  return ["", ...SIDE_FILES].some((suffix) => existsSync(file + suffix));
}

/** The same for a file that a copy takes the place of, whatever its state. */
export function keepAside(file: string, kept: string): string {
  // The file first: without its log it would open, and lack its last steps.
  for (const suffix of ["", ...SIDE_FILES]) {
    if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
  }
  return basename(kept);
}

function readThrough(file: string): void {
  const block = Buffer.alloc(1_048_576);
  const handle = openSync(file, "r");
  try {
    for (let at = 0, size = -1; size !== 0; at += size) size = readSync(handle, block, 0, block.length, at);
  } finally {
    closeSync(handle);
  }
}

function freeName(name: string): string {
  let candidate = name;
  for (let count = 2; existsSync(candidate); count++) candidate = `${name}-${count}`;
  return candidate;
}

/** What lies beside a database that was at work here: put aside, on its way back, or copied. */
const TRACES = [".damaged-", ".replaced-", ".restoring", ".backup-", ".before-"];

/** Name of what shows that a missing file once was there: such a trace, or a log that lost its file. */
export function traceOfLoss(file: string): string | undefined {
  const log = `${file}-wal`;
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 0) return basename(log);
  const folder = dirname(file);
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder);
  for (const trace of TRACES) {
    const found = names.find((name) => name.startsWith(basename(file) + trace) && existsSync(join(folder, name)));
    if (found) return found;
  }
  return undefined;
}
