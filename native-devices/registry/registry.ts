/**
 * All configured devices: one runner each, one hot-plug watch for all. Applying a configuration touches only the
 * devices whose settings changed.
 */
import type { Cancel, Clock } from "../clock.ts";
import { explainDeviceFault } from "../diagnostics/explain.ts";
import type { Driver, DriverEvents } from "../drivers/driver.ts";
import type {
  CommandAnswer,
  ConfigurationProblem,
  DeviceCapability,
  DeviceConfig,
  DeviceReading,
  DeviceStatus,
} from "../host/device-contract.ts";
import { loadProfile } from "../profiles/loader.ts";
import { isMiddleware } from "../profiles/profile.ts";
import { isWatchablePath } from "../transports/path-watch.ts";
import type { DeviceFiles } from "./device-files.ts";
import { DeviceRunner, type RunnableDevice } from "./device-runner.ts";
import { findDevice } from "./matcher.ts";

export interface RegistryOptions {
  readonly clock: Clock;
  readonly files: DeviceFiles;
  /** 0…1; default `Math.random`. */
  readonly random?: () => number;
  createDriver(device: RunnableDevice, path: string, events: DriverEvents): Driver;
  onStatus(status: DeviceStatus): void;
  onReading(reading: DeviceReading): void;
}

interface Entry {
  readonly config: DeviceConfig;
  readonly runner: DeviceRunner | undefined;
  readonly status: () => DeviceStatus;
}

export class DeviceRegistry {
  readonly #options: RegistryOptions;
  readonly #entries = new Map<string, Entry>();
  #stopWatching: Cancel = () => {};
  /** Configurations are applied one after the other. */
  #applied: Promise<unknown> = Promise.resolve();

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /**
   * Makes `devices` the whole set. Devices that did not change keep running; removed ones are closed first.
   * @returns what is wrong with profiles; those devices are listed as `faulted`, the others run.
   */
  configure(devices: readonly DeviceConfig[]): Promise<readonly ConfigurationProblem[]> {
    const applied = this.#applied.then(() => this.#apply(devices));
    this.#applied = applied;
    return applied;
  }

  async #apply(devices: readonly DeviceConfig[]): Promise<readonly ConfigurationProblem[]> {
    const wanted = new Map(devices.map((device) => [device.deviceId, device]));
    const leaving = [...this.#entries].filter(([id, entry]) => !isSame(entry.config, wanted.get(id)));
    for (const [id] of leaving) this.#entries.delete(id);
    await Promise.all(leaving.map(([, entry]) => entry.runner?.stop()));
    const problems = [...wanted.values()].flatMap((config) =>
      this.#entries.has(config.deviceId) ? this.#problemsOf(config) : this.#add(config),
    );
    this.#watch();
    return problems;
  }

  list(): readonly DeviceStatus[] {
    return [...this.#entries.values()].map((entry) => entry.status());
  }

  async command(deviceId: string, capability: DeviceCapability): Promise<CommandAnswer> {
    return (await this.#entries.get(deviceId)?.runner?.command(capability)) ?? "not-able";
  }

  /** Where a device of this profile is now; what another device holds does not count, unless `path` names it. */
  find({ deviceId, profile, path }: RunnableDevice): Promise<string | null> {
    const isClaimed = (file: string) => this.#isClaimedByOther(file, deviceId);
    return findDevice({ profile, path, isClaimed }, this.#options.files);
  }

  /** The device that holds this file or is configured for it. */
  holderOf(path: string): string | undefined {
    return [...this.#entries.keys()].find((id) => this.#holds(id, path));
  }

  /** The device stands aside while `work` has its port, and is itself again afterwards. */
  async borrow<T>(deviceId: string, work: () => Promise<T>): Promise<T> {
    const entry = this.#entries.get(deviceId);
    await entry?.runner?.stop();
    try {
      return await work();
    } finally {
      if (entry?.config.isEnabled && this.#entries.get(deviceId) === entry) entry.runner?.start();
    }
  }

  /** Closes every device. */
  async close(): Promise<void> {
    await this.configure([]);
  }

  #problemsOf(config: DeviceConfig): ConfigurationProblem[] {
    const loaded = loadProfile(config.profile);
    if (loaded.ok) return [];
    return loaded.problems.map((problem) => ({ deviceId: config.deviceId, reason: loaded.reason, ...problem }));
  }

  #add(config: DeviceConfig): ConfigurationProblem[] {
    const { clock, onStatus } = this.#options;
    const loaded = loadProfile(config.profile);
    if (!loaded.ok) {
      const status: DeviceStatus = {
        deviceId: config.deviceId,
        profileId: typeof config.profile === "string" ? config.profile : "",
        kind: "unknown",
        state: "faulted",
        since: clock.wallMs(),
        fault: explainDeviceFault(loaded.reason),
        attempt: 0,
      };
      this.#entries.set(config.deviceId, { config, runner: undefined, status: () => status });
      onStatus(status);
      return this.#problemsOf(config);
    }
    const runner = this.#createRunner({ deviceId: config.deviceId, profile: loaded.profile, path: config.path });
    this.#entries.set(config.deviceId, { config, runner, status: () => runner.status() });
    if (config.isEnabled) runner.start();
    else onStatus(runner.status());
    return [];
  }

  #createRunner(device: RunnableDevice): DeviceRunner {
    const { clock, random, createDriver, onStatus, onReading } = this.#options;
    return new DeviceRunner({
      device,
      clock,
      random: random ?? Math.random,
      find: (wanted) => this.find(wanted),
      // A path that was configured outright is this device's, whoever else may name it; a service may have many clients.
      isTaken: ({ deviceId, path, profile }, file) =>
        path === undefined && !isMiddleware(profile) && this.#isClaimedByOther(file, deviceId),
      createDriver,
      onStatus,
      onReading,
    });
  }

  #isClaimedByOther(path: string, deviceId: string): boolean {
    return [...this.#entries.keys()].some((id) => id !== deviceId && this.#holds(id, path));
  }

  #holds(deviceId: string, path: string): boolean {
    const { config, runner } = this.#entries.get(deviceId) ?? {};
    return [config?.path, runner?.claimedPath].some((held) => this.#isSameFile(held, path));
  }

  /** The same port may be known under its name and under a link such as /dev/serial/by-id/…. */
  #isSameFile(held: string | null | undefined, path: string): boolean {
    if (held === path) return true;
    if (!held || !isWatchablePath(held)) return false;
    const identity = this.#options.files.identityOf(held);
    return identity !== null && identity === this.#options.files.identityOf(path);
  }

  #watch(): void {
    this.#stopWatching();
    const running = [...this.#entries.values()].filter((entry) => entry.config.isEnabled);
    if (running.length === 0) return;
    const paths = running.flatMap((entry) => entry.config.path ?? []);
    this.#stopWatching = this.#options.files.watch(paths, () => {
      for (const { runner } of this.#entries.values()) runner?.hotPlugged();
    });
  }
}

function isSame(a: DeviceConfig, b: DeviceConfig | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
