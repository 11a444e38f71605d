/**
 * Watches one device file: is it still the same file, and does the line behind it still live? serialport 13 misses an
 * unplug when the port hangs up right after opening, so the file itself is asked: at once when its folder changes, and
 * four times a second for file systems and states that send no event.
 */
import { type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Cancel, Clock } from "../clock.ts";

const CHECK_EVERY_MS = 250;

export interface PathWatchOptions {
  readonly path: string;
  readonly clock: Clock;
  /** False when the open line is known to be dead although the file exists. */
  isLineAlive(): boolean;
  /** Told once; the watch has ended by then. */
  onLost(reason: "unplugged" | "hung-up"): void;
}

/**
 * Which file stands at a path right now, through symbolic links; `null` when there is none. Where paths are no files
 * (COM3) the answer is `null` as well, so ask `isWatchablePath` first.
 */
export function fileIdentity(path: string): string | null {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? null : `${stat.dev}:${stat.ino}:${stat.rdev}`;
  } catch (error) {
    // A folder that may not be entered or a link onto itself: for the device's user there is no such file.
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}

/** Device files are watched by path; Windows port names are not files. */
export function isWatchablePath(path: string): boolean {
  return path.startsWith("/");
}

/** Starts watching; the returned function ends it. `identity` is what `fileIdentity` said when the port was opened. */
export function watchPath(options: PathWatchOptions, identity: string): Cancel {
  let isOver = false;
  let cancelTimer: Cancel = () => {};
  let watcher: FSWatcher | undefined;

  const stop = () => {
    isOver = true;
    cancelTimer();
    watcher?.close();
  };
  const check = () => {
    if (isOver) return;
    const isSame = fileIdentity(options.path) === identity;
    if (isSame && options.isLineAlive()) return;
    stop();
    options.onLost(isSame ? "hung-up" : "unplugged");
  };
  const tick = () => {
    check();
    if (!isOver) cancelTimer = options.clock.after(CHECK_EVERY_MS, tick);
  };

  watcher = watchFolder(options.path, check);
  cancelTimer = options.clock.after(CHECK_EVERY_MS, tick);
  return stop;
}

/** The folder's own events make an unplug visible within a millisecond; without them the timer alone remains. */
function watchFolder(path: string, onChange: () => void): FSWatcher | undefined {
  const name = basename(path);
  try {
    const watcher = watch(dirname(path), (event, changed) => {
      if (event === "rename" && (changed === null || changed === name)) onChange();
    });
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch (error) {
    // No such folder or no watch left (EMFILE, ENOSPC): the timer covers it, a quarter of a second later.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
