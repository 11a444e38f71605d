/**
 * The counter: holds the state, and takes one event at a time. Event → transition (pure) → one durable commit → the new state
 * is published → its effects start. A commit that fails leaves the state as it was: nothing is shown that is not on disk. Two do not
 * wait for a disk: a terminal locks, neither for its turn nor for a disk that hangs, and owes the row of it until the next event, the
 * next try or the end; a case that is being wiped is wiped again until that is written down.
 */
import type { CaseEffect, CaseEvent } from "../../domain/case/case-event.ts";
import { type Transition, transition } from "../../domain/case/case-machine.ts";
import { type CounterState, isInCase, PHASE_DEADLINE_MS } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { Commit, LicenseBody, Storage } from "../ports/storage.ts";
import type { Clock, TerminalIdentity } from "../ports/surroundings.ts";
import { commitOf } from "./commit-of.ts";
import { createOwedRows } from "./owed-rows.ts";
import { createTurns } from "./turns.ts";

export interface CounterDependencies {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly terminal: TerminalIdentity;
  /** Carries out what a transition asks for; it answers with further events. */
  readonly perform: (effect: CaseEffect) => void;
  readonly onChange: (state: CounterState, event: CaseEvent, before: CounterState) => void;
  /** A throw on the way of an event: a bug. */
  readonly onBug: (error: unknown, where: string) => string;
}

export interface Counter {
  state(): CounterState;
  /** Settles when the event is durable and shown, or refused. Events wait their turn; a lock is shown when this returns. */
  take(event: CaseEvent, bodies?: readonly LicenseBody[]): Promise<Result<CounterState>>;
  /** Takes what is asked for now and decided later, a password looked at for one: a lock in between makes its opening void. */
  asked(): (event: CaseEvent) => Promise<Result<CounterState>>;
  /** Waits until no event is in work. */
  idle(): Promise<void>;
  /** Writes the rows that are still owed; with a fault they still are. */
  settle(): Promise<Result<unknown>>;
  dispose(): void;
}

interface Turn {
  readonly event: CaseEvent;
  readonly bodies?: readonly LicenseBody[];
  /** How often the terminal had been locked when it was asked for. */
  readonly asked: number;
}

const OPENS_SCREEN: ReadonlySet<CaseEvent["kind"]> = new Set(["unlocked", "relieved"]);

/** Whoever was about to unlock it when it was locked has to ask again. */
function tried(before: CounterState, event: CaseEvent, isLockedSince: boolean): Transition {
  const isTooLate = isLockedSince && OPENS_SCREEN.has(event.kind);
  return isTooLate ? { state: before, effects: [], fault: fault("session.locked") } : transition(before, event);
}

function locked(state: CounterState): CounterState {
  return state.kind === "signed-out" ? state : { ...state, isLocked: true };
}

function isSamePhase(before: CounterState, after: CounterState): boolean {
  return isInCase(after) && after.kind === before.kind;
}

/** Nobody brings these a second time. */
function isWithoutRepeat({ kind }: CaseEvent): boolean {
  return kind === "wiped" || kind === "timed-out";
}

/** Of the phases that may not last for ever. */
function createDeadline(onPast: (event: CaseEvent) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    arm(state: CounterState) {
      clearTimeout(timer);
      if (!isInCase(state)) return;
      const { kind: phase } = state;
      const ms = PHASE_DEADLINE_MS[phase];
      if (ms === undefined) return;
      timer = setTimeout(() => onPast({ kind: "timed-out", phase }), ms);
      timer.unref?.();
    },
    stop: () => clearTimeout(timer),
  };
}

export function createCounter(initial: CounterState, dependencies: CounterDependencies): Counter {
  let state = initial;
  /** How often the terminal was locked. */
  let locks = 0;
  let lastLock: CaseEvent = { kind: "locked", why: "system" };
  const turns = createTurns(dependencies.onBug);
  const deadline = createDeadline((event) => void take(event));

  const write = async (commit: Commit): Promise<Result<unknown>> => {
    const due = owed.rows();
    const audit = [...due, ...commit.audit];
    if (!commit.open && !commit.close && audit.length === 0) return ok(undefined);
    const kept = await dependencies.storage.commit({ ...commit, audit });
    if (kept.ok) owed.paid(due.length);
    return kept;
  };

  const stepOf = (event: CaseEvent, before: CounterState, after: CounterState) => {
    return { event, before, after, now: dependencies.clock.now(), terminal: dependencies.terminal };
  };

  const become = (after: CounterState, event: CaseEvent) => {
    const before = state;
    state = after;
    if (!isSamePhase(before, after)) deadline.arm(after);
    dependencies.onChange(after, event, before);
  };

  /** A lock waits for no turn: nothing that was asked for before it opens the screen again. */
  const overruled = (event: CaseEvent, after: CounterState) => {
    const shown = locked(after);
    if (OPENS_SCREEN.has(event.kind)) owed.owe(commitOf(stepOf(lastLock, after, shown)).audit);
    return shown;
  };

  const step = async ({ event, bodies, asked }: Turn): Promise<Result<CounterState>> => {
    const isLockedSince = () => locks > asked;
    const before = state;
    const { state: after, effects, fault: reason } = tried(before, event, isLockedSince());
    if (reason) return failed(reason);
    const kept = await write(commitOf({ ...stepOf(event, before, after), ...(bodies ? { bodies } : {}) }));
    if (!kept.ok && isWithoutRepeat(event)) deadline.arm(state);
    if (!kept.ok) return failed(kept.fault);
    become(isLockedSince() ? overruled(event, after) : after, event);
    for (const effect of effects) dependencies.perform(effect);
    return ok(state);
  };

  const settle = () => turns.take(() => write({ audit: [] }), "owed rows");
  const owed = createOwedRows(settle);

  const inTurn = (turn: Turn) => turns.take(() => step(turn), `event ${turn.event.kind}`);

  const lock = async (event: CaseEvent): Promise<Result<CounterState>> => {
    const before = state;
    const { state: after, fault: reason } = transition(before, event);
    if (reason) return failed(reason);
    // One that is locked may be about to be unlocked.
    locks += 1;
    lastLock = event;
    if (before.kind !== "signed-out" && before.isLocked) return ok(before);
    owed.owe(commitOf(stepOf(event, before, after)).audit);
    become(after, event);
    return ok(after);
  };

  const take = (event: CaseEvent, bodies?: readonly LicenseBody[]) =>
    event.kind === "locked" ? lock(event) : inTurn({ event, asked: locks, ...(bodies ? { bodies } : {}) });

  return {
    state: () => state,
    take,
    asked() {
      const asked = locks;
      return (event) => inTurn({ event, asked });
    },
    idle: turns.idle,
    settle,
    dispose() {
      deadline.stop();
      owed.stop();
    },
  };
}
