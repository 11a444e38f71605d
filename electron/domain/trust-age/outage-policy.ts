/**
 * The outage table of the design (section 4): what the age of the oldest list and the way a license came allow. This is the
 * only place: the rules look it up, a test asks every cell, and the manual prints it.
 */
import type { Face } from "../verdict/verdict.ts";

export type AgeBand = "fresh" | "aging" | "late" | "stale" | "expired";
export type Arrival = "library" | "presented";
export type ExemptionRight = "yes" | "yes-recheck" | "second-confirmation" | "no";

/**
 * What makes an age worthless: a clock that went back; trust data on disk older than what was accepted before, whether they were
 * put back or a newer list's signature did not hold.
 */
export type TrustDoubt = "clock" | "roll-back";

export interface OutageAnswer {
  /** The best face that may still be shown. */
  readonly bestFace: Face;
  readonly right: ExemptionRight;
}

/** One row: the columns say how the license came, and for which matters. */
export interface OutageRow {
  readonly band: AgeBand;
  /** Upper end of the band, milliseconds; absent for what has no end, no list or no trustworthy age. */
  readonly upToMs?: number;
  /** True = the age stands beside the verdict as something to be read, and not only in the evidence. */
  readonly tellsAge: boolean;
  /** Fetched from the library just now. */
  readonly library: OutageAnswer;
  /** From the cache or presented by the citizen, for a matter of low risk. */
  readonly lowRisk: OutageAnswer;
  /** The same for a matter that is listed as of high risk. */
  readonly highRisk: OutageAnswer;
}

const HOUR = 3_600_000;

const YES: OutageAnswer = { bestFace: "valid", right: "yes" };
const LATE: OutageAnswer = { bestFace: "attention", right: "yes-recheck" };
const STALE: OutageAnswer = { bestFace: "attention", right: "second-confirmation" };
const NO: OutageAnswer = { bestFace: "unconfirmed", right: "no" };

const EXPIRED: OutageRow = { band: "expired", tellsAge: true, library: NO, lowRisk: NO, highRisk: NO };

/** In order of age; the last row has no end. */
export const OUTAGE_TABLE: readonly OutageRow[] = [
  { band: "fresh", upToMs: 6 * HOUR, tellsAge: false, library: YES, lowRisk: YES, highRisk: YES },
  { band: "aging", upToMs: 24 * HOUR, tellsAge: true, library: YES, lowRisk: YES, highRisk: YES },
  { band: "late", upToMs: 48 * HOUR, tellsAge: true, library: LATE, lowRisk: LATE, highRisk: LATE },
  { band: "stale", upToMs: 7 * 24 * HOUR, tellsAge: true, library: STALE, lowRisk: STALE, highRisk: NO },
  EXPIRED,
];

/** A clock ahead of or behind the highest time ever seen by more than this makes every age doubtful. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** @param ageMs age of the oldest list; undefined = there is no list; negative beyond the tolerance = the clock is doubtful. */
export function ageBand(ageMs: number | undefined, doubt?: TrustDoubt): AgeBand {
  // What is no number, or not above any limit only because no comparison holds, has no age that could be trusted.
  if (ageMs === undefined || doubt !== undefined || !(ageMs >= -CLOCK_TOLERANCE_MS)) return EXPIRED.band;
  return (OUTAGE_TABLE.find(({ upToMs }) => upToMs !== undefined && ageMs <= upToMs) ?? EXPIRED).band;
}

export function outageAnswer(band: AgeBand, arrival: Arrival, isHighRisk: boolean): OutageAnswer {
  const row = OUTAGE_TABLE.find((one) => one.band === band) ?? EXPIRED;
  if (arrival === "library") return row.library;
  return isHighRisk ? row.highRisk : row.lowRisk;
}
