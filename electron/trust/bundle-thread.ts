/** Opens bundles beside the host loop where that would take longer than starting a thread does. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { THREAD_LIMITS } from "../app/thread-limits.ts";
import type { Result } from "../domain/result.ts";
import { openBundle, type SignedBundle } from "./bundle.ts";
import type { BundleWork } from "./bundle-worker.ts";
import type { OpenBundle } from "./start-from-disk.ts";

/** A bundle of this size takes some 10 ms to open, about as long as the start of a thread. */
const SMALL_BYTES = 512 * 1024;

/** Rejects only for a bug: what is wrong with the bytes is a fault of the answer. @param worker entry `bundle-worker.ts`. */
export function openBundlesInThread(worker: URL): OpenBundle {
  return async (bytes, publishers) =>
    bytes.length <= SMALL_BYTES ? openBundle(bytes, publishers) : openInThread(worker, { bytes, publishers });
}

async function openInThread(entry: URL, work: BundleWork): Promise<Result<SignedBundle>> {
  const thread = new Worker(entry, { workerData: work, resourceLimits: THREAD_LIMITS });
  try {
    const [answer] = await once(thread, "message");
    return answer as Result<SignedBundle>;
  } finally {
    await thread.terminate();
  }
}
