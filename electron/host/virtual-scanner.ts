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

/** A code that is shown before the scanner reads is read by nobody, so it waits for it. */
export function heldUntilRead(training: Training, readers: Pick<Readers, "views">): Training {
  const isReading = () => {
    const view = readers.views().find(({ deviceId }) => deviceId === VIRTUAL_SCANNER_ID);
    // Without one the code goes in directly.
    return !view || view.state === "ready" || view.state === "reading";
  };
  return {
    ...training,
    async scan(code) {
      for (let waited = 0; waited < OPENING_MS && !isReading(); waited += LOOK_MS) await sleep(LOOK_MS);
      return isReading() ? training.scan(code) : failed(fault("device.gone"));
    },
  };
}
