/** How often a line is asked, and how long an answer may take, so that a loss is on the screen within 3 s. Pure. */
import type { BackOff } from "./back-off.ts";
import { LINE_RULES, type Line } from "./line-state.ts";

/** A line that takes longer for the cheapest question counts as down. */
export const LONGEST_PATIENCE_MS = 2_000;
/** The least that is waited for an answer, whatever was promised. */
const LEAST_PATIENCE_MS = 900;
/** For the look at the age of an answer, and the way to the screen. */
const SLACK_MS = 100;
/** Between questions of a line that is down, however many have failed: so many gaps, but no more than that. */
const DOWN_GAPS = 6;
const LONGEST_DOWN_MS = 5_000;
/** Nobody works at the terminal: asked as seldom as this at least, and nothing is claimed. */
const LEAST_RESTING_MS = 30_000;
/** That share of a gap is left to chance, or a hall's terminals would ask in step. */
const JITTER = 0.15;

export interface Pace {
  /** From a good answer to the next question. */
  readonly gapMs: number;
  readonly whileDown: BackOff;
}

/** How long a good answer stands for "online", in milliseconds: 3 s with a gap of 2 s. */
export function freshFor(gapMs: number): number {
  return gapMs + LEAST_PATIENCE_MS + SLACK_MS;
}

/** So long after a good answer it is no news that a resting line is there. */
export function restingFreshFor(gapMs: number): number {
  return freshFor(restingGap(gapMs)) + LONGEST_PATIENCE_MS;
}

function restingGap(gapMs: number): number {
  return Math.max(LEAST_RESTING_MS, gapMs);
}

/** @param longestMs the gap of a line that answers quickly; a slow one is asked sooner, and given longer. */
export function paceOf({ state, roundTripMs = 0 }: Line, longestMs: number, isResting: boolean): Pace {
  if (isResting) {
    const gapMs = restingGap(longestMs);
    return { gapMs, whileDown: { firstMs: LONGEST_DOWN_MS, longestMs: gapMs } };
  }
  const isQuick = state !== "slow" && roundTripMs < LINE_RULES.quickMs;
  const gapMs = isQuick ? longestMs : Math.max(longestMs + LEAST_PATIENCE_MS - LONGEST_PATIENCE_MS, longestMs / 4);
  const firstMs = Math.min(longestMs, LONGEST_DOWN_MS);
  return { gapMs, whileDown: { firstMs, longestMs: Math.min(DOWN_GAPS * longestMs, LONGEST_DOWN_MS) } };
}

/** @param random 0…1 */
export function withChance(gapMs: number, random: number): number {
  return gapMs * (1 - JITTER * random);
}

/** What the promise leaves for an answer to a question that leaves now; where nothing is claimed, the whole patience. */
export function patienceMs(longestMs: number, sinceGoodMs: number, isClaimed: boolean): number {
  const left = longestMs + LEAST_PATIENCE_MS - sinceGoodMs;
  if (!isClaimed || left <= 0) return LONGEST_PATIENCE_MS;
  return Math.min(Math.max(left, LEAST_PATIENCE_MS), LONGEST_PATIENCE_MS);
}
