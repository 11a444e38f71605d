/**
 * Gives freed memory of the calling thread back and overwrites what stays with it: the free stretches of the heap, Node's pool of small
 * buffers, and the dead part of the stack. What a crash dump then still shows is measured by `npm run torture -- privacy`.
 */

/** What it works on: `globalThis` of the thread. */
export interface CollectingRuntime {
  readonly gc?: (how: object) => void;
  readonly Buffer?: { readonly poolSize: number; allocUnsafe(length: number): unknown };
}

/**
 * An ordinary collection leaves what it frees as it was until something else is written there; this one gives the pages back, and
 * under the flags of `host/collection.ts` clears what it keeps.
 */
const THOROUGHLY = { type: "major", execution: "sync", flavor: "last-resort" };

/** Some 100 KB of stack by estimate: native code puts messages of up to 16 KB there, a few calls deep. A thread has almost a megabyte. */
const STACK_DEPTH = 600;

/** Without the runtime's `gc` nothing happens. */
export function collectThoroughly({ gc, Buffer: pooled }: CollectingRuntime): void {
  if (!gc) return;
  overwriteStack(STACK_DEPTH, 0, 0, 0, 0, 0, 0, 0);
  if (pooled) leavePool(pooled);
  gc(THOROUGHLY);
}

/** Every call writes its arguments and variables over what lay there. */
function overwriteStack(depth: number, ...filler: readonly number[]): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = filler;
  return depth === 0 ? 0 : overwriteStack(depth - 1, b, c, d, e, f, g, a) + 1;
}

/** Small buffers are cut from one slab that lives until it is used up; the largest piece that is cut from it is just under half of it. */
function leavePool({ poolSize, allocUnsafe }: NonNullable<CollectingRuntime["Buffer"]>): void {
  for (let pieces = 0; pieces < 3; pieces += 1) allocUnsafe((poolSize >>> 1) - 1);
}
