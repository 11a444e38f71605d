/** Makes what was written survive a power cut: a file's content, and its entry in its folder where the system can do that. */
import { closeSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";

export function syncFolderOf(path: string): void {
  if (process.platform !== "win32") sync(dirname(path), "r");
}

export function syncFile(path: string): void {
  sync(path, "r+");
}

function sync(path: string, flags: "r" | "r+"): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
