/** Reads files that are to be judged. One beyond the limit of any license is read and judged as well, so that its verdict does not depend on what stands beside it. */
import { readFile, stat } from "node:fs/promises";
import { type Fault, fault } from "../domain/fault.ts";
import { unreadable } from "../domain/unreadable.ts";
import { CONTAINER_LIMITS } from "../seal/container/limits.ts";

/** A fault where there is nothing to judge: no such file, or more than the platform reads at once (2 GiB). */
export async function readLicense(file: string): Promise<Uint8Array | Fault> {
  try {
    return await readFile(file);
  } catch (error) {
    const isVast = error instanceof Error && "code" in error && error.code === "ERR_FS_FILE_TOO_LARGE";
    return isVast ? fault("license.too-large") : unreadable(error);
  }
}

export type Gate = <T>(file: string, work: () => Promise<T>) => Promise<T>;

/** Lets files beyond the limit through one at a time: as many at once as there are threads could fill the memory. */
export function openGate(): Gate {
  let queue: Promise<unknown> = Promise.resolve();
  return async (file, work) => {
    const size = await stat(file).then(
      (info) => info.size,
      () => 0,
    );
    if (size <= CONTAINER_LIMITS.fileBytes) return work();
    const next = queue.then(work, work);
    queue = next;
    return next;
  };
}
