import { describe, expect, test } from "vitest";
import type { TrustSource } from "../../../../electron/app/ports/province.ts";
import type { TrustStatus, TrustStore } from "../../../../electron/app/ports/trust.ts";
import { fault } from "../../../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../../../electron/domain/result.ts";
import { startTrustRefresh } from "../../../../electron/trust/refresh.ts";

type Fetched = Awaited<ReturnType<TrustSource["fetch"]>>;
const NEW: Fetched = ok({ bytes: new Uint8Array([1]), etag: '"1"' });
const UNCHANGED: Fetched = ok(undefined);
const LOST: Fetched = failed(fault("province.unreachable"));

/** Everything around the runner, with a clock that the test turns. */
function surroundings(answer: () => Fetched | Promise<Fetched>) {
  const state = {
    now: 1_000,
    asked: [] as (string | undefined)[],
    imports: 0,
    notes: [] as string[],
    bugs: 0,
    imported: ok({ anchors: 0, intermediates: 0, lists: 0 }) as Result<TrustStatus>,
    timer: undefined as { at: number; run: () => void } | undefined,
  };
  const status = { anchors: 0, intermediates: 0, lists: 0 };
  const store: TrustStore = {
    current: () => ({ anchors: [], intermediates: [], crls: [] }),
    generation: () => 0,
    status: () => status,
    etag: () => '"0"',
    reload: async () => undefined,
    importBundle: async () => {
      state.imports += 1;
      return state.imported;
    },
    noteRefresh: async (outcome) => void state.notes.push(outcome.ok ? "ok" : outcome.fault.code),
  };
  const source: TrustSource = {
    fetch: async (etag) => {
      state.asked.push(etag);
      return answer();
    },
  };
  const refresh = startTrustRefresh({
    source,
    store,
    now: () => state.now,
    random: () => 0,
    timers: {
      after(ms, run) {
        const timer = { at: state.now + ms, run };
        state.timer = timer;
        return () => {
          if (state.timer === timer) state.timer = undefined;
        };
      },
    },
    onBug: () => {
      state.bugs += 1;
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  /** Turns the clock and runs each timer when its time comes. */
  const pass = async (ms: number) => {
    const end = state.now + ms;
    await settle();
    while (state.timer && state.timer.at <= end) {
      const { at, run } = state.timer;
      state.timer = undefined;
      state.now = Math.max(state.now, at);
      run();
      await settle();
    }
    state.now = end;
  };
  return { state, refresh, pass, settle };
}

describe("startTrustRefresh", () => {
  test("asks at once at the start, with the tag of what is held", async () => {
    const { state, settle } = surroundings(() => UNCHANGED);
    await settle();
    expect([state.asked, state.notes]).toEqual([['"0"'], ["ok"]]);
  });

  test("hands new bytes to the import gate", async () => {
    const { state, settle } = surroundings(() => NEW);
    await settle();
    expect([state.imports, state.notes]).toEqual([1, ["ok"]]);
  });

  test("asks again after the interval and not before", async () => {
    const { state, pass } = surroundings(() => UNCHANGED);
    await pass(29 * 60_000);
    expect(state.asked).toHaveLength(1);
    await pass(61_000);
    expect(state.asked).toHaveLength(2);
  });

  test("has the data within a minute after 25 hours without network", async () => {
    let isBack = false;
    const { state, pass } = surroundings(() => (isBack ? NEW : LOST));
    await pass(25 * 3_600_000);
    isBack = true;
    await pass(60_000);
    expect(state.imports).toBe(1);
  });

  test("asks at once when told that the network is back", async () => {
    const { state, refresh, pass, settle } = surroundings(() => LOST);
    await pass(300_000);
    const before = state.asked.length;
    refresh.reconnected();
    await settle();
    expect(state.asked).toHaveLength(before + 1);
  });

  test("notes why the province could not be asked", async () => {
    const { state, settle } = surroundings(() => LOST);
    await settle();
    expect(state.notes).toEqual(["province.unreachable"]);
  });

  test("does not note success when the gate refused the bytes, and waits", async () => {
    const { state, pass } = surroundings(() => NEW);
    state.imported = failed(fault("trust.bad-signature"));
    await pass(9 * 60_000);
    expect([state.imports, state.notes]).toEqual([1, []]);
  });

  test("a complete refresh asks without the tag, so that unchanged is no answer", async () => {
    const { state, refresh, settle } = surroundings(() => NEW);
    await settle();
    await refresh.refreshNow(true);
    expect(state.asked).toEqual(['"0"', undefined]);
  });

  test("asks once for two requests at the same time", async () => {
    const { state, refresh, settle } = surroundings(() => UNCHANGED);
    await settle();
    await Promise.all([refresh.refreshNow(), refresh.refreshNow()]);
    expect(state.asked).toHaveLength(2);
  });

  test("sets no timer after it was stopped", async () => {
    const { state, refresh, settle } = surroundings(() => LOST);
    refresh.stop();
    await settle();
    expect([state.timer, state.notes]).toEqual([undefined, []]);
  });

  test("reports a bug and does not run wild", async () => {
    const { state, pass } = surroundings(() => {
      throw new Error("bug");
    });
    await pass(60_000);
    expect([state.bugs, state.asked.length]).toEqual([1, 1]);
  });

  test("notices at the next look that the machine slept past the time", async () => {
    const { state, pass, settle } = surroundings(() => UNCHANGED);
    await settle();
    state.now += 8 * 3_600_000;
    await pass(15_000);
    expect(state.asked).toHaveLength(2);
  });
});
