/** Who is to blame for a silence: the host, or a page that was away itself. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Pulse, startPulse } from "../../../../renderer/client/pulse.ts";

let told: string[];
let nowMs: number;
let pulse: Pulse;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  nowMs = 0;
  const tell = (what: string) => () => void told.push(what);
  pulse = startPulse({ ask: () => undefined, onSilent: tell("silent"), onBack: tell("back") }, () => nowMs);
});
afterEach(() => {
  pulse.stop();
  vi.useRealTimers();
});

/** The page's timer comes round, `ms` after the last time by its clock. */
function tick(ms = 1_000): void {
  nowMs += ms;
  vi.advanceTimersByTime(1_000);
}

test("a host that answers late, yet does, is not silent", () => {
  for (let round = 0; round < 20; round += 1) {
    tick();
    tick();
    tick(1_900);
    pulse.heard();
  }
  expect(told).toEqual([]);
});

test("a host that does not is silent once, and back once", () => {
  for (let ticks = 0; ticks < 4; ticks += 1) tick();
  expect(told).toEqual(["silent"]);
  for (let ticks = 0; ticks < 10; ticks += 1) tick();
  pulse.heard();
  pulse.heard();
  expect(told).toEqual(["silent", "back"]);
});

test.each([
  ["in the background, where a timer comes once a minute", 60_000],
  ["busy itself", 2_500],
])("a page that is %s blames nobody", (_, ms) => {
  for (let ticks = 0; ticks < 30; ticks += 1) tick(ms);
  expect(told).toEqual([]);
});

test("a page that was asleep gives the host its time anew", () => {
  tick();
  tick();
  tick();
  tick(8 * 3_600_000);
  tick();
  tick();
  expect(told).toEqual([]);
  tick();
  expect(told).toEqual(["silent"]);
});
