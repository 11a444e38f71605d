/**
 * A serial scanner on a pseudo-terminal in the device process: from the last byte to the reading at the client, from the
 * unplugging to the state that screens show, and what the process costs while nothing happens.
 */
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDeviceClient, type DeviceClient } from "../../electron/devices/device-client.ts";
import { spawnNodeDeviceProcess } from "../../electron/devices/spawn-node.ts";
import { openPseudoTerminal } from "../../native-devices/virtual/pseudo-terminal.ts";
import { type Measurement, measurement } from "./measurement.ts";

const entry = fileURLToPath(new URL("../../native-devices/host/device-process.ts", import.meta.url));
const IDLE_S = 10;
/** Of Linux: what the kernel counts processor time in. */
const TICKS_PER_S = 100;

/** No row where the system makes no pseudo-terminals; the reason goes to the error stream. */
export async function benchReaders(runs = 200): Promise<readonly Measurement[]> {
  const path = join(tmpdir(), `liangzheng-bench-${process.pid}`);
  const opened = await openPseudoTerminal({ linkPath: path });
  if (!opened.ok) {
    process.stderr.write("skipped: no pseudo-terminal here\n");
    return [];
  }
  const { terminal } = opened;
  let pid = 0;
  const spawn = spawnNodeDeviceProcess({ entry });
  const client = createDeviceClient({
    start: () => {
      const started = spawn();
      started.onMessage((message) => {
        if (message && typeof message === "object" && "pid" in message) pid = Number(message.pid);
      });
      return started;
    },
    onDefect: (defect) => process.stderr.write(`${defect}\n`),
  });
  try {
    await client.configure([{ deviceId: "scanner", isEnabled: true, profile: "training-scanner", path }]);
    await untilState(client, (state) => state === "ready");
    const times: number[] = [];
    for (let run = -20; run < runs; run += 1) {
      const read = new Promise<void>((resolve) => {
        const end = client.onReading(() => {
          end();
          resolve();
        });
      });
      const startMs = performance.now();
      await terminal.write(new TextEncoder().encode(`LZ-${run}-${"0123456789".repeat(12)}\r`));
      await read;
      if (run >= 0) times.push(performance.now() - startMs);
    }
    const idle = await idleShare(pid);
    const gone = untilState(client, (state) => state !== "ready" && state !== "reading");
    const startMs = performance.now();
    await terminal.unplug();
    await gone;
    const unplugged = performance.now() - startMs;
    return [
      measurement("serial scanner: 124 bytes written → reading", "ms", 5, times),
      measurement("serial scanner: unplugged → shown", "ms", 500, [unplugged]),
      ...(idle === undefined ? [] : [measurement("device process idle, ms of CPU per s", "ms", 10, [idle])]),
    ];
  } finally {
    await client.close();
    await terminal.close();
  }
}

async function untilState(client: DeviceClient, fits: (state: string) => boolean): Promise<void> {
  const isThere = () => client.statuses().some(({ state }) => fits(state));
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Milliseconds of processor time in a second; undefined where the system does not say. */
async function idleShare(pid: number): Promise<number | undefined> {
  const before = ticksOf(pid);
  await new Promise((resolve) => setTimeout(resolve, IDLE_S * 1000));
  const after = ticksOf(pid);
  return before === undefined || after === undefined ? undefined : ((after - before) / TICKS_PER_S / IDLE_S) * 1000;
}

function ticksOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return undefined;
  }
}
