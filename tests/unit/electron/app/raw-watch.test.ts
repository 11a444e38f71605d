/** Watching a raw line: a minute at most, and only while the administrator who asked is there. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRawWatch } from "../../../../electron/app/raw-watch.ts";
import type { PayloadOf } from "../../../../electron/contract/contract.ts";
import type { CounterState } from "../../../../electron/domain/case/case-state.ts";
import { ok, type Result } from "../../../../electron/domain/result.ts";

const clerk = { account: "admin", name: "管理员", role: "administrator" } as const;
const present = { kind: "ready", clerk, isLocked: false } as unknown as CounterState;
const line: PayloadOf<"devices.raw"> = { deviceId: "scanner", lines: [], dropped: 0 };
const view = { process: { state: "running" as const }, devices: [], profiles: [] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  let state = present;
  let tell: (lines: typeof line) => void = () => {};
  const devices = {
    watch: vi.fn(async (): Promise<Result<undefined>> => ok(undefined)),
    unwatch: vi.fn(),
    onRaw: (listener: typeof tell) => {
      tell = listener;
    },
  };
  const publish = vi.fn();
  const raw = createRawWatch({
    devices,
    publish,
    clock: { now: () => Date.now() },
    counter: { state: () => state },
  });
  const become = (next: CounterState) => {
    state = next;
    raw.look();
  };
  return {
    raw,
    devices,
    publish,
    become,
    pass: (deviceId = line.deviceId) => tell({ ...line, deviceId }),
    watched: () => raw.shownIn(view).watched,
  };
}

test("ends by itself after a minute, whether anything passes or not", async () => {
  const { raw, devices, publish, pass, watched } = setUp();
  expect(await raw.watch("scanner")).toEqual(ok({ until: Date.now() + 60_000 }));
  vi.advanceTimersByTime(59_000);
  pass();
  expect([watched(), publish.mock.calls.length, devices.unwatch.mock.calls.length]).toEqual(["scanner", 1, 0]);
  vi.advanceTimersByTime(1_000);
  expect([watched(), devices.unwatch.mock.calls.length]).toEqual([undefined, 1]);
  pass();
  expect(publish).toHaveBeenCalledTimes(1);
});

test("goes on when it is asked for again", async () => {
  const { raw, devices, watched } = setUp();
  await raw.watch("scanner");
  vi.advanceTimersByTime(50_000);
  await raw.watch("scanner");
  vi.advanceTimersByTime(50_000);
  expect([watched(), devices.unwatch.mock.calls.length]).toEqual(["scanner", 0]);
});

test("of another device takes the place of the one before, whose last lines end nothing", async () => {
  const { raw, devices, publish, pass, watched } = setUp();
  await raw.watch("scanner");
  await raw.watch("card-reader");
  pass("scanner");
  pass("card-reader");
  expect([watched(), publish.mock.calls.length, devices.unwatch.mock.calls.length]).toEqual(["card-reader", 1, 0]);
});

test("is not ended by lines that come before it is answered", async () => {
  const { raw, devices, pass, watched } = setUp();
  const begun = raw.watch("scanner");
  pass();
  await begun;
  expect([watched(), devices.unwatch.mock.calls.length]).toEqual(["scanner", 0]);
});

test("is not ended by the time of the one before running out meanwhile", async () => {
  const { raw, devices, watched } = setUp();
  await raw.watch("scanner");
  const answer = Promise.withResolvers<Result<undefined>>();
  devices.watch.mockReturnValueOnce(answer.promise);
  const next = raw.watch("card-reader");
  vi.advanceTimersByTime(60_000);
  answer.resolve(ok(undefined));
  await next;
  expect([watched(), devices.unwatch.mock.calls.length]).toEqual(["card-reader", 0]);
});

test("that was stopped before it was answered does not begin", async () => {
  const { raw, watched } = setUp();
  const begun = raw.watch("scanner");
  raw.stop();
  expect([await begun, watched()]).toEqual([ok({ until: Date.now() }), undefined]);
});

test.each<[string, CounterState]>([
  ["a lock", { ...present, isLocked: true } as CounterState],
  ["a sign-out", { kind: "signed-out" } as unknown as CounterState],
])("ends at %s and stays ended when somebody is back", async (_, gone) => {
  const { raw, devices, publish, become, pass, watched } = setUp();
  await raw.watch("scanner");
  become(gone);
  expect(devices.unwatch).toHaveBeenCalledTimes(1);
  become(present);
  pass();
  expect([watched(), publish.mock.calls.length]).toEqual([undefined, 0]);
});
