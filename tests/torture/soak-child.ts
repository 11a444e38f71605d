/** The process whose memory is watched: one host, case after case; says its resident memory in bytes every so often. */
import { writeSync } from "node:fs";
import { openCounter } from "./host/counter-at-work.ts";

const [folder = "", scans = "", every = ""] = process.argv.slice(2);
const counter = await openCounter(folder, () => undefined);
for (let scan = 1; scan <= Number(scans); scan += 1) {
  const outcome = await counter.serveOne();
  if (outcome.kind !== "closed") throw new Error(`case ${scan} did not close: ${JSON.stringify(outcome)}`);
  if (scan % Number(every) !== 0) continue;
  globalThis.gc?.();
  writeSync(1, `${JSON.stringify({ scan, ...process.memoryUsage() })}\n`);
}
await counter.host.close();
