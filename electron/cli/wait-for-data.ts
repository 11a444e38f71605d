/** Waits until the terminal has its catalogue and trust data: from disk at once, else from the province. */
import { type Fault, fault } from "../domain/fault.ts";
import type { Host } from "../host/open-host.ts";

const WAIT_MS = 10_000;

/** The fault when the catalogue never came; trust data that never came are the verdicts' business, not a stop. */
export async function waitForData({ parts }: Host): Promise<Fault | undefined> {
  const until = Date.now() + WAIT_MS;
  while (Date.now() < until) {
    const hasTrust = parts.status.view().trust.listsAsOf !== undefined;
    if (parts.catalogue.current() && hasTrust) return undefined;
    await new Promise((done) => setTimeout(done, 20));
  }
  return parts.catalogue.current() ? undefined : fault("catalogue.none");
}
