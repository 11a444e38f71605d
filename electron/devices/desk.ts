/** The `DeviceDesk` port of the use cases: what an administrator does with the readers, on top of the device client. */
import type {
  DeviceConfig,
  DeviceStatus,
  VirtualAct,
  VirtualReaderName,
} from "../../native-devices/host/device-contract.ts";
import type { DeviceDesk } from "../app/ports/devices.ts";
import type { InputOf, PayloadOf, ReplyOf } from "../contract/contract.ts";
import type { DevicePortView, DeviceReadingView, DevicesView, DeviceView } from "../contract/devices.ts";
import { fault } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { DeviceBook, NamedDevice } from "./device-book.ts";
import type { DeviceClient } from "./device-client.ts";
import { deviceViewOf, faultOf, readingViewOf, resultOf } from "./device-views.ts";
import { ProfileShelf } from "./profile-shelf.ts";
import { createRawBatches } from "./raw-batches.ts";
import { selfTest } from "./self-test.ts";
import { systemTimers, type Timers } from "./timers.ts";

export interface DeskOptions {
  readonly client: DeviceClient;
  readonly book: DeviceBook;
  readonly timers?: Timers;
}

const MOST_DEVICES = 16;

/** The virtual readers of training mode: a path that only they have, and the profile of a reader of their kind. */
const VIRTUAL: Readonly<Record<VirtualReaderName, NamedDevice>> = {
  scanner: virtualReader("virtual-scanner", "training-scanner", "虚拟扫码器"),
  "card-reader": virtualReader("virtual-card-reader", "sdt-serial-115200", "虚拟身份证阅读器"),
};

function virtualReader(deviceId: string, profile: string, name: string): NamedDevice {
  return { config: { deviceId, isEnabled: true, profile, path: deviceId.replace("-", ":") }, name };
}

class ProcessDesk implements DeviceDesk {
  readonly #client: DeviceClient;
  readonly #book: DeviceBook;
  readonly #timers: Timers;
  readonly #shelf: ProfileShelf;
  readonly #lastReadings = new Map<string, DeviceReadingView>();
  /** Virtual readers that were plugged in once; they are not kept. */
  readonly #virtual = new Map<string, NamedDevice>();

  constructor({ client, book, timers = systemTimers }: DeskOptions) {
    this.#client = client;
    this.#book = book;
    this.#timers = timers;
    this.#shelf = new ProfileShelf(client, book);
    client.onReading((reading) => this.#lastReadings.set(reading.source.deviceId, readingViewOf(reading)));
  }

  nameOf(deviceId: string): string | undefined {
    return this.#find(deviceId)?.name;
  }

  view(): DevicesView {
    const devices = this.#client.statuses().map((status) => this.#viewOf(status));
    const { state } = this.#client.processStatus();
    return { process: { state }, devices, profiles: [...this.#shelf.views()] };
  }

  async ports(): Promise<Result<readonly DevicePortView[]>> {
    const own = this.#book.profiles().map(({ id }) => this.#shelf.resolve(id));
    return resultOf(await this.#client.look(own), ({ ports }) => ports);
  }

  async tryOut(what: InputOf<"devices.try">): Promise<Result<ReplyOf<"devices.try">>> {
    const wanted = this.#wanted(what);
    if (!wanted.ok) return wanted;
    const tried = await this.#client.tryOut({ ...wanted.value, readMs: what.readMs });
    if (!tried.ok) return failed(faultOf(tried.fault));
    const { steps, reading } = tried.value;
    if (steps.length === 0) return failed(fault("device.profile-unknown"));
    const shown = steps.map(({ step, outcome, ms, fault: reason }) => {
      return present({ step, outcome, ms, fault: reason && faultOf(reason) });
    });
    return ok(present({ steps: shown, reading: reading && readingViewOf(reading) }));
  }

  selfTest(): Promise<Result<ReplyOf<"devices.self-test">>> {
    return selfTest(this.#client, this.#book.profiles(), this.#timers);
  }

  async command({ deviceId, capability }: InputOf<"devices.command">): Promise<Result<ReplyOf<"devices.command">>> {
    if (!this.#find(deviceId)) return unknown(deviceId);
    return resultOf(await this.#client.command(deviceId, capability), (outcome) => ({ outcome }));
  }

  async add({ profileId, name, path }: InputOf<"devices.add">): Promise<Result<ReplyOf<"devices.add">>> {
    const devices = this.#book.devices();
    if (devices.length >= MOST_DEVICES) return failed(fault("device.too-many", { devices: devices.length }));
    await this.#shelf.refresh();
    if (!this.#shelf.has(profileId)) return failed(fault("device.profile-unknown", { profile: profileId }));
    const deviceId = freeId(profileId, this.#all());
    const config = present({ deviceId, isEnabled: true, profile: profileId, path });
    const changed = await this.#change([...devices, { config, name }]);
    return changed.ok ? ok({ deviceId }) : changed;
  }

  async setEnabled({ deviceId, isEnabled }: InputOf<"devices.set-enabled">): Promise<Result<void>> {
    const devices = this.#book.devices();
    if (!devices.some(({ config }) => config.deviceId === deviceId)) return unknown(deviceId);
    const switched = ({ config, ...rest }: NamedDevice) => ({ ...rest, config: { ...config, isEnabled } });
    return this.#change(devices.map((device) => (device.config.deviceId === deviceId ? switched(device) : device)));
  }

  async remove(deviceId: string): Promise<Result<void>> {
    if (!this.#find(deviceId)) return unknown(deviceId);
    this.#lastReadings.delete(deviceId);
    if (this.#virtual.delete(deviceId)) return this.#apply();
    return this.#change(this.#book.devices().filter(({ config }) => config.deviceId !== deviceId));
  }

  async watch(deviceId: string): Promise<Result<void>> {
    if (!this.#find(deviceId)) return unknown(deviceId);
    return resultOf(await this.#client.watch(deviceId), () => undefined);
  }

  unwatch(): void {
    void this.#client.watch(undefined);
  }

  onRaw(listener: (lines: PayloadOf<"devices.raw">) => void): void {
    const batches = createRawBatches(this.#timers, listener);
    this.#client.onRaw((deviceId, line) => batches.add(deviceId, line));
  }

  async record(deviceId: string): Promise<Result<ReplyOf<"devices.record">>> {
    if (!this.#find(deviceId)) return unknown(deviceId);
    const traced = await this.#client.trace(deviceId);
    if (!traced.ok) return failed(faultOf(traced.fault));
    const text = traced.value;
    if (text === undefined) return failed(fault("device.not-recorded", { device: deviceId }));
    const fileName = await this.#book.keepRecording(deviceId, text);
    if (!fileName.ok) return fileName;
    // The first line is the header, the last one ends the file.
    return ok({ fileName: fileName.value, pieces: text.split("\n").length - 2, sizeBytes: Buffer.byteLength(text) });
  }

  profile(profileId: string): Promise<Result<ReplyOf<"devices.profile">>> {
    return this.#shelf.text(profileId);
  }

  checkProfile(text: string): Promise<Result<ReplyOf<"devices.check-profile">>> {
    return this.#shelf.check(text);
  }

  async saveProfile(text: string): Promise<Result<ReplyOf<"devices.save-profile">>> {
    const saved = await this.#shelf.save(text);
    if (!saved.ok || saved.value.profileId === undefined) return saved;
    const applied = await this.#apply();
    return applied.ok ? saved : applied;
  }

  async dropProfile(profileId: string): Promise<Result<void>> {
    const dropped = await this.#shelf.drop(profileId);
    return dropped.ok ? this.#apply() : dropped;
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

  #find(deviceId: string): NamedDevice | undefined {
    return this.#all().find(({ config }) => config.deviceId === deviceId);
  }

  #viewOf(status: DeviceStatus): DeviceView {
    const { config, name = status.deviceId } = this.#find(status.deviceId) ?? {};
    const lastReading = this.#lastReadings.get(status.deviceId);
    return deviceViewOf(status, { name, isEnabled: config?.isEnabled ?? false, lastReading });
  }

  /** What is to be tried: a configured device as it is, or a profile where the administrator says. */
  #wanted(what: InputOf<"devices.try">): Result<Pick<DeviceConfig, "profile" | "path"> & { deviceId?: string }> {
    if ("profileId" in what) return ok(present({ profile: this.#shelf.resolve(what.profileId), path: what.path }));
    const { deviceId } = what;
    const config = this.#find(deviceId)?.config;
    if (!config) return unknown(deviceId);
    const profile = typeof config.profile === "string" ? this.#shelf.resolve(config.profile) : config.profile;
    return ok(present({ deviceId, profile, path: config.path }));
  }

  async #change(devices: readonly NamedDevice[]): Promise<Result<void>> {
    const kept = await this.#book.keep(devices);
    return kept.ok ? this.#apply() : kept;
  }

  async #apply(): Promise<Result<void>> {
    return resultOf(await this.#client.configure(this.#book.resolved(this.#all())), () => undefined);
  }
}

const unknown = (device: string): Result<never> => failed(fault("device.unknown", { device }));

function freeId(stem: string, devices: readonly NamedDevice[]): string {
  for (let number = 1; ; number += 1) {
    const id = `${stem.slice(0, 50)}-${number}`;
    if (!devices.some(({ config }) => config.deviceId === id)) return id;
  }
}

export interface NamedDesk extends DeviceDesk {
  /** What the hall calls a device. */
  nameOf(deviceId: string): string | undefined;
}

export function createDeviceDesk(options: DeskOptions): NamedDesk {
  return new ProcessDesk(options);
}
