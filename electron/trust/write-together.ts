/**
 * Several files change together or not at all. Whatever takes room on the disk is written under temporary names before the first
 * of them changes, and where a later step fails, those before it are taken back. Only a machine that stops between two renames
 * leaves some of each, every one of them whole.
 */
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { failed, ok, type Result } from "../domain/result.ts";
import { flushFolder, isMissing, storageFault, TEMPORARY, writeFlushed } from "./write-durably.ts";

/** Without `bytes` the file goes. */
export interface FileChange {
  readonly name: string;
  readonly bytes: Uint8Array | undefined;
}

export async function writeTogether(folder: string, changes: readonly FileChange[]): Promise<Result<void>> {
  const steps = changes.map(({ name, bytes }) => ({
    bytes,
    file: join(folder, name),
    next: join(folder, `${TEMPORARY}${process.pid}-${name}`),
    former: join(folder, `${TEMPORARY}${process.pid}-former-${name}`),
  }));
  const undo: (() => Promise<void>)[] = [];
  try {
    await mkdir(folder, { recursive: true });
    const hadFormer = new Set<string>();
    for (const { file, next, former, bytes } of steps) {
      if (await copied(file, former)) hadFormer.add(file);
      if (bytes) await writeFlushed(next, bytes);
    }
    for (const { file, next, former, bytes } of steps) {
      if (bytes) await rename(next, file);
      else await rm(file, { force: true });
      undo.push(() => (hadFormer.has(file) ? rename(former, file) : rm(file, { force: true })));
    }
    await flushFolder(folder);
    return ok(undefined);
  } catch (error) {
    for (const back of undo.reverse()) await back();
    return failed(storageFault(error));
  } finally {
    const left = steps.flatMap(({ next, former }) => [next, former]);
    await Promise.allSettled(left.map((temporary) => rm(temporary, { force: true })));
  }
}

/** @returns false where there is nothing to copy. */
async function copied(file: string, to: string): Promise<boolean> {
  try {
    await copyFile(file, to);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
