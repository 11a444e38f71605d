import { describe, expect, test } from "vitest";
import { createDeviceClient } from "../../../../electron/devices/device-client.ts";
import type { DeviceReading, DeviceStatus } from "../../../../native-devices/host/device-contract.ts";
import { TurnedClock } from "../../native-devices/turned-clock.ts";
import { codeReading, type FakeBehaviour, fakeProcesses, scanner } from "./fake-device-process.ts";

function setUp(behaviour: FakeBehaviour = {}) {
  const timers = new TurnedClock();
  const { start, started } = fakeProcesses(behaviour);
  const defects: string[] = [];
  const readings: DeviceReading[] = [];
  const statuses: DeviceStatus[] = [];
  const client = createDeviceClient({ start, timers, onDefect: (defect) => defects.push(defect) });
  client.onReading((reading) => readings.push(reading));
  client.onStatus((status) => statuses.push(status));
  const deviceStates = () => client.statuses().map((status) => status.fault?.reason ?? status.state);
  /** Time goes by with a heartbeat each second from the newest process. */
  const live = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      await timers.advance(1000);
      started.at(-1)?.tell({ kind: "heartbeat", sequence: second });
    }
  };
  return { client, timers, started, defects, readings, statuses, deviceStates, live };
}

describe("a running process", () => {
  test("gets what was asked before it was ready", async () => {
    const { client, started } = setUp();
    expect(await client.configure([scanner])).toEqual({ ok: true, value: [] });
    expect(started[0]?.received).toMatchObject([{ kind: "configure", devices: [scanner] }]);
  });

  test("has its readings and states passed on", async () => {
    const { client, started, readings, deviceStates } = setUp();
    await client.configure([scanner]);
    started[0]?.read(codeReading("A1"));
    expect([readings, deviceStates()]).toEqual([[codeReading("A1")], ["ready"]]);
  });

  test("no longer tells a listener that went away", async () => {
    const { client, started } = setUp();
    let told = 0;
    const off = client.onReading(() => {
      told += 1;
    });
    await client.configure([scanner]);
    off();
    started[0]?.read(codeReading("A1"));
    expect(told).toBe(0);
  });

  test("stays as long as its heart beats", async () => {
    const { client, started, live } = setUp();
    await client.configure([scanner]);
    await live(30);
    expect([client.processStatus().state, started.length]).toEqual(["running", 1]);
  });

  test("that says something outside the contract is told to the log, and nothing comes of it", async () => {
    const { client, started, defects, readings } = setUp();
    await client.configure([scanner]);
    started[0]?.tell({ kind: "reading", reading: { kind: "code", text: "" } });
    started[0]?.tell({ kind: "reading", reading: { ...codeReading("A1"), extra: 1 } });
    expect([defects.length, readings]).toEqual([2, []]);
  });

  test("whose devices were taken out has no last word about them", async () => {
    const { client, started, deviceStates } = setUp();
    await client.configure([scanner]);
    await client.configure([]);
    started[0]?.tell({ kind: "status", status: { ...client.statuses()[0], deviceId: "scanner" } });
    expect(deviceStates()).toEqual([]);
  });
});

describe("a process that stops", () => {
  test("answering its heart for three beats is killed and replaced, and the new one is configured", async () => {
    const { client, timers, started, deviceStates } = setUp();
    await client.configure([scanner]);
    await timers.advance(3249);
    expect([started.length, deviceStates()]).toEqual([1, ["ready"]]);
    await timers.advance(1);
    expect([started[0]?.isKilled, deviceStates()]).toEqual([true, ["process-lost"]]);
    await timers.advance(100);
    expect([started.length, deviceStates(), client.processStatus().state]).toEqual([2, ["ready"], "running"]);
    expect(started[1]?.received).toMatchObject([{ kind: "configure", devices: [scanner] }]);
  });

  test("takes no device with it that is switched off", async () => {
    const { client, started, statuses, deviceStates } = setUp();
    const off = { ...scanner, deviceId: "spare", isEnabled: false };
    await client.configure([scanner, off]);
    statuses.length = 0;
    started[0]?.exit();
    expect([deviceStates(), statuses.map(({ deviceId }) => deviceId)]).toEqual([
      ["process-lost", "disabled"],
      ["scanner"],
    ]);
  });

  test("before it said anything of a device that is switched off makes it no fault", async () => {
    const { client, started, timers, deviceStates } = setUp({ answers: false });
    await timers.advance(0);
    void client.configure([{ ...scanner, isEnabled: false }]);
    started[0]?.exit();
    expect(deviceStates()).toEqual(["disabled"]);
  });

  test("while a line is watched is replaced by one that goes on with it, until nobody watches", async () => {
    const { client, started, timers } = setUp();
    await client.configure([scanner]);
    void client.watch("scanner");
    started[0]?.exit();
    await timers.advance(1000);
    const kinds = () => started.at(-1)?.received.map(({ kind }) => kind);
    expect(started[1]?.received).toMatchObject([{ kind: "configure" }, { kind: "watch", deviceId: "scanner" }]);
    void client.watch(undefined);
    started[1]?.exit();
    await timers.advance(1000);
    expect(kinds()).toEqual(["configure"]);
  });

  test("by itself is replaced at once", async () => {
    const { client, timers, started, deviceStates } = setUp();
    await client.configure([scanner]);
    started[0]?.exit("SIGSEGV");
    expect([deviceStates(), client.processStatus()]).toMatchObject([
      ["process-lost"],
      { state: "restarting", reason: "exited", detail: "SIGSEGV" },
    ]);
    await timers.advance(100);
    expect(deviceStates()).toEqual(["ready"]);
  });

  test("settles what it was asked", async () => {
    const { client, timers, started } = setUp({ answers: false });
    await timers.advance(0);
    const asked = client.list();
    started[0]?.exit();
    expect(await asked).toMatchObject({ ok: false, fault: { reason: "process-lost", recovery: "by-itself" } });
  });

  test("has nothing to say any more, even if it does", async () => {
    const { client, timers, started, readings } = setUp();
    await client.configure([scanner]);
    await timers.advance(3250);
    started[0]?.read(codeReading("late"));
    expect(readings).toEqual([]);
  });

  test("for the fourth time within a minute stays down, with its reason, until it is started by hand", async () => {
    const { client, timers, started, deviceStates } = setUp();
    await client.configure([scanner]);
    for (let turn = 0; turn < 4; turn += 1) {
      started.at(-1)?.exit("exit 1");
      await timers.advance(1000);
    }
    expect([started.length, deviceStates(), client.processStatus()]).toMatchObject([
      4,
      ["process-faulted"],
      { state: "faulted", reason: "exited", detail: "exit 1" },
    ]);
    expect(await client.list()).toMatchObject({ ok: false, fault: { reason: "process-faulted" } });
    client.restart();
    await timers.advance(0);
    expect([started.length, deviceStates()]).toEqual([5, ["ready"]]);
  });
});

describe("a process that never gets ready", () => {
  test("is replaced after ten seconds", async () => {
    const { client, timers, started } = setUp({ saysHello: false });
    await timers.advance(10_250);
    expect([started[0]?.isKilled, client.processStatus().reason]).toEqual([true, "no-hello"]);
  });

  test("settles what waits for it", async () => {
    const { client, timers } = setUp({ saysHello: false });
    const asked = client.list();
    await timers.advance(15_000);
    expect(await asked).toMatchObject({ ok: false, fault: { reason: "process-lost" } });
  });

  test("of another version is not tried again", async () => {
    const { client, timers, started } = setUp({ protocol: 99 });
    await timers.advance(5000);
    expect([started.length, client.processStatus()]).toMatchObject([1, { state: "faulted", reason: "protocol" }]);
  });
});

describe("an answer that does not come", () => {
  test("is given up after 15 s although the process lives", async () => {
    const { client, live, timers } = setUp({ answers: false });
    await timers.advance(0);
    const asked = client.listPorts();
    await live(15);
    expect(await asked).toMatchObject({ ok: false, fault: { reason: "process-lost" } });
  });
});

describe("closing", () => {
  test("asks the process to let the devices go, and its end is no failure", async () => {
    const { client, timers, started } = setUp();
    await client.configure([scanner]);
    await client.close();
    started[0]?.exit();
    await timers.advance(60_000);
    expect(started[0]?.received.at(-1)?.kind).toBe("shut-down");
    expect([started.length, client.processStatus().state, timers.waiting]).toEqual([1, "closed", 0]);
  });

  test("takes two seconds at most", async () => {
    const { client, timers, started } = setUp({ answers: false });
    await timers.advance(0);
    const closing = client.close();
    await timers.advance(2000);
    await closing;
    expect([started[0]?.isKilled, timers.waiting]).toEqual([true, 0]);
  });

  test("twice is the same as once", async () => {
    const { client } = setUp();
    await client.close();
    await client.close();
    expect(await client.list()).toMatchObject({ ok: false });
  });
});
