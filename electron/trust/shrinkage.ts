/** Sanity of a new bundle against the one in use: a list that lost half of itself was more likely cut than tidied up. */
import { type Fault, fault } from "../domain/fault.ts";
import type { BundlePayload } from "./bundle-shape.ts";

/** The counts that administrators see, and that must not fall by more than half. */
export interface BundleCounts {
  readonly anchors: number;
  readonly intermediates: number;
  /** Revocation lists, and the seal status list as one. */
  readonly lists: number;
}

export function countBundle({ anchors, intermediates, crls, sealStatus }: BundlePayload): BundleCounts {
  return {
    anchors: anchors.length,
    intermediates: intermediates.length,
    lists: crls.length + (sealStatus ? 1 : 0),
  };
}

/** Undefined when the new bundle is big enough. Losing the last anchor or the seal status list is never a matter of halves. */
export function shrinkage(before: BundlePayload, after: BundlePayload): Fault | undefined {
  const [old, next] = [countBundle(before), countBundle(after)];
  const measures = [
    ["certificates", old.anchors + old.intermediates, next.anchors + next.intermediates, 0.5],
    ["lists", old.lists, next.lists, 0.5],
    ["anchors", Math.min(old.anchors, 1), Math.min(next.anchors, 1), 1],
    ["sealStatus", before.sealStatus ? 1 : 0, after.sealStatus ? 1 : 0, 1],
    ["sealStatusEntries", before.sealStatus?.entries.length ?? 0, after.sealStatus?.entries.length ?? 0, 0.5],
  ] as const;
  const shrunk = measures.find(([, was, is, share]) => is < was * share);
  return shrunk && fault("trust.shrunk", { what: shrunk[0], before: shrunk[1], after: shrunk[2] });
}
