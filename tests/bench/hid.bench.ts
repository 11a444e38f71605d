/**
 * From the last report of a HID scanner to the reading at the client: the real node-hid on an emulated device, in the
 * device process. The way from here to the emulated device is counted in, so the figures are upper bounds.
 */
import { fileURLToPath } from "node:url";
import { createDeviceClient } from "../../electron/devices/device-client.ts";
import { spawnNodeDeviceProcess } from "../../electron/devices/spawn-node.ts";
import { EmulatedHid, whyNoEmulatedHid } from "../emulators/hidraw/emulated-hid.ts";
import { labelReports } from "../emulators/hidraw/label-reports.ts";
import { type Measurement, measurement } from "./measurement.ts";

const entry = fileURLToPath(new URL("../../native-devices/host/device-process.ts", import.meta.url));
const scanner = { vendorId: 0x05f9, productId: 0x221c, serialNumber: "SN1", usagePage: 0x8c, usage: 2 };

/** No row where devices cannot be emulated; the reason goes to the error stream. */
export async function benchHid(runs = 300): Promise<readonly Measurement[]> {
  const missing = await whyNoEmulatedHid();
  if (missing) {
    process.stderr.write(`skipped: ${missing}\n`);
    return [];
  }
  const devices = new EmulatedHid();
  const spawn = spawnNodeDeviceProcess({ entry });
  const environment = { ...process.env };
  const client = createDeviceClient({
    start: () => {
      Object.assign(process.env, devices.environment);
      const started = spawn();
      for (const name of Object.keys(devices.environment)) delete process.env[name];
      Object.assign(process.env, environment);
      return started;
    },
    onDefect: (defect) => process.stderr.write(`${defect}\n`),
  });
  try {
    await devices.plug(0, scanner);
    await client.configure([{ deviceId: "scanner", isEnabled: true, profile: "hid-scanner" }]);
    while (devices.openCount !== 1) await new Promise((resolve) => setTimeout(resolve, 5));
    const scanOnce = (label: string) =>
      new Promise<number>((resolve) => {
        const [last, ...rest] = labelReports(label).reverse();
        for (const report of rest.reverse()) devices.send(0, report);
        const startMs = performance.now();
        const end = client.onReading(() => {
          end();
          resolve(performance.now() - startMs);
        });
        if (last) devices.send(0, last);
      });
    const times: number[] = [];
    for (let run = -20; run < runs; run += 1) {
      const ms = await scanOnce(`LZ-${run}-${"0123456789".repeat(12)}\r`);
      if (run >= 0) times.push(ms);
    }
    return [measurement("HID scanner: last of 3 reports → reading", "ms", 5, times)];
  } finally {
    await client.close();
    await devices.remove();
  }
}
