/**
 * Notices that devices came or went: on Linux by watching `/dev` and the folder of each configured path. Elsewhere,
 * and wherever no watch can be had, the deadlines of the state machine poll.
 */
import { existsSync, type FSWatcher, readdirSync, watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Cancel, Clock } from "../clock.ts";

/** Long enough to gather the burst of one plug, short enough not to be felt. */
const DEBOUNCE_MS = 30;
/** In `/dev`, or a number in the folder of a USB bus. */
const deviceName = /^((tty|serial|rfcomm|hidraw|cu\.)|\d{3}$)/;
const usbFolder = "/dev/bus/usb";

export interface HotPlugOptions {
  /** Configured device files; their folders are watched beside `/dev`. */
  readonly paths: readonly string[];
  readonly clock: Clock;
  onChange(): void;
}

/** Starts watching; the returned function ends it. */
export function watchHotPlug(options: HotPlugOptions): Cancel {
  let cancelTimer: Cancel | undefined;
  const changed = () => {
    cancelTimer ??= options.clock.after(DEBOUNCE_MS, () => {
      cancelTimer = undefined;
      options.onChange();
    });
  };
  const watchers = foldersOf(options.paths).flatMap(([folder, names]) => watchFolder(folder, names, changed));
  return () => {
    cancelTimer?.();
    for (const watcher of watchers) watcher.close();
  };
}

/** Folders to watch, each with the names of interest in it; `null`: whatever looks like a device. */
function foldersOf(paths: readonly string[]): readonly (readonly [string, ReadonlySet<string> | null])[] {
  const folders = new Map<string, Set<string> | null>();
  for (const folder of ["/dev", ...usbBuses()]) if (existsSync(folder)) folders.set(folder, null);
  for (const path of paths.filter((path) => path.startsWith("/"))) {
    const [folder, name] = nearestFolder(path);
    const names = folders.get(folder);
    if (names === null) continue;
    folders.set(folder, (names ?? new Set<string>()).add(name));
  }
  return [...folders];
}

function usbBuses(): readonly string[] {
  return existsSync(usbFolder) ? readdirSync(usbFolder).map((bus) => `${usbFolder}/${bus}`) : [];
}

/** `/dev/serial/by-id` exists only while a device is plugged in: then the nearest folder above it is watched. */
function nearestFolder(path: string): readonly [string, string] {
  let child = path;
  while (!existsSync(dirname(child)) && dirname(child) !== child) child = dirname(child);
  return [dirname(child), basename(child)];
}

function watchFolder(folder: string, names: ReadonlySet<string> | null, onChange: () => void): FSWatcher[] {
  try {
    const watcher = watch(folder, (event, name) => {
      // Writing to any device file is a "change" of `/dev`; only names that come and go matter.
      if (event !== "rename") return;
      if (name === null || (names === null ? deviceName.test(name) : names.has(name))) onChange();
    });
    watcher.on("error", () => watcher.close());
    return [watcher];
  } catch (error) {
    // No watch left (EMFILE, ENOSPC) or no such folder: the deadlines of the devices poll.
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
}
