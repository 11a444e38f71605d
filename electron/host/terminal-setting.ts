/** Which terminal is opened: from `terminal.json` in live mode, from the training province in training mode. */

import type { DeviceConfig } from "../../native-devices/host/device-contract.ts";
import type { SecondFactor } from "../app/ports/second-factor.ts";
import type { Training } from "../app/ports/surroundings.ts";
import type { Clerk } from "../domain/case/case-file.ts";
import type { CodePattern } from "../domain/scan/route.ts";
import { codePatternsOf, type ProvinceConfig } from "../province/config.ts";
import type { ColumnCipher } from "../storage/column-cipher.ts";
import type { TerminalConfig } from "./terminal-config.ts";

export interface TerminalSetting {
  readonly mode: "training" | "live";
  readonly terminal: { readonly terminalId: string; readonly hallName: string; readonly counterName: string };
  readonly province: ProvinceConfig;
  readonly codePatterns: readonly CodePattern[];
  readonly trustPublishers: readonly string[];
  readonly devices: readonly DeviceConfig[];
  readonly deviceNames: Readonly<Record<string, string>>;
  readonly idleLockMs: number;
  readonly secondFactorRoles: readonly Clerk["role"][];
  /** The driver of a UKey; training mode has one in software. */
  readonly secondFactor?: SecondFactor;
  /** Absent: AES-256-GCM. */
  readonly sealing?: ColumnCipher;
  readonly training?: Training;
}

export function liveSetting(config: TerminalConfig): TerminalSetting {
  const { terminalId, hallName, counterName, province, trustPublishers, devices, idleLockMs } = config;
  const { sealing, secondFactorRoles } = config;
  return {
    mode: "live",
    terminal: { terminalId, hallName, counterName },
    province,
    codePatterns: codePatternsOf(province),
    trustPublishers,
    devices,
    deviceNames: {},
    idleLockMs,
    secondFactorRoles,
    sealing,
  };
}
