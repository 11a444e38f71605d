/** Entry of a thread that opens one bundle and ends: parsing half a million revocations would hold the host loop up. */
import { parentPort, workerData } from "node:worker_threads";
import { openBundle } from "./bundle.ts";

export interface BundleWork {
  readonly bytes: Uint8Array;
  readonly publishers: readonly Uint8Array[];
}

const { bytes, publishers } = workerData as BundleWork;
parentPort?.postMessage(openBundle(bytes, publishers));
