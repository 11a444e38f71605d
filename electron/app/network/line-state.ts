/**
 * What is known of one line to the province, from one sign after the other. Pure. Up and slow are claims that age: without a
 * fresh good answer the line is unknown again, so that it is never shown as online on the strength of an old answer.
 */
import type { EndState } from "../../contract/status.ts";
import type { Fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";

/** Round trips in milliseconds, and how many in a row it takes to change the state. */
export const LINE_RULES = {
  /** A line is slow after so many round trips of at least `slowMs`, and quick again after so many below `quickMs`. */
  slowMs: 1_000,
  slowAfter: 2,
  quickMs: 600,
  quickAfter: 3,
  /** Good answers that end an outage; the first measurement needs only one. */
  upAfter: 2,
} as const;

export interface Line {
  readonly state: EndState;
  /** Epoch ms of the last change of `state`. */
  readonly since: number;
  /** Epoch ms of the last good answer. */
  readonly lastAnswerAt?: number;
  /** Of the last good answer that was timed. */
  readonly roundTripMs?: number;
  /** Why it is down. */
  readonly fault?: Fault;
  /** In a row, since the last bad sign. */
  readonly goods: number;
  /** In a row; negative: quick ones. */
  readonly slows: number;
  /** Order number of the question behind the last good answer. */
  readonly goodOrder: number;
  /** It is down only because the answer to this question is overdue; when that comes, the line is slow. */
  readonly overdueOrder?: number;
}

/** One question to the line and what came of it. */
export interface Sign {
  /** Order in which questions left. */
  readonly order: number;
  /** Epoch ms when it ended. */
  readonly at: number;
  /** Absent: the end itself gave a good answer. */
  readonly problem?: Fault;
  /** Only of a question that is one exchange. */
  readonly roundTripMs?: number;
  /** The problem is that the answer has not come so far. */
  readonly isOverdue?: boolean;
}

export function newLine(at: number): Line {
  return { state: "unknown", since: at, goods: 0, slows: 0, goodOrder: -1 };
}

export function learn(line: Line, sign: Sign): Line {
  return sign.problem ? worse(line, sign, sign.problem) : better(line, sign);
}

/** A question that failed although a later one was answered says nothing of now. */
function worse(line: Line, { order, at, isOverdue }: Sign, fault: Fault): Line {
  if (order < line.goodOrder) return line;
  const { lastAnswerAt, goodOrder } = line;
  const known = present({ lastAnswerAt, overdueOrder: isOverdue && line.state !== "down" ? order : undefined });
  return { state: "down", since: sinceOf(line, "down", at), ...known, fault, goods: 0, slows: 0, goodOrder };
}

function better(line: Line, { order, at, roundTripMs }: Sign): Line {
  const goods = line.goods + 1;
  const slows = countSlow(line.slows, roundTripMs);
  const trip = roundTripMs ?? line.roundTripMs;
  const goodOrder = Math.max(order, line.goodOrder);
  const learnt = { lastAnswerAt: at, goods, slows, goodOrder, ...(trip === undefined ? {} : { roundTripMs: trip }) };
  if (line.overdueOrder === order) return { ...learnt, slows: LINE_RULES.slowAfter, state: "slow", since: at };
  const isStillDown = line.state === "down" && goods < LINE_RULES.upAfter;
  if (isStillDown) return { ...learnt, state: "down", since: line.since, ...(line.fault ? { fault: line.fault } : {}) };
  const state = paceOf(line.state, slows);
  return { ...learnt, state, since: sinceOf(line, state, at) };
}

function countSlow(slows: number, roundTripMs: number | undefined): number {
  if (roundTripMs === undefined) return slows;
  if (roundTripMs >= LINE_RULES.slowMs) return Math.max(slows, 0) + 1;
  return roundTripMs < LINE_RULES.quickMs ? Math.min(slows, 0) - 1 : 0;
}

function paceOf(before: EndState, slows: number): EndState {
  if (slows >= LINE_RULES.slowAfter) return "slow";
  if (before === "slow" && slows > -LINE_RULES.quickAfter) return "slow";
  return "up";
}

function sinceOf(line: Line, state: EndState, at: number): number {
  return line.state === state ? line.since : at;
}

export interface ClaimRule {
  /** Milliseconds that a good answer stands for. */
  readonly freshMs: number;
  /** Only answers to this question and to later ones prove anything. */
  readonly sinceOrder?: number;
}

/** As it may be shown at `now`; a clock that was set back makes the last answer as doubtful as an old one does. */
export function shownLine(line: Line, now: number, { freshMs, sinceOrder = 0 }: ClaimRule): Line {
  const { lastAnswerAt = line.since } = line;
  const age = now - lastAnswerAt;
  const isProven = age >= 0 && age <= freshMs && line.goodOrder >= sinceOrder;
  return isOnline(line) && !isProven ? { ...line, state: "unknown", since: lastAnswerAt } : line;
}

/** It is claimed that the line works. */
export function isOnline({ state }: { readonly state: EndState }): boolean {
  return state === "up" || state === "slow";
}

const RANKS: readonly EndState[] = ["up", "slow", "unknown", "down"];

/** An end of several lines is as its worst one: what one of them answers says nothing of the others. */
export function worstLine(lines: readonly Line[]): Line | undefined {
  const rank = ({ state }: Line) => RANKS.indexOf(state);
  return lines.toSorted((a, b) => rank(b) - rank(a) || a.since - b.since)[0];
}
