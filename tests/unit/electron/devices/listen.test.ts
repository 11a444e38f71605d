import { describe, expect, test } from "vitest";
import { createDeviceClient } from "../../../../electron/devices/device-client.ts";
import { type ListenOptions, listenToDevice } from "../../../../electron/devices/listen.ts";
import type { DeviceReading } from "../../../../native-devices/host/device-contract.ts";
import { settle, TurnedClock } from "../../native-devices/turned-clock.ts";
import { codeReading, type FakeBehaviour, fakeProcesses, repeatReading, scanner } from "./fake-device-process.ts";

async function setUp(over: Partial<ListenOptions> = {}, behaviour: FakeBehaviour = {}) {
  const timers = new TurnedClock();
  const { start, started } = fakeProcesses(behaviour);
  const client = createDeviceClient({ start, timers, onDefect: () => {} });
  const readings: DeviceReading[] = [];
  const outcome = listenToDevice({
    client,
    device: scanner,
    timers,
    onReading: (reading) => readings.push(reading),
    ...over,
  });
  await settle();
  return { timers, started, readings, outcome };
}

describe("listening ends", () => {
  test("when enough codes came; repeats and unreadable scans do not count", async () => {
    const { started, readings, outcome } = await setUp({ count: 2 });
    started[0]?.read(codeReading("A1"));
    started[0]?.read(repeatReading("A1"));
    started[0]?.read(codeReading("B2"));
    expect(await outcome).toEqual({ kind: "complete", codes: 2 });
    expect(readings.map((reading) => reading.kind)).toEqual(["code", "repeat", "code"]);
  });

  test("when time is up, even if the process never got ready", async () => {
    const { timers, outcome } = await setUp({ timeoutMs: 500 }, { saysHello: false });
    await timers.advance(500);
    expect(await outcome).toEqual({ kind: "timed-out", codes: 0 });
  });

  test("when the caller stops", async () => {
    const stop = new AbortController();
    const { outcome } = await setUp({ signal: stop.signal });
    stop.abort();
    expect(await outcome).toEqual({ kind: "stopped", codes: 0 });
  });

  test("when the process stays down", async () => {
    const { timers, started, outcome } = await setUp();
    for (let turn = 0; turn < 4; turn += 1) {
      started.at(-1)?.exit();
      await timers.advance(1000);
    }
    expect(await outcome).toMatchObject({ kind: "failed", fault: { reason: "process-faulted" } });
  });

  test("not when the process is replaced", async () => {
    const { timers, started, outcome } = await setUp({ count: 1 });
    started[0]?.exit();
    await timers.advance(100);
    started[1]?.read(codeReading("A1"));
    expect(await outcome).toEqual({ kind: "complete", codes: 1 });
  });
});

test("readings of other devices are not told", async () => {
  const { started, readings } = await setUp();
  started[0]?.read(codeReading("A1", { source: { deviceId: "other", profileId: "x" } }));
  expect(readings).toEqual([]);
});
