/** A crash while a case is being wiped: whoever comes back to it, its record says what it had ended as. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { forgottenCase } from "../../electron/app/counter/commit-of.ts";
import { createCounter } from "../../electron/app/counter/counter.ts";
import type { Storage } from "../../electron/app/ports/storage.ts";
import type { CaseEvent } from "../../electron/domain/case/case-event.ts";
import type { CounterState } from "../../electron/domain/case/case-state.ts";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import { type Bench, createBench, interrupted, START, value } from "./storage-sample.ts";

const { file } = interrupted("c1");
const clerk = file.openedBy;
/** No material is left undecided: only what was asked for tells a cancelled case from a submitted one. */
const SUBMITTING: CounterState = { kind: "submitting", clerk, isLocked: false, file };
const ENDS = {
  "cancelled after every decision": { event: { kind: "cancelled", reason: "群众不再办理" }, outcome: "cancelled" },
  submitted: { event: { kind: "close-asked" }, outcome: "submitted" },
} as const satisfies Record<string, { event: CaseEvent; outcome: string }>;

let bench: Bench;
let storage: SyncStorage;
beforeEach(() => {
  bench = createBench();
  storage = bench.open();
});
afterEach(() => {
  storage.close();
  bench.remove();
});

/** The wipe that a closing case asks for never comes: the power goes first. */
async function play(start: CounterState, ...events: readonly CaseEvent[]): Promise<void> {
  const counter = createCounter(start, {
    storage: { commit: async (step) => storage.commit(step) } as Storage,
    clock: { now: () => START },
    terminal: { id: "T-01", code: "A01", name: "窗口", policyVersion: "1" } as never,
    perform: () => undefined,
    onChange: () => undefined,
    onBug: (error) => {
      throw error;
    },
  });
  for (const event of events) value(await counter.take(event));
  counter.dispose();
}

async function crash(event: CaseEvent) {
  await play(SUBMITTING, event);
  storage.close();
  storage = bench.open();
  const draft = value(storage.interruptedCase("wang"));
  if (!draft) throw new Error("no draft");
  return draft;
}

const recorded = () =>
  value(storage.history({ limit: 9, offset: 0 })).cases.map(({ outcome, reason }) => ({ outcome, reason }));
const actions = () => value(storage.auditEntries(0, 99)).map(({ action }) => action);

for (const [name, { event, outcome }] of Object.entries(ENDS)) {
  const reason = event.kind === "cancelled" ? event.reason : undefined;

  test.each(["resumed", "discarded"] as const)(`${name}, then %s by its clerk`, async (kind) => {
    const draft = await crash(event);
    await play({ kind: "signed-out" }, { kind: "signed-in", clerk, interrupted: draft }, { kind }, { kind: "wiped" });
    expect(recorded()).toEqual([{ outcome, reason }]);
    expect(actions()).not.toContain("case.discarded");
  });

  test(`${name}, then closed by the terminal after a day`, async () => {
    const draft = await crash(event);
    value(storage.commit(forgottenCase(draft, START)));
    expect(recorded()).toEqual([{ outcome, reason }]);
    expect(actions()).not.toContain("case.discarded");
  });
}

test("a case that is closing is not cancelled any more, and no row says so", async () => {
  await play(SUBMITTING, { kind: "close-asked" }, { kind: "cancelled", reason: "扫错人" }, { kind: "wiped" });
  expect(recorded()).toEqual([{ outcome: "submitted", reason: undefined }]);
  expect(actions()).not.toContain("case.cancelled");
});
