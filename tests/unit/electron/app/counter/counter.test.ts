/** The counter on a disk that takes nothing: what waits for it, and what must not. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Counter, createCounter } from "../../../../../electron/app/counter/counter.ts";
import type { Commit, Storage } from "../../../../../electron/app/ports/storage.ts";
import type { CaseEffect } from "../../../../../electron/domain/case/case-event.ts";
import type { CounterState } from "../../../../../electron/domain/case/case-state.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok } from "../../../../../electron/domain/result.ts";
import { caseFile, clerk, NOW } from "../../../../helpers/domain/builders.ts";

let isFull: (step: Commit) => boolean;
let written: Commit[];
let counter: Counter;

function open(start: CounterState): void {
  counter = createCounter(start, {
    storage: {
      commit: async (step: Commit) => {
        if (isFull(step)) return failed(fault("storage.full"));
        written.push(step);
        return ok({ auditSeq: written.length });
      },
    } as unknown as Storage,
    clock: { now: () => NOW },
    terminal: { terminalId: "T" } as never,
    // As the real work: what is held goes at once, and the event says so.
    perform: ({ kind }: CaseEffect) => void (kind === "wipe" && counter.take({ kind: "wiped" })),
    onChange: () => undefined,
    onBug: (error) => {
      throw error;
    },
  });
}
const rows = () => written.flatMap(({ audit }) => audit.map(({ action }) => action));
const inCase = (kind: "deciding" | "submitting"): CounterState => ({ kind, clerk, isLocked: false, file: caseFile() });

beforeEach(() => {
  vi.useFakeTimers();
  [isFull, written] = [() => true, []];
});
afterEach(() => {
  counter.dispose();
  vi.useRealTimers();
});

test("a decision or a new case waits for the disk", async () => {
  open(inCase("deciding"));
  expect(await counter.take({ kind: "cancelled", reason: "x" })).toMatchObject({ fault: { code: "storage.full" } });
  expect(counter.state().kind).toBe("deciding");
});

test("the lock does not: the row of it is written with the next that can be", async () => {
  open(inCase("deciding"));
  expect((await counter.take({ kind: "locked", why: "idle" })).ok).toBe(true);
  expect(counter.state()).toMatchObject({ kind: "deciding", isLocked: true });
  expect(await counter.take({ kind: "unlocked", clerk })).toMatchObject({ fault: { code: "storage.full" } });
  expect(counter.state()).toMatchObject({ isLocked: true });
  isFull = () => false;
  await counter.take({ kind: "unlocked", clerk });
  await counter.take({ kind: "cancelled", reason: "x" });
  expect(rows().slice(0, 3)).toEqual(["session.locked", "session.unlocked", "case.cancelled"]);
});

test("nobody need touch a locked terminal for the row to be written once the disk is there again", async () => {
  open(inCase("deciding"));
  await counter.take({ kind: "locked", why: "idle" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(rows()).toEqual([]);
  isFull = () => false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(rows()).toEqual(["session.locked"]);
  await counter.take({ kind: "unlocked", clerk });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(rows()).toEqual(["session.locked", "session.unlocked"]);
});

test("what is owed is written at the end, once, or said to be owed", async () => {
  open(inCase("deciding"));
  await counter.take({ kind: "locked", why: "system" });
  expect(await counter.settle()).toMatchObject({ ok: false, fault: { code: "storage.full" } });
  isFull = () => false;
  expect(await counter.settle()).toMatchObject({ ok: true });
  await counter.settle();
  expect(rows()).toEqual(["session.locked"]);
});

test("a case that could not be closed is closed by itself once the disk is there again", async () => {
  isFull = ({ close, audit }) => close !== undefined || audit.some(({ action }) => action === "case.timed-out");
  open(inCase("submitting"));
  await counter.take({ kind: "close-asked" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(counter.state().kind).toBe("closing");
  isFull = () => false;
  await vi.advanceTimersByTimeAsync(6_000);
  await counter.idle();
  expect(counter.state().kind).toBe("ready");
  expect(rows().at(-1)).toBe("case.closed");
});
