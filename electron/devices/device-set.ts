/** The readers of this window: those of the book, which are kept, and the virtual ones of training, which are not. */
import type { VirtualAct, VirtualReaderName } from "../../native-devices/host/device-contract.ts";
import type { InputOf, ReplyOf } from "../contract/contract.ts";
import type { ReopenedView } from "../contract/devices.ts";
import { fault } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { DeviceBook, NamedDevice } from "./device-book.ts";
import type { DeviceClient } from "./device-client.ts";
import { faultOf, resultOf } from "./device-views.ts";
import { reopened } from "./reopening.ts";
import type { Timers } from "./timers.ts";

const MOST_DEVICES = 16;

/** A path that only they have, and the profile of a reader of their kind. */
const VIRTUAL: Readonly<Record<VirtualReaderName, NamedDevice>> = {
  scanner: virtualReader("virtual-scanner", "training-scanner", "虚拟扫码器"),
  "card-reader": virtualReader("virtual-card-reader", "sdt-serial-115200", "虚拟身份证阅读器"),
};

function virtualReader(deviceId: string, profile: string, name: string): NamedDevice {
  return { config: { deviceId, isEnabled: true, profile, path: deviceId.replace("-", ":") }, name };
}

export class DeviceSet {
  readonly #client: DeviceClient;
  readonly #book: DeviceBook;
  readonly #timers: Timers;
  /** Virtual readers that were plugged in once. */
  readonly #virtual = new Map<string, NamedDevice>();

  constructor(client: DeviceClient, book: DeviceBook, timers: Timers) {
    this.#client = client;
    this.#book = book;
    this.#timers = timers;
  }

  find(deviceId: string): NamedDevice | undefined {
    return this.#all().find(({ config }) => config.deviceId === deviceId);
  }

  /** The profile must be one that exists. */
  async add({ profileId, name, path }: InputOf<"devices.add">): Promise<Result<ReplyOf<"devices.add">>> {
    const devices = this.#book.devices();
    if (devices.length >= MOST_DEVICES) return failed(fault("device.too-many", { devices: devices.length }));
    const deviceId = freeId(profileId, this.#all());
    const config = present({ deviceId, isEnabled: true, profile: profileId, path });
    const changed = await this.#change([...devices, { config, name }]);
    return changed.ok ? ok({ deviceId }) : changed;
  }

  /** Another profile, port or name for a device that stays what it is; it is opened anew. The profile must exist. */
  async change({ deviceId, profileId, path, name }: InputOf<"devices.change">): Promise<Result<ReopenedView[]>> {
    const changed = await this.#replace(deviceId, ({ config: { isEnabled } }) => {
      return { config: present({ deviceId, isEnabled, profile: profileId, path }), name };
    });
    return changed.ok ? ok(await reopened(this.#client, [deviceId], this.#timers)) : changed;
  }

  setEnabled({ deviceId, isEnabled }: InputOf<"devices.set-enabled">): Promise<Result<void>> {
    return this.#replace(deviceId, ({ config, ...rest }) => ({ ...rest, config: { ...config, isEnabled } }));
  }

  async remove(deviceId: string): Promise<Result<void>> {
    if (!this.find(deviceId)) return unknown(deviceId);
    if (this.#virtual.delete(deviceId)) return this.#apply();
    return this.#change(this.#book.devices().filter(({ config }) => config.deviceId !== deviceId));
  }

  /** After profiles were changed. @returns how their devices are now. */
  async reopen(profileIds: readonly string[]): Promise<Result<ReopenedView[]>> {
    const applied = await this.#apply();
    if (!applied.ok) return applied;
    const users = this.#all().filter(({ config }) => profileIds.some((id) => id === config.profile));
    const ids = users.map(({ config }) => config.deviceId);
    return ok(await reopened(this.#client, ids, this.#timers));
  }

  async #apply(): Promise<Result<void>> {
    return resultOf(await this.#client.configure(this.#book.resolved(this.#all())), () => undefined);
  }

  async virtual(reader: VirtualReaderName, does: VirtualAct): Promise<Result<ReplyOf<"training.reader">>> {
    const device = VIRTUAL[reader];
    const { deviceId } = device.config;
    const done = await this.#client.virtual(reader, does);
    if (!done.ok) return failed(faultOf(done.fault));
    const { outcome, reader: state } = done.value;
    if (outcome === "not-plugged") return failed(fault("device.gone", { device: deviceId }));
    if (does.act !== "plug" || this.#virtual.has(deviceId)) return ok(state);
    this.#virtual.set(deviceId, device);
    const applied = await this.#apply();
    return applied.ok ? ok(state) : applied;
  }

  #all(): readonly NamedDevice[] {
    return [...this.#book.devices(), ...this.#virtual.values()];
  }

  async #replace(deviceId: string, next: (device: NamedDevice) => NamedDevice): Promise<Result<void>> {
    const devices = this.#book.devices();
    if (!devices.some(({ config }) => config.deviceId === deviceId)) return unknown(deviceId);
    return this.#change(devices.map((device) => (device.config.deviceId === deviceId ? next(device) : device)));
  }

  async #change(devices: readonly NamedDevice[]): Promise<Result<void>> {
    const kept = await this.#book.keep(devices);
    return kept.ok ? this.#apply() : kept;
  }
}

export const unknown = (device: string): Result<never> => failed(fault("device.unknown", { device }));

function freeId(stem: string, devices: readonly NamedDevice[]): string {
  for (let number = 1; ; number += 1) {
    const id = `${stem.slice(0, 50)}-${number}`;
    if (!devices.some(({ config }) => config.deviceId === id)) return id;
  }
}
