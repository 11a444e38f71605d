/** What the desk keeps on disk; `electron/host` has the files. */
import type { DeviceConfig } from "../../native-devices/host/device-contract.ts";
import type { Result } from "../domain/result.ts";

export interface HallProfile {
  readonly id: string;
  readonly text: string;
}

export interface ProfileChange {
  readonly id: string;
  readonly text: string | undefined;
}

export interface DeviceBook {
  /** The readers of this window: as it was set up, with what the administrator changed since. */
  devices(): readonly NamedDevice[];
  /** Keeps the whole set. */
  keep(devices: readonly NamedDevice[]): Promise<Result<void>>;
  profiles(): readonly HallProfile[];
  keepProfile(profile: HallProfile): Promise<Result<void>>;
  /** All of them or none; one without a text goes. */
  changeProfiles(changes: readonly ProfileChange[]): Promise<Result<void>>;
  dropProfile(id: string): Promise<Result<boolean>>;
  /** The name of the file that now holds it. */
  keepRecording(deviceId: string, text: string): Promise<Result<string>>;
  /** Each with its first line, the newest first. */
  recordings(): Promise<readonly { readonly fileName: string; readonly head: string }[]>;
  /** Undefined where there is no such file. */
  recording(fileName: string): Promise<string | undefined>;
  dropRecording(fileName: string): Promise<boolean>;
  /** Devices as the device process takes them: with the hall's profiles whole. */
  resolved(devices: readonly NamedDevice[]): readonly DeviceConfig[];
}

export interface NamedDevice {
  readonly config: DeviceConfig;
  readonly name?: string;
}
