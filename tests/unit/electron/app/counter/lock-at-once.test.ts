/** The screen locks whatever the disk does: it hangs, it takes nothing, or the thread that writes is dead. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Counter, createCounter } from "../../../../../electron/app/counter/counter.ts";
import type { Commit, Storage } from "../../../../../electron/app/ports/storage.ts";
import type { CounterState } from "../../../../../electron/domain/case/case-state.ts";
import { ok, type Result } from "../../../../../electron/domain/result.ts";
import { caseFile, clerk } from "../../../../helpers/domain/builders.ts";

type Answer = Result<{ readonly auditSeq: number }>;

let counter: Counter;
/** Commits that the disk has not answered yet, oldest first. */
let hanging: { readonly commit: Commit; readonly done: (answer: Answer | Promise<never>) => void }[];
let shown: CounterState[];
let bugs: string[];
const other = { account: "clerk2", name: "窗口二", role: "clerk" } as const;

function open(start: Partial<CounterState> = {}): void {
  counter = createCounter({ kind: "deciding", clerk, isLocked: false, file: caseFile(), ...start } as CounterState, {
    storage: {
      commit: (commit: Commit) => new Promise<Answer>((done) => void hanging.push({ commit, done })),
    } as unknown as Storage,
    clock: { now: () => 1 },
    terminal: { terminalId: "T" } as never,
    perform: () => undefined,
    onChange: (state) => void shown.push(state),
    onBug: (_error, where) => `${bugs.push(where)}`,
  });
}

const rest = () => new Promise((done) => setTimeout(done, 1));
async function diskAnswers(): Promise<readonly string[]> {
  const { commit, done } = hanging.shift() as (typeof hanging)[number];
  done(ok({ auditSeq: 1 }));
  await rest();
  return commit.audit.map(({ action }) => action);
}

beforeEach(() => {
  [hanging, shown, bugs] = [[], [], []];
});
afterEach(() => counter.dispose());

test("it is locked and off the screens before anything is written", async () => {
  open();
  void counter.take({ kind: "locked", why: "system" });
  expect([counter.state(), shown]).toMatchObject([{ isLocked: true }, [{ kind: "deciding", isLocked: true }]]);
  await rest();
  expect(await diskAnswers()).toEqual(["session.locked"]);
  expect(hanging).toEqual([]);
});

test("a step that hangs on the disk does not hold it up, nor does it open the screen when it is through", async () => {
  open();
  const device = counter.take({ kind: "cancelled", reason: "x" });
  await rest();
  expect(await counter.take({ kind: "locked", why: "idle" })).toMatchObject({ ok: true, value: { kind: "deciding" } });
  expect(shown).toMatchObject([{ kind: "deciding", isLocked: true }]);
  expect(await diskAnswers()).toEqual(["case.cancelled"]);
  expect(await device).toMatchObject({ ok: true, value: { kind: "closing", isLocked: true } });
  expect(await diskAnswers()).toEqual(["session.locked"]);
});

test("whoever unlocks, or relieves, does so in vain when it is locked meanwhile", async () => {
  for (const event of [{ kind: "unlocked", clerk } as const, { kind: "relieved", clerk: other } as const]) {
    open({ isLocked: true });
    const asked = [counter.take(event)];
    await rest();
    void counter.take({ kind: "locked", why: "system" });
    await diskAnswers();
    await Promise.all(asked);
    expect(counter.state()).toMatchObject({ isLocked: true });
    expect(await diskAnswers()).toContain("session.locked");
    counter.dispose();
  }
});

test("what waits its turn behind a hanging step does not unlock after a later lock either", async () => {
  open();
  void counter.take({ kind: "device-lost", fault: { code: "device.gone", retry: "later" } });
  await rest();
  void counter.take({ kind: "locked", why: "idle" });
  const unlocking = counter.take({ kind: "unlocked", clerk });
  void counter.take({ kind: "locked", why: "system" });
  while (hanging.length > 0) await diskAnswers();
  expect(await unlocking).toMatchObject({ ok: false, fault: { code: "session.locked" } });
  expect(counter.state()).toMatchObject({ isLocked: true });
  void counter.take({ kind: "unlocked", clerk });
  await rest();
  while (hanging.length > 0) await diskAnswers();
  expect(counter.state()).toMatchObject({ isLocked: false });
});

test("an unlock that was written and came to nothing is followed by the row of the lock that overruled it", async () => {
  open();
  void counter.take({ kind: "locked", why: "idle" });
  await rest();
  void counter.take({ kind: "unlocked", clerk });
  const rows = [...(await diskAnswers())];
  void counter.take({ kind: "locked", why: "asked" });
  void counter.take({ kind: "locked", why: "system" });
  while (hanging.length > 0) rows.push(...(await diskAnswers()));
  expect(rows).toEqual(["session.locked", "session.unlocked", "session.locked"]);
  expect(counter.state()).toMatchObject({ isLocked: true });
});

test("several locks at once, as a closing lid brings them, are one in the audit", async () => {
  open();
  for (const why of ["system", "idle", "system"] as const) void counter.take({ kind: "locked", why });
  await rest();
  void counter.take({ kind: "locked", why: "idle" });
  const rows: string[] = [];
  while (hanging.length > 0) rows.push(...(await diskAnswers()));
  expect(rows).toEqual(["session.locked"]);
});

test("a lock while the password of an unlock is looked at makes it void, also where the terminal was locked all the while", async () => {
  open({ isLocked: true });
  const take = counter.asked();
  void counter.take({ kind: "locked", why: "idle" });
  expect(await take({ kind: "unlocked", clerk })).toMatchObject({ ok: false, fault: { code: "session.locked" } });
  expect([counter.state(), hanging]).toMatchObject([{ isLocked: true }, []]);
});

test("it is locked where writing throws, and where it hangs one try is made at a time", async () => {
  vi.useFakeTimers();
  try {
    open();
    expect((await counter.take({ kind: "locked", why: "idle" })).ok).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hanging).toHaveLength(1);
    hanging.shift()?.done(Promise.reject(new Error("dead")));
    await vi.advanceTimersByTimeAsync(6_000);
    expect([bugs, counter.state()]).toMatchObject([["owed rows"], { isLocked: true }]);
    expect(hanging.map(({ commit }) => commit.audit.length)).toEqual([1]);
  } finally {
    vi.useRealTimers();
  }
});

test("one that is locked already is not locked again", async () => {
  open({ isLocked: true });
  expect((await counter.take({ kind: "locked", why: "idle" })).ok).toBe(true);
  await rest();
  expect([shown, hanging]).toEqual([[], []]);
});
