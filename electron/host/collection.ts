/**
 * Makes V8's collector callable for this thread and for every thread started afterwards (`app/collect-when-idle.ts`): a name in
 * freed memory is as readable in a crash dump as one in use.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Also for child processes, on their command line. */
export const COLLECTION_FLAGS = ["--expose-gc"] as const;

export function exposeCollection(): void {
  for (const flag of COLLECTION_FLAGS) setFlagsFromString(flag);
  // This thread's globals were made before the flag was there.
  globalThis.gc ??= runInNewContext("gc") as NonNullable<typeof globalThis.gc>;
}
