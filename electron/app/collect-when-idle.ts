/**
 * What a citizen's case left in the heap stays there until V8 happens to collect it. A thread that has handled such things asks
 * for a collection once it has been idle for a moment; without the runtime's `gc` (see `host/collection.ts`) nothing happens.
 */
import { type CollectingRuntime, collectThoroughly } from "../domain/collect-thoroughly.ts";

/**
 * The first is soon enough to be over before the next citizen sits, and late enough never to fall between two steps of one case;
 * the second takes what timers and idle connections still held.
 */
const IDLE_MS = [500, 5_000];

/** @returns to be called after each piece of work; the collections come when no more follows. */
export function createIdleCollector(): () => void {
  let timers: readonly ReturnType<typeof setTimeout>[] = [];
  const collect = () => collectThoroughly(globalThis as CollectingRuntime);
  return () => {
    for (const timer of timers) clearTimeout(timer);
    timers = IDLE_MS.map((ms) => setTimeout(collect, ms));
    // Nobody waits for it.
    for (const timer of timers) (timer as { unref?: () => void }).unref?.();
  };
}
