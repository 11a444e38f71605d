/** When a signature was made, as far as anybody says: proven by a timestamp that holds, or else claimed by the signer. */
import type { SignedFacts } from "../facts.ts";
import { timestampStanding } from "./timestamp-standing.ts";

/** Clocks of honest stations differ by less. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** How much later than proven a claim may be: Beijing time written as UTC, and what clocks differ. */
export const ZONE_DOUBT_MS = 8 * 3_600_000 + CLOCK_TOLERANCE_MS;

export interface SigningTime {
  /** Epoch milliseconds: the signature existed then. */
  readonly at: number;
  /** As early as it may be; differs from `at` by what the clock of a time authority may be out. */
  readonly earliest: number;
  readonly basis: "claimed" | "timestamp";
}

/** Undefined when nobody says. */
export function signingTimeOf({ timestamp, claimedAt }: SignedFacts): SigningTime | undefined {
  const standing = timestamp && timestampStanding(timestamp);
  if (standing?.holds) {
    return { at: standing.generatedAt, earliest: standing.earliestAt, basis: "timestamp" };
  }
  return claimedAt === undefined ? undefined : { at: claimedAt, earliest: claimedAt, basis: "claimed" };
}
