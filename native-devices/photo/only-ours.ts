/** Whether nobody but this user and the system's administrator may change a file, or put another in its place. POSIX. */
import { stat } from "node:fs/promises";
import { dirname } from "node:path";

const OTHERS_MAY_WRITE = 0o022;
/** In such a folder (`/tmp`) everybody may write, and nobody may take away what is another's. */
const STICKY = 0o1000;
const ROOT = 0;

interface Owned {
  readonly uid: number;
  readonly mode: number;
}

/**
 * By owner and mode of the file and of every folder above it. The folder that it lies in must not even be a sticky one: a program
 * may load what lies beside it. Group members count as others.
 * @param path absolute; links in it are followed
 * @throws where something of it cannot be looked at
 */
export async function isOnlyOurs(path: string): Promise<boolean> {
  const folder = dirname(path);
  if (!isKept(await stat(path)) || !isKept(await stat(folder))) return false;
  for (let above = dirname(folder), below = folder; above !== below; [below, above] = [above, dirname(above)]) {
    const found = await stat(above);
    const isSticky = isOwn(found) && (found.mode & STICKY) !== 0;
    if (!isSticky && !isKept(found)) return false;
  }
  return true;
}

const isOwn = ({ uid }: Owned): boolean => uid === ROOT || uid === process.getuid?.();
const isKept = (found: Owned): boolean => isOwn(found) && (found.mode & OTHERS_MAY_WRITE) === 0;
