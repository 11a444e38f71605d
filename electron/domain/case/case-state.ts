/** The states of a counter. A case is held by exactly the seven states from `identifying` to `closing`. */
import type { Fault } from "../fault.ts";
import type { Matter } from "../matter/matter.ts";
import type { CaseFile, Clerk } from "./case-file.ts";

export const CASE_PHASES = [
  "identifying",
  "consenting",
  "fetching",
  "verifying",
  "deciding",
  "submitting",
  "closing",
] as const;
export type CasePhase = (typeof CASE_PHASES)[number];

/** A case left unfinished by a crash, or by its clerk at a terminal that somebody else took over. */
export interface InterruptedCase {
  readonly phase: CasePhase;
  readonly file: CaseFile;
  /** Of a case that was being closed: why it was not submitted. It is recorded so, whoever comes back to it. */
  readonly cancelReason?: string;
}

export interface SignedOutState {
  readonly kind: "signed-out";
}

export interface ReadyState {
  readonly kind: "ready";
  readonly clerk: Clerk;
  readonly isLocked: boolean;
  readonly matter?: Matter;
  readonly interrupted?: InterruptedCase;
  readonly notice?: Fault;
}

export interface CaseState {
  readonly kind: CasePhase;
  readonly clerk: Clerk;
  readonly isLocked: boolean;
  readonly file: CaseFile;
  /** Why the case closes without having been submitted. */
  readonly cancelReason?: string;
}

export type CounterState = SignedOutState | ReadyState | CaseState;

/** Cases and citizens are the clerk's alone; the other roles look after the terminal and its records. */
export function worksCases({ role }: Pick<Clerk, "role">): boolean {
  return role === "clerk";
}

export function isInCase(state: CounterState): state is CaseState {
  return state.kind !== "signed-out" && state.kind !== "ready";
}

/** How long a phase may last before the `timed-out` event, milliseconds; absent = it waits for the clerk. */
export const PHASE_DEADLINE_MS: Readonly<Partial<Record<CasePhase, number>>> = {
  identifying: 15_000,
  consenting: 120_000,
  fetching: 20_000,
  verifying: 15_000,
  closing: 5_000,
};
