/** What screens and scripts see of the trust data. Absent stays absent: never had any is not 1970. */
import type { TrustStatus } from "../app/ports/trust.ts";
import type { Fault } from "../domain/fault.ts";
import type { TrustBundle } from "./bundle.ts";
import { countBundle } from "./shrinkage.ts";

export function statusOf(
  bundle: TrustBundle | undefined,
  checkedAt: number | undefined,
  lastFault: Fault | undefined,
  highestIssue?: number,
): TrustStatus {
  const isOlder = bundle !== undefined && highestIssue !== undefined && bundle.payload.issue < highestIssue;
  return {
    ...(bundle ? bundleStatus(bundle) : { anchors: 0, intermediates: 0, lists: 0 }),
    ...(isOlder ? { doubt: "roll-back" as const } : {}),
    ...(checkedAt === undefined ? {} : { checkedAt }),
    ...(lastFault ? { lastFault } : {}),
  };
}

function bundleStatus({ payload, listsAsOf }: TrustBundle): TrustStatus {
  const { issue, issuedAt, nextUpdate, publisher } = payload;
  return { issue, issuedAt, nextUpdate, listsAsOf, publisher, ...countBundle(payload) };
}
