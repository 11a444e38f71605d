/**
 * All configured devices: one runner each, one hot-plug watch for all. Applying a configuration touches only the
 * devices whose settings changed.
 */
import type { Cancel, Clock } from "../clock.ts";
import { explainDeviceFault } from "../diagnostics/explain.ts";
import type { Driver, DriverEvents } from "../drivers/driver.ts";
import type { ConfigurationProblem, DeviceConfig, DeviceReading, DeviceStatus } from "../host/device-contract.ts";
import { loadProfile } from "../profiles/loader.ts";
import { fileIdentity, isWatchablePath } from "../transports/path-watch.ts";
import { DeviceRunner, type RunnableDevice } from "./device-runner.ts";
import { watchHotPlug } from "./hot-plug.ts";
import { findDevice, type LookSources } from "./matcher.ts";

export interface RegistryOptions extends LookSources {
  readonly clock: Clock;
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
      find: (device) => this.#find(device),
      createDriver,
      onStatus,
      onReading,
    });
  }

  async #find({ deviceId, profile, path }: RunnableDevice): Promise<string | null> {
    const isClaimed = (file: string) => this.#isClaimedByOther(file, deviceId);
    const find = () => findDevice({ profile, path, isClaimed }, this.#options);
    const found = await find();
    // Two devices of one profile look at the same time; the one that was slower looks for another port.
    return found !== null && path === undefined && isClaimed(found) ? find() : found;
  }

  #isClaimedByOther(path: string, deviceId: string): boolean {
    const isHolder = ([id, { config, runner }]: [string, Entry]) =>
      id !== deviceId && [config.path, runner?.claimedPath].some((held) => isSameDeviceFile(held, path));
    return [...this.#entries].some(isHolder);
  }

  #watch(): void {
    this.#stopWatching();
    const running = [...this.#entries.values()].filter((entry) => entry.config.isEnabled);
    if (running.length === 0) return;
    this.#stopWatching = watchHotPlug({
      paths: running.flatMap((entry) => entry.config.path ?? []),
      clock: this.#options.clock,
      onChange: () => {
        for (const { runner } of this.#entries.values()) runner?.hotPlugged();
      },
    });
  }
}

function isSameDeviceFile(held: string | null | undefined, path: string): boolean {
  if (held === path) return true;
  if (!held || !isWatchablePath(held)) return false;
  // The same port may be known under its name and under a link such as /dev/serial/by-id/….
  const identity = fileIdentity(held);
  return identity !== null && identity === fileIdentity(path);
}

function isSame(a: DeviceConfig, b: DeviceConfig | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
