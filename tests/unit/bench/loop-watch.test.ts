/** The bench of the host's loop: what is the program's own counts, what other work on the machine takes does not. */
import { expect, test } from "vitest";
import { judged, watchLoop } from "../../bench/loop-watch.ts";

const HELD_MS = 120;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
function work(): void {
  const { user, system } = process.threadCpuUsage();
  const until = user + system + HELD_MS * 1_000;
  for (let now = 0; now < until; ) {
    const used = process.threadCpuUsage();
    now = used.user + used.system;
  }
}
/** Holds the thread without working, as a disk does. */
const block = () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HELD_MS);

async function watched(hold: () => void, queued?: () => number | undefined) {
  const watch = watchLoop(queued);
  await pause(20);
  hold();
  await pause(20);
  return watch.stop();
}

test("work shows by the clock and in processor time, a wait for a disk by the clock only", async () => {
  const [worked, waited] = [await watched(work, () => 0), await watched(block, () => 0)];
  for (const { clockMs, ownMs } of [worked, waited]) {
    expect(clockMs).toBeGreaterThan(HELD_MS - 20);
    expect(ownMs).toBe(clockMs);
  }
  expect(worked.processorMs).toBeGreaterThan(HELD_MS - 20);
  expect(waited.processorMs).toBeLessThan(HELD_MS / 2);
});

test("a wait for a processor is not judged", { retry: 2 }, async () => {
  let queuedMs = 0;
  const starved = await watched(
    () => {
      block();
      queuedMs = HELD_MS;
    },
    () => queuedMs,
  );
  expect(starved.clockMs).toBeGreaterThan(HELD_MS - 20);
  expect(judged(starved)).toMatchObject({ by: "clock less the wait for a processor" });
  expect(judged(starved).ms).toBeLessThan(starved.clockMs);
});

test("where the system does not tell of that wait, processor time is judged, and the report says so", async () => {
  const unknown = await watched(block, () => undefined);
  expect(judged(unknown)).toEqual({ ms: unknown.processorMs, by: "processor time" });
});
