/** Makes a created or renamed file survive a power cut: its folder's entry is synced too, where the system can do that. */
import { closeSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";

export function syncFolderOf(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
