/**
 * Puts one small file in another's place in one step, and overwrites the bytes of the one that went: unlinking alone leaves them in
 * the free blocks. What a journal, a snapshot or an SSD's wear levelling has kept of them elsewhere is beyond a program's reach.
 */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { syncFolderOf } from "./sync-folder.ts";

/** The old file under a second name, until its bytes are gone. A change cut short leaves it. */
const oldOf = (path: string): string => `${path}.old`;

/** Throws what the file system throws; either the old content or the new one is there then, whole. */
export function replaceWiped(path: string, text: string): void {
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  const handle = openSync(unfinished, "wx", 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  wipeLeftOver(path);
  const isLinked = existsSync(path) && link(path);
  renameSync(unfinished, path);
  syncFolderOf(path);
  if (isLinked) wipe(oldOf(path));
}

/** What a replacement that was cut short left. */
export function wipeLeftOver(path: string): void {
  if (existsSync(oldOf(path))) wipe(oldOf(path));
}

/** Overwrites and removes. A file that has another name still is in use under it: only this name goes. */
export function wipe(path: string): void {
  const handle = openSync(path, "r+");
  try {
    const { nlink, size } = fstatSync(handle);
    if (nlink === 1) {
      writeSync(handle, randomBytes(size), 0, size, 0);
      fsyncSync(handle);
    }
  } finally {
    closeSync(handle);
  }
  rmSync(path);
  syncFolderOf(path);
}

/** False on a file system without second names: there the old bytes stay where they are. */
function link(path: string): boolean {
  try {
    linkSync(path, oldOf(path));
    return true;
  } catch (error) {
    if (["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes((error as NodeJS.ErrnoException).code ?? ""))
      return false;
    throw error;
  }
}
