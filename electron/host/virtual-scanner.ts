/** The scanner of training mode: a real pseudo-terminal that the real serial driver reads; scanning writes into its far end. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeviceConfig } from "../../native-devices/host/device-contract.ts";
import { openPseudoTerminal } from "../../native-devices/virtual/pseudo-terminal.ts";
import type { Readers, Training } from "../app/ports/surroundings.ts";
import { fault } from "../domain/fault.ts";
import { failed } from "../domain/result.ts";

export interface VirtualScanner {
  readonly device: DeviceConfig;
  readonly name: string;
  scan(code: string): Promise<boolean>;
  unplug(): Promise<void>;
  close(): Promise<void>;
}

export const VIRTUAL_SCANNER_ID = "training-scanner";

/** Undefined where the system can make no pseudo-terminal (Windows): codes are then passed in directly. */
export async function openVirtualScanner(dataDir: string): Promise<VirtualScanner | undefined> {
  mkdirSync(dataDir, { recursive: true });
  const opened = await openPseudoTerminal({ linkPath: join(dataDir, "training-scanner") });
  if (!opened.ok) return undefined;
  const { terminal } = opened;
  return {
    device: { deviceId: VIRTUAL_SCANNER_ID, isEnabled: true, profile: "training-scanner", path: terminal.path },
    name: "练习扫码器",
    scan: (code) => terminal.write(new TextEncoder().encode(`${code}\r`)),
    unplug: () => terminal.unplug(),
    close: () => terminal.close(),
  };
}

/** How long a scanner may take to open: just after the start, or after its plug was put back. */
const OPENING_MS = 5_000;
const LOOK_MS = 20;
/** It reads, or stands aside for one that has its line; what is switched off is nobody's to wait for. */
const SETTLED: ReadonlySet<string> = new Set(["ready", "reading", "disabled"]);

/** A code that is shown before the scanner reads is read by nobody, so it waits for it. */
export function heldUntilRead(
  training: Training,
  devices: readonly Pick<DeviceConfig, "deviceId">[],
  readers: Pick<Readers, "views">,
): Training {
  // Without a virtual scanner the code goes in directly.
  if (!devices.some(({ deviceId }) => deviceId === VIRTUAL_SCANNER_ID)) return training;
  const isSettled = () =>
    readers.views().some(({ deviceId, state }) => deviceId === VIRTUAL_SCANNER_ID && SETTLED.has(state));
  return {
    ...training,
    async scan(code) {
      for (let waited = 0; waited < OPENING_MS && !isSettled(); waited += LOOK_MS) await sleep(LOOK_MS);
      return isSettled() ? training.scan(code) : failed(fault("device.gone"));
    },
  };
}
