/** The scanner of training mode: a real pseudo-terminal that the real serial driver reads; scanning writes into its far end. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DeviceConfig } from "../../native-devices/host/device-contract.ts";
import { openPseudoTerminal } from "../../native-devices/virtual/pseudo-terminal.ts";

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
