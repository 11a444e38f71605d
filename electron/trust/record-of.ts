/** A line of the history of generations. */
import type { SignedBundle } from "./bundle.ts";
import type { GenerationRecord } from "./memory-file.ts";
import { countBundle } from "./shrinkage.ts";
import { bundleView } from "./views.ts";

type Event = Pick<GenerationRecord, "at" | "event" | "way" | "by">;

export function recordOf(bundle: SignedBundle, event: Event): GenerationRecord {
  const { anchors, intermediates, lists } = countBundle(bundle.payload);
  return {
    ...event,
    ...bundleView(bundle),
    payloadDigest: bundle.payloadDigest,
    certificates: anchors + intermediates,
    lists,
  };
}
