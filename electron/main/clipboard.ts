/** The system's clipboard. The page may not write it: every permission but the camera's is denied to it. */
import { clipboard } from "electron";

export async function emptyClipboard(): Promise<void> {
  clipboard.clear();
  // What was marked with the mouse, where the system keeps that apart.
  if (process.platform === "linux") clipboard.selection.clear();
}
