/** What was queued in an outage drains while somebody types: the letters come as they did before. */
import { queuedDecision } from "../../helpers/host/queued-decision.ts";
import type { Desk } from "../../helpers/lines/open-desk.ts";
import { value } from "../../integration/storage-sample.ts";
import type { Findings } from "../torture.ts";
import { cut } from "./cuts.ts";
import { letterTimes, watchTyping } from "./keys.ts";

export interface DrainFigures {
  readonly keys: number;
  /** 95th percentiles from a key to its letter on the screen, in milliseconds. */
  readonly idleMs: number;
  readonly drainingMs: number;
}

export async function typeWhileDraining(desk: Desk, count: number, findings: Findings): Promise<DrainFigures> {
  const { page, lines, host } = desk;
  const { storage } = host.parts;
  const waiting = async () => {
    const { queued, unknown } = value(await storage.outboxCounts());
    return queued + unknown;
  };
  await watchTyping(page);
  await cut(desk, { end: "platform", way: "gone" }, findings);
  for (let index = 0; index < count; index += 1) {
    value(await storage.commit({ deliveries: [queuedDecision(`DRAIN-${index}`)], audit: [] }));
  }
  const idle = await letterTimes(page, async () => false);
  await lines.mend("platform");
  while ((await waiting()) === count) await page.waitForTimeout(20);
  const draining = await letterTimes(page, async () => (await waiting()) > 0);
  return {
    keys: draining.length,
    idleMs: Math.round(percentile(idle)),
    drainingMs: Math.round(percentile(draining)),
  };
}

function percentile(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
}
