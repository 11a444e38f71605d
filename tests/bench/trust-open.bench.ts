/** How long the host loop waits while a trust bundle of a province's size is opened. */
import { setTimeout as wait } from "node:timers/promises";
import { openBundlesInThread } from "../../electron/trust/bundle-thread.ts";
import { AT, asBase64, makeBundle, makeList, newKey } from "../helpers/trust-bundle.ts";
import { type Measurement, quantile } from "./measurement.ts";

export async function benchTrustOpen(runs = 5): Promise<readonly Measurement[]> {
  const publisher = newKey();
  const list = makeList(newKey(), "虚构根", AT - 3600_000, 500_000);
  const bytes = makeBundle(publisher, { crls: [asBase64(list)] });
  const open = openBundlesInThread(new URL("../../electron/trust/bundle-worker.ts", import.meta.url));
  const blocks: number[] = [];
  for (let run = 0; run <= runs; run++) blocks.push(await longestBlock(() => open(bytes, [publisher.point])));
  const warm = blocks.slice(1);
  const name = `longest wait of the host loop while a bundle of ${Math.round(bytes.length / 1e6)} MB is opened`;
  return [{ name, unit: "ms", budget: 50, p50: quantile(warm, 0.5), p95: quantile(warm, 0.95), runs }];
}

async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  await work();
  await wait(5);
  clearInterval(timer);
  return longest;
}
