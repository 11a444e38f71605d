/** What screens and scripts see of the trust data. Absent stays absent: never had any is not 1970. */
import type { TrustStatus } from "../app/ports/trust.ts";
import type { Fault } from "../domain/fault.ts";
import { type Additions, activeAdditions, mergedMaterial, NO_ADDITIONS } from "./additions.ts";
import type { TrustBundle } from "./bundle.ts";
import type { TrustMemory } from "./memory-file.ts";
import { countBundle } from "./shrinkage.ts";

/** @param memory `highest` above what is held is a doubt, unless an administrator went back to just this one. */
export function statusOf(
  bundle: TrustBundle | undefined,
  memory: TrustMemory,
  lastFault: Fault | undefined,
  additions: Additions = NO_ADDITIONS,
): TrustStatus {
  const counts = bundle ? countBundle(bundle.payload) : { anchors: 0, intermediates: 0, lists: 0 };
  const { certificates, lists } = activeAdditions(bundle, additions);
  const anchors = certificates.filter(({ role }) => role === "anchor").length;
  const { listsAsOf } = mergedMaterial(bundle, additions);
  const { checkedAt } = memory;
  return {
    ...(bundle ? bundleStatus(bundle) : {}),
    ...(isRolledBackUnasked(bundle, memory) ? { doubt: "roll-back" as const } : {}),
    ...(listsAsOf === undefined ? {} : { listsAsOf }),
    anchors: counts.anchors + anchors,
    intermediates: counts.intermediates + certificates.length - anchors,
    lists: counts.lists + lists.length,
    ...(checkedAt === undefined ? {} : { checkedAt }),
    ...(lastFault ? { lastFault } : {}),
  };
}

function isRolledBackUnasked(bundle: TrustBundle | undefined, { highest, rolledBack }: TrustMemory): boolean {
  const isOlder = bundle !== undefined && highest !== undefined && bundle.payload.issue < highest.issue;
  return isOlder && rolledBack?.payloadDigest !== bundle.payloadDigest;
}

function bundleStatus({ payload: { issue, issuedAt, nextUpdate, publisher } }: TrustBundle) {
  return { issue, issuedAt, nextUpdate, publisher };
}
