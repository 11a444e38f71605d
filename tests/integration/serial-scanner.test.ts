/** A scan from the wire to the client: real terminal, real serialport, the device process as a process of its own. */
import { fork, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDeviceClient, type DeviceClient } from "../../electron/devices/device-client.ts";
import type { StartDeviceProcess } from "../../electron/devices/device-process.ts";
import { listenToDevice } from "../../electron/devices/listen.ts";
import { spawnNodeDeviceProcess } from "../../electron/devices/spawn-node.ts";
import type { DeviceConfig, DeviceReading, DeviceStatus } from "../../native-devices/host/device-contract.ts";
import type { PseudoTerminal } from "../../native-devices/virtual/pseudo-terminal.ts";
import { bytes, PluggedScanner, sleep, until, whyNoPseudoTerminal, within } from "./plugged-scanner.ts";

const entry = fileURLToPath(new URL("../../native-devices/host/device-process.ts", import.meta.url));
const missing = await whyNoPseudoTerminal();
if (missing) console.warn(`skipped: ${missing}`);

/** Starts real processes and remembers their numbers, which the client has no need of. */
function countedStart() {
  const pids: number[] = [];
  const spawn = spawnNodeDeviceProcess({ entry });
  const start: StartDeviceProcess = () => {
    const started = spawn();
    return {
      ...started,
      onMessage: (listener) =>
        started.onMessage((message) => {
          const { kind, pid } = message as { kind: string; pid?: number };
          if (kind === "hello" && pid) pids.push(pid);
          listener(message);
        }),
    };
  };
  return { start, pids };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Share of one core that a process used during a second, from the kernel's own book (100 ticks a second). */
async function cpuShareOf(pid: number): Promise<number> {
  const ticks = () => {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return Number(fields[11]) + Number(fields[12]);
  };
  const before = ticks();
  const startMs = performance.now();
  await sleep(1000);
  return (ticks() - before) / 100 / ((performance.now() - startMs) / 1000);
}

describe.skipIf(missing !== undefined)("a serial scanner behind the device process", () => {
  let scanner: PluggedScanner;
  let terminal: PseudoTerminal;
  let client: DeviceClient;
  let pids: number[];
  let readings: DeviceReading[];
  let statuses: DeviceStatus[];
  let defects: string[];
  let device: DeviceConfig;

  const state = () => client.statuses()[0]?.state;
  const isReady = () => state() === "ready";
  const scan = async (content: string) => {
    const before = readings.length;
    const sentMs = performance.now();
    await terminal.write(bytes(content));
    return { sentMs, arrived: () => readings.length > before };
  };

  beforeEach(async () => {
    scanner = new PluggedScanner();
    terminal = await scanner.plug();
    const counted = countedStart();
    pids = counted.pids;
    readings = [];
    statuses = [];
    defects = [];
    client = createDeviceClient({ start: counted.start, onDefect: (defect) => defects.push(defect) });
    client.onReading((reading) => readings.push(reading));
    client.onStatus((status) => statuses.push(status));
    device = { deviceId: "scanner", isEnabled: true, profile: "training-scanner", path: scanner.path };
    expect(await client.configure([device])).toEqual({ ok: true, value: [] });
    await until(isReady);
  });

  afterEach(async () => {
    await client.close();
    await scanner.remove();
    expect(defects).toEqual([]);
  });

  test("a scan arrives within 50 ms of its last byte", async () => {
    const delays: number[] = [];
    client.onReading(() => delays.push(performance.now()));
    const sent: number[] = [];
    for (let turn = 0; turn < 200; turn += 1) {
      const { sentMs, arrived } = await scan(`LZ-${turn}-${"0123456789".repeat(6)}\r\n`);
      sent.push(sentMs);
      await until(arrived);
    }
    const sorted = delays.map((at, turn) => Math.max(0, at - (sent[turn] ?? 0))).sort((a, b) => a - b);
    const [p50, p95] = [percentile(sorted, 0.5), percentile(sorted, 0.95)];
    console.info(`byte-complete → reading: p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms, n ${sorted.length}`);
    expect(readings.map((reading) => reading.kind)).toEqual(Array(200).fill("code"));
    expect(p95).toBeLessThan(50);
  });

  test("a scan that comes byte by byte is one reading, and the same again is a repeat", async () => {
    for (const byte of bytes("南京-0001\r\n")) await terminal.write(Uint8Array.of(byte));
    await until(() => readings.length === 1);
    await terminal.write(bytes("南京-0001\r\n"));
    await until(() => readings.length === 2);
    expect(readings).toMatchObject([
      { kind: "code", text: "南京-0001", encoding: "utf-8", warnings: [], source: { deviceId: "scanner" } },
      { kind: "repeat", text: "南京-0001" },
    ]);
  });

  test("unplugging shows within a second, plugging in makes it ready, and the next scan is read", async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      void terminal.unplug();
      expect(await until(() => state() === "absent")).toBeLessThan(1000);
      terminal = await scanner.plug();
      expect(await until(isReady)).toBeLessThan(1000);
      const { arrived } = await scan(`AFTER-${turn}\r`);
      await until(arrived);
    }
    expect(readings.map((reading) => "text" in reading && reading.text)).toEqual(["AFTER-0", "AFTER-1", "AFTER-2"]);
  });

  test("an unplugged scanner costs no processor time", async () => {
    await terminal.unplug();
    await until(() => state() === "absent");
    await sleep(1000);
    expect(await cpuShareOf(pids[0] ?? 0)).toBeLessThan(0.05);
  });

  test("unplugging in the middle of a scan yields no half code", async () => {
    await terminal.write(bytes("HALF-A-CODE"));
    await sleep(20);
    await terminal.unplug();
    await until(() => state() === "absent");
    await sleep(300);
    expect(readings).toEqual([]);
  });

  test("a process that dies is replaced, the device shown as lost meanwhile, and scanning goes on", async () => {
    process.kill(pids[0] ?? 0, "SIGKILL");
    await until(() => client.statuses()[0]?.fault?.reason === "process-lost");
    await until(isReady);
    const { arrived } = await scan("AFTER-DEATH\r");
    await until(arrived);
    expect(pids.length).toBe(2);
  });

  test("a process that hangs is killed after three missed heartbeats and replaced", async () => {
    const [pid = 0] = pids;
    process.kill(pid, "SIGSTOP");
    const lostAfterMs = await until(() => client.statuses()[0]?.fault?.reason === "process-lost");
    expect(lostAfterMs).toBeGreaterThan(2000);
    expect(lostAfterMs).toBeLessThan(6000);
    await until(() => pids.length === 2 && isReady());
    expect(() => process.kill(pid, 0)).toThrow();
    const { arrived } = await scan("AFTER-HANG\r");
    await until(arrived);
  });

  test("a process that dies again and again stays down with a reason until it is started by hand", {
    timeout: 60_000,
  }, async () => {
    for (let turn = 1; turn <= 4; turn += 1) {
      await until(() => pids.length === turn);
      process.kill(pids.at(-1) ?? 0, "SIGKILL");
    }
    await until(() => client.processStatus().state === "faulted");
    expect(client.processStatus()).toMatchObject({ reason: "exited", detail: "SIGKILL" });
    expect(client.statuses()[0]?.fault).toMatchObject({ reason: "process-faulted", actor: "administrator" });
    client.restart();
    await until(isReady);
  });

  test("ports and profiles are listed", async () => {
    const answer = await within(5000, client.listPorts());
    expect(answer.ok && answer.value.profiles.map((profile) => profile.id)).toContain("usb-cdc-scanner");
  });

  test("a port that another program holds is shown so, and taken when it is free", async () => {
    const second: DeviceConfig = { ...device, deviceId: "second" };
    await client.configure([device, second]);
    await until(() => client.statuses().some((status) => status.state === "busy-elsewhere"));
    await client.configure([second]);
    await until(isReady);
  });

  test("unplugged while another program holds it, it is absent, and read when it is back and free", async () => {
    const second: DeviceConfig = { ...device, deviceId: "second" };
    await client.configure([device, second]);
    await until(() => client.statuses().some((status) => status.state === "busy-elsewhere"));
    await terminal.unplug();
    await until(() => client.statuses().every((status) => status.state === "absent"));
    await client.configure([second]);
    terminal = await scanner.plug();
    await until(isReady);
    const { arrived } = await scan("AFTER-BUSY\r");
    await until(arrived);
  });

  test("listening to it ends with the codes that were asked for", async () => {
    const codes: string[] = [];
    const listening = listenToDevice({
      client,
      device,
      count: 2,
      timeoutMs: 5000,
      onReading: (reading) => codes.push("text" in reading ? reading.text : reading.kind),
    });
    await terminal.write(bytes("A1\rB2\r"));
    expect(await listening).toEqual({ kind: "complete", codes: 2 });
    expect(codes).toEqual(["A1", "B2"]);
  });

  test("closing ends the process", async () => {
    const [pid = 0] = pids;
    await within(2500, client.close());
    await until(() => !isAlive(pid));
  });
});

describe("the device process by itself", () => {
  test("ends when its parent goes", async () => {
    const child = fork(entry, [], { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
    await new Promise((resolve) => child.once("message", resolve));
    const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.disconnect();
    expect(await within(3000, exited)).toBe(0);
  });

  test("refuses what is not in the contract, and lives on", async () => {
    const child = fork(entry, [], { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const kinds: string[] = [];
    child.on("message", (message) => kinds.push((message as { kind: string }).kind));
    child.send({ kind: "open-the-door", requestId: 7 });
    child.send({ kind: "list", requestId: 8 });
    await until(() => kinds.includes("reply"));
    expect(kinds.filter((kind) => kind !== "heartbeat")).toEqual(["hello", "refused", "reply"]);
    child.disconnect();
  });

  test("says so and ends when it is started by hand", () => {
    const { status, stderr } = spawnSync(process.execPath, [entry], { encoding: "utf8" });
    expect([status, stderr]).toEqual([64, "device process: started without a parent to talk to\n"]);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
