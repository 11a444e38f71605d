/**
 * The outage table of the design (section 4): what the age of the oldest list and the way a license came allow. One table,
 * one look-up; a generated test asks every cell and the manual prints it.
 *
 * | age of the oldest list | fetched from the library now | presented or cached | may it exempt |
 * |---|---|---|---|
 * | ≤ 6 h      | valid       | valid                                  | yes |
 * | 6–24 h     | valid       | valid                                  | yes |
 * | 24–48 h    | attention   | attention                              | yes, re-checked on reconnect |
 * | 48 h–7 d   | attention   | attention; high-risk matter unconfirmed | by matter, second confirmation |
 * | > 7 d, none, list fault, clock fault | unconfirmed | unconfirmed | no |
 */
import type { Face } from "../verdict/verdict.ts";

export type AgeBand = "fresh" | "aging" | "late" | "stale" | "expired";
export type Arrival = "library" | "presented";
export type ExemptionRight = "yes" | "yes-recheck" | "second-confirmation" | "no";

export interface OutageAnswer {
  /** The best face that may still be shown. */
  readonly bestFace: Face;
  readonly right: ExemptionRight;
}

const HOUR = 3_600_000;

/** Upper ends of the bands, milliseconds. Administrators may lower them, never raise them. */
export const AGE_LIMITS_MS = { fresh: 6 * HOUR, aging: 24 * HOUR, late: 48 * HOUR, stale: 7 * 24 * HOUR } as const;

/** A clock ahead of or behind the highest time ever seen by more than this makes every age doubtful. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** @param ageMs age of the oldest list; undefined = there is no list; negative beyond the tolerance = the clock is doubtful. */
export function ageBand(ageMs: number | undefined, isDoubtful = false): AgeBand {
  if (ageMs === undefined || isDoubtful || ageMs < -CLOCK_TOLERANCE_MS) return "expired";
  if (ageMs <= AGE_LIMITS_MS.fresh) return "fresh";
  if (ageMs <= AGE_LIMITS_MS.aging) return "aging";
  if (ageMs <= AGE_LIMITS_MS.late) return "late";
  return ageMs <= AGE_LIMITS_MS.stale ? "stale" : "expired";
}

type Row = Readonly<Record<Arrival, { readonly lowRisk: OutageAnswer; readonly highRisk: OutageAnswer }>>;

function row(library: OutageAnswer, lowRisk: OutageAnswer, highRisk = lowRisk): Row {
  return { library: { lowRisk: library, highRisk: library }, presented: { lowRisk, highRisk } };
}

const YES: OutageAnswer = { bestFace: "valid", right: "yes" };
const LATE: OutageAnswer = { bestFace: "attention", right: "yes-recheck" };
const STALE: OutageAnswer = { bestFace: "attention", right: "second-confirmation" };
const NO: OutageAnswer = { bestFace: "unconfirmed", right: "no" };

export const OUTAGE_TABLE: Readonly<Record<AgeBand, Row>> = {
  fresh: row(YES, YES),
  aging: row(YES, YES),
  late: row(LATE, LATE),
  stale: row(STALE, STALE, NO),
  expired: row(NO, NO),
};

export function outageAnswer(band: AgeBand, arrival: Arrival, isHighRisk: boolean): OutageAnswer {
  return OUTAGE_TABLE[band][arrival][isHighRisk ? "highRisk" : "lowRisk"];
}
