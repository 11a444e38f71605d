/** A scan from the report to the client: the real node-hid on emulated devices, in a device process of its own. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDeviceClient, type DeviceClient } from "../../electron/devices/device-client.ts";
import type { StartDeviceProcess } from "../../electron/devices/device-process.ts";
import { spawnNodeDeviceProcess } from "../../electron/devices/spawn-node.ts";
import type { DeviceReading, DeviceStatus } from "../../native-devices/host/device-contract.ts";
import type { EmulatedIdentity } from "../emulators/hidraw/device-tree.ts";
import { EmulatedHid, whyNoEmulatedHid } from "../emulators/hidraw/emulated-hid.ts";
import { labelReports } from "../emulators/hidraw/label-reports.ts";
import { idleProcessorMs, sleep, until, within } from "./plugged-scanner.ts";

const entry = fileURLToPath(new URL("../../native-devices/host/device-process.ts", import.meta.url));
const missing = await whyNoEmulatedHid();
if (missing) console.warn(`skipped: ${missing}`);

const scanner: EmulatedIdentity = {
  vendorId: 0x05f9,
  productId: 0x221c,
  serialNumber: "SN1",
  usagePage: 0x8c,
  usage: 2,
};
const honeywell: EmulatedIdentity = { ...scanner, vendorId: 0x0c2e, productId: 0x0b61 };
const keyboard: EmulatedIdentity = { ...scanner, usagePage: 1, usage: 6 };

describe.skipIf(missing !== undefined)("a HID scanner behind the device process", { timeout: 30_000 }, () => {
  let devices: EmulatedHid;
  let client: DeviceClient;
  let pids: number[];
  let readings: DeviceReading[];
  let statuses: DeviceStatus[];

  const state = () => client.statuses()[0]?.state;
  /** Ready, and the device end has noticed: what it sends before that reaches nobody. */
  const isReady = () => state() === "ready" && devices.openCount === 1;
  const texts = () => readings.map((reading) => ("text" in reading ? reading.text : reading.kind));
  const configure = (profile: string) => client.configure([{ deviceId: "scanner", isEnabled: true, profile }]);
  const scan = (text: string, minor = 0) => {
    for (const report of labelReports(text)) devices.send(minor, report);
  };
  const readsNext = async (text: string) => {
    scan(text);
    await until(() => texts().at(-1) === text, 3000);
  };
  /** Descriptors of the device process: numbers of files, sockets and devices it has open. */
  const descriptorCount = () => readdirSync(`/proc/${pids[0]}/fd`).length;

  beforeEach(() => {
    devices = new EmulatedHid();
    Object.assign(process.env, devices.environment);
    pids = [];
    readings = [];
    statuses = [];
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
    client = createDeviceClient({
      start,
      onDefect: (defect) => {
        throw new Error(defect);
      },
    });
    client.onReading((reading) => readings.push(reading));
    client.onStatus((status) => statuses.push(status));
  });

  afterEach(async () => {
    const deaths = pids.length;
    devices.hang(false);
    await within(4000, client.close());
    for (const name of Object.keys(devices.environment)) delete process.env[name];
    await devices.remove();
    // Whatever happened to the device, the process lived through it.
    expect(deaths).toBe(1);
  });

  test("is found by its usage page beside a keyboard, and its label is read", async () => {
    await devices.plug(0, keyboard);
    await devices.plug(1, scanner);
    await configure("hid-scanner");
    await until(isReady);
    expect(client.statuses()[0]).toMatchObject({ path: "/dev/hidraw1", profileId: "hid-scanner" });
    scan("SZ-0001\r", 1);
    await until(() => readings.length === 1);
    expect(readings).toMatchObject([
      { kind: "code", text: "SZ-0001", aim: "]Q1", warnings: [], source: { bus: "hid" } },
    ]);
    expect(devices.heard.filter((line) => line.startsWith("opened"))).toEqual(["opened hidraw1"]);
  });

  test("a long label in Chinese over many reports is one reading, and the same again is a repeat", async () => {
    await devices.plug(0, scanner);
    await configure("hid-scanner");
    await until(isReady);
    const label = "南京市政务服务码".repeat(40);
    scan(`${label}\r`);
    await until(() => readings.length === 1);
    scan(`${label}\r`);
    await until(() => readings.length === 2);
    expect(readings).toMatchObject([
      { kind: "code", text: label, encoding: "utf-8", warnings: [] },
      { kind: "repeat", text: label },
    ]);
  });

  test("a label whose end never comes is told as doubtful after a fifth of a second", async () => {
    await devices.plug(0, scanner);
    await configure("hid-scanner");
    await until(isReady);
    const [first = new Uint8Array()] = labelReports("x".repeat(80));
    devices.send(0, first);
    expect(await until(() => readings.length === 1, 3000)).toBeGreaterThan(150);
    expect(readings).toMatchObject([{ kind: "code", warnings: ["unterminated"] }]);
  });

  test("a Honeywell is told to send these reports", async () => {
    await devices.plug(0, honeywell);
    await configure("hid-scanner-honeywell");
    await until(isReady);
    await until(() => devices.heard.includes("F hidraw0 fe01"), 3000);
    await readsNext("AFTER");
  });

  test("a Newland is triggered by its report, and its answer is no label", async () => {
    await devices.plug(0, { ...scanner, vendorId: 0x1eab });
    await configure("hid-scanner-newland");
    await until(isReady);
    devices.onHeard((line) => {
      if (!line.startsWith("O hidraw0 04097e00080100020102da")) return;
      devices.send(0, Buffer.from("020702000001003331".padEnd(128, "0"), "hex"));
    });
    expect(await within(3000, client.command("scanner", "trigger"))).toMatchObject({ ok: true, value: "done" });
    devices.send(0, Buffer.from(`0206${Buffer.from("SZ-03\r").toString("hex")}`.padEnd(128, "0"), "hex"));
    await until(() => readings.length === 1);
    expect(texts()).toEqual(["SZ-03"]);
  });

  test("a Microscan's label over two reports is one reading", async () => {
    await devices.plug(0, { ...scanner, vendorId: 0x0680, usagePage: 0xff00 });
    const profile = "hid-scanner-microscan";
    await client.configure([{ deviceId: "scanner", isEnabled: true, profile, path: "/dev/hidraw0" }]);
    await until(isReady);
    const all = Buffer.from(`${"政务服务".repeat(6)}SZ-05\r`);
    for (const from of [0, 62]) {
      const piece = all.subarray(from, from + 62);
      devices.send(0, Buffer.concat([Uint8Array.of(1, piece.length), piece, Buffer.alloc(62 - piece.length)]));
    }
    await until(() => readings.length === 1);
    expect(texts()).toEqual([`${"政务服务".repeat(6)}SZ-05`]);
  });

  test("a VGuang's label over two reports is one reading", async () => {
    await devices.plug(0, { ...scanner, usagePage: 0xff00, isUnnumbered: true });
    await client.configure([
      { deviceId: "scanner", isEnabled: true, profile: "hid-scanner-vguang", path: "/dev/hidraw0" },
    ]);
    await until(isReady);
    expect(await within(3000, client.command("scanner", "trigger"))).toMatchObject({ ok: true, value: "done" });
    await until(() => devices.heard.some((line) => line.startsWith("O hidraw0 0055aa05010000fb")));
    const label = `${"政务服务".repeat(7)}SZ-042`;
    const all = [0x55, 0xaa, 0x30, 0, 90, 0, ...Buffer.from(label)];
    all.push(all.reduce((sum, byte) => sum ^ byte, 0));
    for (const from of [0, 64])
      devices.send(
        0,
        Uint8Array.from({ length: 64 }, (_, at) => all[from + at] ?? 0),
      );
    await until(() => readings.length === 1);
    expect(texts()).toEqual([label]);
  });

  describe("unplugged", () => {
    const replugged = async (text: string) => {
      await devices.plug(0, scanner);
      expect(await until(isReady)).toBeLessThan(2000);
      await readsNext(text);
    };

    beforeEach(async () => {
      await devices.plug(0, scanner);
      await configure("hid-scanner");
      await until(isReady);
    });

    test("while ready: shown within a second, ready and reading again when it is back", async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        await devices.unplug(0);
        expect(await until(() => state() === "absent")).toBeLessThan(1000);
        await replugged(`TURN-${turn}`);
      }
      expect(statuses.map((status) => status.fault?.code)).toContain("device.gone");
    });

    test("while reading: no half label, not even glued to the next one", async () => {
      const [first = new Uint8Array()] = labelReports("y".repeat(80));
      devices.send(0, first);
      await until(() => state() === "reading");
      await devices.unplug(0);
      await until(() => state() === "absent");
      await sleep(300);
      expect(readings).toEqual([]);
      await replugged("WHOLE");
      expect(texts()).toEqual(["WHOLE"]);
    });

    test("while it is being opened, also when opening ends long after", async () => {
      await devices.unplug(0);
      await until(() => state() === "absent");
      devices.hang(true);
      await devices.plug(0, scanner);
      await until(() => state() === "opening");
      await devices.unplug(0);
      expect(await until(() => state() !== "opening")).toBeLessThan(3500);
      devices.hang(false);
      await replugged("AFTER-HANG");
      expect(devices.openCount).toBe(1);
    });

    test("in the moment in which it appeared", async () => {
      for (let turn = 0; turn < 10; turn += 1) {
        await devices.unplug(0);
        await devices.plug(0, scanner);
        await sleep(turn * 8);
      }
      await until(isReady);
      await readsNext("SETTLED");
      await until(() => devices.openCount === 1);
    });

    test("while it waits after a failure", async () => {
      devices.hang(true);
      await devices.unplug(0);
      await devices.plug(0, scanner);
      await until(() => state() === "backoff" || state() === "faulted", 8000);
      await devices.unplug(0);
      devices.hang(false);
      await until(() => state() === "absent");
      await replugged("AFTER-BACKOFF");
      await until(() => devices.openCount === 1);
    });

    test("it costs no processor time", async () => {
      await devices.unplug(0);
      await until(() => state() === "absent");
      await sleep(1000);
      expect(await idleProcessorMs(pids[0] ?? 0)).toBeLessThan(50);
    });

    test("two hundred times: no descriptor is left, and it still reads", { timeout: 120_000 }, async () => {
      await replugTimes(20);
      const before = descriptorCount();
      const longestMs = await replugTimes(200);
      console.info(`200 plug cycles: longest from plug to ready ${longestMs.toFixed(0)} ms`);
      expect(descriptorCount()).toBeLessThanOrEqual(before + 1);
      expect(devices.openCount).toBe(1);
      await readsNext("AFTER-ALL");
      await devices.unplug(0);
      await sleep(1000);
      expect(await idleProcessorMs(pids[0] ?? 0)).toBeLessThan(50);
    });

    async function replugTimes(turns: number): Promise<number> {
      let longestMs = 0;
      for (let turn = 0; turn < turns; turn += 1) {
        await devices.unplug(0);
        await until(() => state() === "absent");
        await devices.plug(0, scanner);
        longestMs = Math.max(longestMs, await until(isReady));
      }
      return longestMs;
    }
  });

  test("a device that does not let itself be opened holds nobody up: the state says so, closing ends in time", async () => {
    devices.hang(true);
    await devices.plug(0, scanner);
    await configure("hid-scanner");
    await until(() => statuses.some((status) => status.fault?.reason === "open-timeout"), 6000);
    await within(2500, client.listPorts());
    await within(3000, client.close());
  });
});
