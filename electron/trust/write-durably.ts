/**
 * A file is there whole or not at all: written under a temporary name, flushed, renamed, and the folder flushed too. What a
 * crash leaves behind is a temporary name, which nobody reads and the next start removes.
 */
import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Fault, fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";

/** No reader of a folder takes a name that begins so. */
export const TEMPORARY = ".incoming-";

export async function writeDurably(folder: string, name: string, bytes: Uint8Array): Promise<Result<void>> {
  const temporary = join(folder, `${TEMPORARY}${process.pid}-${name}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFlushed(temporary, bytes);
    await rename(temporary, join(folder, name));
    await flushFolder(folder);
    return ok(undefined);
  } catch (error) {
    return failed(storageFault(error));
  }
}

export async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows cannot open a folder; its file system orders a rename by itself. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes what an interrupted write left behind; what another process is writing at this moment stays. */
export async function removeLeftovers(folder: string): Promise<Result<number>> {
  try {
    const leftovers = (await readdir(folder)).filter((name) => name.startsWith(TEMPORARY) && !isBeingWritten(name));
    for (const name of leftovers) await rm(join(folder, name), { force: true });
    return ok(leftovers.length);
  } catch (error) {
    return isMissing(error) ? ok(0) : failed(storageFault(error));
  }
}

function isBeingWritten(name: string): boolean {
  const writer = Number(/^\d+(?=-)/.exec(name.slice(TEMPORARY.length))?.[0] ?? 0);
  if (writer === 0 || writer === process.pid) return false;
  try {
    // Signal 0 only asks whether there is such a process.
    return process.kill(writer, 0);
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

/** Each file with its time, size and number on disk: another text as soon as it was written, by whichever process. */
export async function stampsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  try {
    const names = (await readdir(folder)).filter((name) => !name.startsWith(TEMPORARY));
    const stamped = await Promise.all(names.map(async (name) => [name, await stampOf(folder, name)] as const));
    return new Map(stamped.flatMap(([name, stamp]) => (stamp === undefined ? [] : [[name, stamp]])));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return new Map();
  }
}

/** Undefined for what is gone again, or was never a file: a link may lead anywhere. */
async function stampOf(folder: string, name: string): Promise<string | undefined> {
  try {
    const file = await lstat(join(folder, name));
    return file.isFile() ? `${file.mtimeMs} ${file.size} ${file.ino}` : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const READ_ONLY = new Set(["EROFS", "EACCES", "EPERM"]);
const FULL = new Set(["ENOSPC", "EDQUOT"]);

/** Anything but an error of the file system is a bug and goes on as one. */
export function storageFault(error: unknown): Fault {
  const code = systemCode(error);
  if (code === undefined) throw error;
  if (READ_ONLY.has(code)) return fault("storage.readonly", { code });
  return fault(FULL.has(code) ? "storage.full" : "storage.other", { code });
}

export function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
