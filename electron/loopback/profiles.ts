/**
 * Profiles of the terminal's browser windows, in the temp folder: what such a window has cached is a citizen's. Each goes when its
 * window closes; what a killed process or a power cut left behind goes at the next start.
 */
import { mkdtempSync } from "node:fs";
import { lstat, readdir, readlink, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

/** The number behind it is the process that made it; profiles of former versions have none. */
const NAME = /^liangzheng-window-(?:(?<pid>\d+)-)?[A-Za-z0-9]{6}$/;

export function makeProfile(folder = tmpdir()): string {
  return mkdtempSync(join(folder, `liangzheng-window-${process.pid}-`));
}

/** Removes our own profiles that nobody uses. What cannot be removed stays for the next start. @returns what was removed. */
export async function sweepProfiles(folder = tmpdir()): Promise<readonly string[]> {
  const names = (await tried(readdir(folder))) ?? [];
  const removed: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    if (!NAME.test(name) || !(await isOwnFolder(path)) || (await isInUse(path, name))) continue;
    if (await tried(rm(path, { recursive: true, force: true, maxRetries: 2 }).then(() => true))) removed.push(name);
  }
  return removed;
}

/** Others may put a link of that name into a shared temp folder. */
async function isOwnFolder(path: string): Promise<boolean> {
  const found = await tried(lstat(path));
  return found?.isDirectory() === true && found.uid === (process.getuid?.() ?? found.uid);
}

/** By the terminal that made it, or by a browser that outlived it: Chromium's lock is a link to `host name-process id`. */
async function isInUse(path: string, name: string): Promise<boolean> {
  const pid = NAME.exec(name)?.groups?.["pid"];
  if (pid !== undefined && isRunning(Number(pid))) return true;
  const lock = /^(?<host>.*)-(?<pid>\d+)$/.exec((await tried(readlink(join(path, "SingletonLock")))) ?? "")?.groups;
  return lock !== undefined && (lock["host"] !== hostname() || isRunning(Number(lock["pid"])));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and another's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Undefined for what the file system refuses: gone meanwhile, in use, not ours. */
async function tried<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch(() => undefined);
}
