/**
 * Makes V8's collector callable for this thread and for every thread started afterwards (`app/collect-when-idle.ts`): a name in
 * freed memory is as readable in a crash dump as one in use.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Older ones do not know the flag, and a Node does not start with an unknown one. */
const CLEARS_MEMORY = Number.parseFloat(process.versions.v8) >= 13.6;

/** Also for child processes, on their command line. What a collection frees is cleared, not only taken back. */
export const COLLECTION_FLAGS: readonly string[] = ["--expose-gc", ...(CLEARS_MEMORY ? ["--zero-unused-memory"] : [])];

export function exposeCollection(): void {
  for (const flag of COLLECTION_FLAGS) setFlagsFromString(flag);
  // This thread's globals were made before the flag was there.
  globalThis.gc ??= runInNewContext("gc") as NonNullable<typeof globalThis.gc>;
}
