/** Keeps hold of every worker thread that is started from now on, so that its heap can be looked at. Imported before the host. */
import { createRequire, syncBuiltinESMExports } from "node:module";
import type { Worker as PlainWorker } from "node:worker_threads";

const threads = createRequire(import.meta.url)("node:worker_threads") as { Worker: typeof PlainWorker };
const started = new Set<PlainWorker>();

threads.Worker = class extends threads.Worker {
  constructor(...args: ConstructorParameters<typeof PlainWorker>) {
    super(...args);
    started.add(this);
    this.once("exit", () => started.delete(this));
  }
};
syncBuiltinESMExports();

export const runningThreads = (): readonly PlainWorker[] => [...started];
