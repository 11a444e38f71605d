/**
 * The counter: holds the state, and takes one event at a time. Event → transition (pure) → one durable commit → the new state
 * is published → its effects start. A commit that fails leaves the state as it was: nothing is shown that is not on disk. Two do not
 * wait for a disk: a terminal locks, and owes the row of it until the next event, the next try or the end; a case that is being wiped
 * is wiped again until that is written down.
 */
import type { CaseEffect, CaseEvent } from "../../domain/case/case-event.ts";
import { transition } from "../../domain/case/case-machine.ts";
import { type CounterState, isInCase, PHASE_DEADLINE_MS } from "../../domain/case/case-state.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { Commit, LicenseBody, Storage } from "../ports/storage.ts";
import type { Clock, TerminalIdentity } from "../ports/surroundings.ts";
import { commitOf } from "./commit-of.ts";
import { createOwedRows } from "./owed-rows.ts";

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
  /** Settles when the event is durable and shown, or refused. Events wait their turn. */
  take(event: CaseEvent, bodies?: readonly LicenseBody[]): Promise<Result<CounterState>>;
  /** Waits until no event is in work. */
  idle(): Promise<void>;
  /** Writes the rows that are still owed; with a fault they still are. */
  settle(): Promise<Result<unknown>>;
  dispose(): void;
}

/** Nobody brings these a second time. */
function isWithoutRepeat({ kind }: CaseEvent): boolean {
  return kind === "wiped" || kind === "timed-out";
}

export function createCounter(initial: CounterState, dependencies: CounterDependencies): Counter {
  let state = initial;
  let queue: Promise<unknown> = Promise.resolve();
  let deadline: ReturnType<typeof setTimeout> | undefined;

  const owed = createOwedRows(() => void settle());

  const armDeadline = () => {
    clearTimeout(deadline);
    const ms = isInCase(state) ? PHASE_DEADLINE_MS[state.kind] : undefined;
    const phase = state.kind;
    if (ms === undefined || phase === "signed-out" || phase === "ready") return;
    deadline = setTimeout(() => void take({ kind: "timed-out", phase }), ms);
    deadline.unref?.();
  };

  const write = async (event: CaseEvent, commit: Commit): Promise<Result<unknown>> => {
    if (!commit.open && !commit.close && commit.audit.length === 0) return ok(undefined);
    const audit = [...owed.rows(), ...commit.audit];
    const kept = await dependencies.storage.commit({ ...commit, audit });
    if (!kept.ok && event.kind !== "locked") return kept;
    owed.owe(kept.ok ? [] : audit);
    return ok(undefined);
  };

  const writeOwed = async (): Promise<Result<unknown>> => {
    const audit = owed.rows();
    if (audit.length === 0) return ok(undefined);
    const kept = await dependencies.storage.commit({ audit });
    owed.owe(kept.ok ? [] : audit);
    return kept;
  };

  const step = async (event: CaseEvent, bodies?: readonly LicenseBody[]): Promise<Result<CounterState>> => {
    const before = state;
    const { state: after, effects, fault } = transition(before, event);
    if (fault) return failed(fault);
    const now = dependencies.clock.now();
    const { terminal } = dependencies;
    const commit = commitOf({ event, before, after, now, terminal, ...(bodies ? { bodies } : {}) });
    const kept = await write(event, commit);
    if (!kept.ok) {
      if (isWithoutRepeat(event)) armDeadline();
      return failed(kept.fault);
    }
    state = after;
    const isSamePhase = isInCase(after) && isInCase(before) && after.kind === before.kind;
    if (!isSamePhase) armDeadline();
    dependencies.onChange(after, event, before);
    for (const effect of effects) dependencies.perform(effect);
    return ok(after);
  };

  const inTurn = <T>(work: () => Promise<T>, where: string): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch((error: unknown) => void dependencies.onBug(error, where));
    return done;
  };
  const take = (event: CaseEvent, bodies?: readonly LicenseBody[]) =>
    inTurn(() => step(event, bodies), `event ${event.kind}`);
  const settle = () => inTurn(writeOwed, "owed rows");

  return {
    state: () => state,
    take,
    idle: () => untilStill(() => queue),
    settle,
    dispose() {
      clearTimeout(deadline);
      owed.stop();
    },
  };
}

/** Until what is waited for is no longer replaced by something later. */
async function untilStill(queue: () => Promise<unknown>): Promise<void> {
  let seen: unknown;
  while (seen !== queue()) {
    seen = queue();
    await seen;
  }
}
