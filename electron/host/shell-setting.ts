/**
 * Which terminal the packaged shell opens: the configured one, or training mode when it is asked for or nothing is configured yet. A
 * configuration that cannot be used stops the start: training in its place could be taken for the real thing.
 */
import { join } from "node:path";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { readTerminalConfig } from "./terminal-config.ts";
import { liveSetting, type TerminalSetting } from "./terminal-setting.ts";
import { startTraining } from "./training-setting.ts";

export interface ShellSetting {
  readonly setting: TerminalSetting;
  /** Of this terminal's data. */
  readonly dataDir: string;
}

export interface ShellSettingOptions {
  /** Of everything that the program keeps. */
  readonly userData: string;
  readonly isTraining: boolean;
  readonly trainingWorker: URL;
}

/** Fault: `setting.unreadable` (detail.problem: the first one). */
export async function settingForShell(options: ShellSettingOptions): Promise<Result<ShellSetting>> {
  const { userData, isTraining, trainingWorker } = options;
  const config = isTraining ? undefined : readTerminalConfig(userData);
  if (config?.ok) return ok({ setting: liveSetting(config.config), dataDir: userData });
  if (config && !config.isMissing) return failed(fault("setting.unreadable", { problem: config.problems[0] ?? "" }));
  const dataDir = join(userData, "training");
  const province = join(dataDir, "training-province");
  const { setting } = await startTraining({ dataDir: province, worker: trainingWorker, scannerDir: dataDir });
  return ok({ setting, dataDir });
}
