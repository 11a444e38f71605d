/** Regressions of other projects about locking (their numbers are those of the catalogue in the list of sources: 17 to 19), over the lock alone. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createIdleLock, isAct } from "../../../../../electron/app/session/idle-lock.ts";
import { createPauseWatch, watchPauses } from "../../../../../electron/app/session/pause-watch.ts";
import { TRAINING_ACCOUNTS } from "../../../../../electron/host/first-users.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("17: suspend, closed lid, paused machine", () => {
  const clocks = { at: 0, ran: 0, wall: () => clocks.at, steady: () => clocks.ran };
  const pass = (wall: number, steady = wall) => {
    clocks.at += wall;
    clocks.ran += steady;
  };

  test("the terminal is locked within a second of waking", () => {
    const onPause = vi.fn();
    const stop = watchPauses(clocks, onPause);
    vi.advanceTimersByTime(500);
    pass(600_000, 200);
    vi.advanceTimersByTime(1_000);
    expect(onPause).toHaveBeenCalledTimes(1);
    stop();
    pass(600_000, 0);
    vi.advanceTimersByTime(1_000);
    expect(onPause).toHaveBeenCalledTimes(1);
  });

  test.each([
    ["suspended, where the steady clock stands too", 60_000, 500, true],
    ["suspended, where the steady clock goes on", 90_000, 90_000, true],
    ["a busy machine", 4_000, 4_000, false],
    ["a clock corrected by two seconds", 2_500, 500, false],
    ["a clock set back by a year", -31_536_000_000, 500, false],
  ])("%s", (_what, wall, steady, expected) => {
    const hasPaused = createPauseWatch(clocks);
    pass(wall, steady);
    expect(hasPaused()).toBe(expected);
    pass(500);
    expect(hasPaused()).toBe(false);
  });
});

describe("19: nothing but a person holds the lock off", () => {
  test("it comes at its time, once, and each act puts it off by the whole of it", () => {
    const onIdle = vi.fn();
    const idle = createIdleLock(180_000, onIdle);
    vi.advanceTimersByTime(179_000);
    idle.touch();
    vi.advanceTimersByTime(179_999);
    expect(onIdle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  test("what screens ask for by themselves is no act; a sign of life and a decision are", () => {
    const asked = [
      ...(["counter.view", "status.view", "devices.view", "history.search", "license.open"] as const),
      ...(["appointments.list", "matter.list"] as const),
    ];
    expect(asked.filter(isAct)).toEqual([]);
    expect((["session.alive", "decision.make", "matter.choose"] as const).filter(isAct)).toHaveLength(3);
  });
});

test("unsafe defaults (bitwarden/clients#6411): nobody but training mode has accounts with known passwords, and each has one role", () => {
  expect(new Set(TRAINING_ACCOUNTS.map(({ role }) => role)).size).toBe(TRAINING_ACCOUNTS.length);
});
