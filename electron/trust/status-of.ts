/** What screens and scripts see of the trust data. Absent stays absent: never had any is not 1970. */
import type { TrustStatus } from "../app/ports/trust.ts";
import type { Fault } from "../domain/fault.ts";
import { type Additions, activeAdditions, mergedMaterial, NO_ADDITIONS } from "./additions.ts";
import type { TrustBundle } from "./bundle.ts";
import { countBundle } from "./shrinkage.ts";

export function statusOf(
  bundle: TrustBundle | undefined,
  checkedAt: number | undefined,
  lastFault: Fault | undefined,
  additions: Additions = NO_ADDITIONS,
): TrustStatus {
  const counts = bundle ? countBundle(bundle.payload) : { anchors: 0, intermediates: 0, lists: 0 };
  const { certificates, lists } = activeAdditions(bundle, additions);
  const anchors = certificates.filter(({ role }) => role === "anchor").length;
  const { listsAsOf } = mergedMaterial(bundle, additions);
  return {
    ...(bundle ? bundleStatus(bundle) : {}),
    ...(listsAsOf === undefined ? {} : { listsAsOf }),
    anchors: counts.anchors + anchors,
    intermediates: counts.intermediates + certificates.length - anchors,
    lists: counts.lists + lists.length,
    ...(checkedAt === undefined ? {} : { checkedAt }),
    ...(lastFault ? { lastFault } : {}),
  };
}

function bundleStatus({ payload: { issue, issuedAt, nextUpdate, publisher } }: TrustBundle) {
  return { issue, issuedAt, nextUpdate, publisher };
}
