/** Scanners that are asked who they are, through the real serialport and the device process: every maker, in every manner. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createDeviceClient } from "../../electron/devices/device-client.ts";
import { spawnNodeDeviceProcess } from "../../electron/devices/spawn-node.ts";
import type { DeviceReading } from "../../native-devices/host/device-contract.ts";
import type { PseudoTerminal } from "../../native-devices/virtual/pseudo-terminal.ts";
import { askedScanners, listenToQuestion, type Manner, manners } from "../emulators/scanner/asked-scanner.ts";
import { PluggedScanner, until, whyNoPseudoTerminal } from "./plugged-scanner.ts";

const entry = fileURLToPath(new URL("../../native-devices/host/device-process.ts", import.meta.url));
const missing = await whyNoPseudoTerminal();
if (missing) console.warn(`skipped: ${missing}`);

interface Plugged {
  readonly deviceId: string;
  readonly profile: string;
  readonly manner: Manner;
  readonly said: string;
  readonly scanner: PluggedScanner;
  readonly terminal: PseudoTerminal;
}

async function plugAll(): Promise<readonly Plugged[]> {
  const wanted = Object.entries(askedScanners).flatMap(([profile, asked]) =>
    manners.map((manner) => ({ profile, asked, manner })),
  );
  return Promise.all(
    wanted.map(async ({ profile, asked, manner }) => {
      const scanner = new PluggedScanner();
      const terminal = await scanner.plug();
      terminal.onBytes(listenToQuestion(asked, manner, (bytes) => terminal.write(bytes)));
      return { deviceId: `${profile}.${manner}`, profile, manner, said: asked.said, scanner, terminal };
    }),
  );
}

test.skipIf(missing !== undefined)(
  "each is ready, named if it says who it is, and nothing but labels is read",
  async () => {
    const plugged = await plugAll();
    const defects: string[] = [];
    const client = createDeviceClient({
      start: spawnNodeDeviceProcess({ entry }),
      onDefect: (one) => defects.push(one),
    });
    const readings: DeviceReading[] = [];
    client.onReading((reading) => readings.push(reading));
    try {
      const devices = plugged.map(({ deviceId, profile, scanner }) => {
        return { deviceId, isEnabled: true, profile, path: scanner.path };
      });
      expect(await client.configure(devices)).toEqual({ ok: true, value: [] });
      await until(() => client.statuses().filter(({ state }) => state === "ready").length === plugged.length);
      const saidBy = () => client.statuses().map(({ deviceId, identity }) => [deviceId, identity?.said ?? "–"]);
      const namedWhen = (isNamed: (manner: Manner) => boolean) =>
        plugged.map(({ deviceId, manner, said }) => [deviceId, isNamed(manner) ? said : "–"]);
      await until(() => saidBy().filter(([, said]) => said !== "–").length === 3 * Object.keys(askedScanners).length);
      expect(saidBy()).toEqual(namedWhen((manner) => manner !== "silent" && manner !== "nonsense"));
      expect(readings).toEqual([]);
      for (const { terminal, deviceId } of plugged) await terminal.write(Buffer.from(`LZ-${deviceId}\r`));
      await until(() => readings.length >= plugged.length);
      const read = readings.map((reading) => ("text" in reading ? reading.text : reading.kind));
      expect(read.toSorted()).toEqual(plugged.map(({ deviceId }) => `LZ-${deviceId}`).toSorted());
    } finally {
      await client.close();
      await Promise.all(plugged.map(({ scanner }) => scanner.remove()));
    }
    expect(defects).toEqual([]);
  },
);
