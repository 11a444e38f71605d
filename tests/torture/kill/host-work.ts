/** The whole host at work; says each event of a case once the host has told it. */
import { openCounter } from "../host/counter-at-work.ts";
import type { Say } from "./child.ts";

export async function serveForEver(say: Say, folder: string): Promise<void> {
  const counter = await openCounter(folder, ({ event, caseId, materialId = "" }) => say({ event, caseId, materialId }));
  say({ ready: true });
  for (;;) {
    const outcome = await counter.serveOne();
    if (outcome.kind !== "closed") throw new Error(`a case did not close: ${JSON.stringify(outcome)}`);
  }
}
