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
import type { DeviceBook } from "./device-book.ts";
import type { DeviceClient } from "./device-client.ts";
import { DeviceSet, unknown } from "./device-set.ts";
import { deviceViewOf, faultOf, readingViewOf, resultOf } from "./device-views.ts";
import { ProfileSets } from "./profile-sets.ts";
import { ProfileShelf } from "./profile-shelf.ts";
import { createRawBatches } from "./raw-batches.ts";
import { RecordingShelf } from "./recording-shelf.ts";
import { selfTest } from "./self-test.ts";
import { systemTimers, type Timers } from "./timers.ts";

export interface DeskOptions {
  readonly client: DeviceClient;
  readonly book: DeviceBook;
  readonly timers?: Timers;
}

class ProcessDesk implements DeviceDesk {
  readonly #client: DeviceClient;
  readonly #book: DeviceBook;
  readonly #timers: Timers;
  readonly #set: DeviceSet;
  readonly #shelf: ProfileShelf;
  readonly #sets: ProfileSets;
  readonly #recordings: RecordingShelf;
  readonly #lastReadings = new Map<string, DeviceReadingView>();

  constructor({ client, book, timers = systemTimers }: DeskOptions) {
    this.#client = client;
    this.#book = book;
    this.#timers = timers;
    this.#set = new DeviceSet(client, book, timers);
    this.#shelf = new ProfileShelf(client, book);
    this.#sets = new ProfileSets(client, book, this.#shelf, this.#set);
    this.#recordings = new RecordingShelf(client, book, this.#shelf);
    client.onReading((reading) => this.#lastReadings.set(reading.source.deviceId, readingViewOf(reading)));
  }

  nameOf(deviceId: string): string | undefined {
    return this.#set.find(deviceId)?.name;
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
    const shown = steps.map(({ fault: reason, ...step }) => present({ ...step, fault: reason && faultOf(reason) }));
    return ok(present({ steps: shown, reading: reading && readingViewOf(reading) }));
  }

  selfTest(): Promise<Result<ReplyOf<"devices.self-test">>> {
    return selfTest(this.#client, this.#book.profiles(), this.#timers);
  }

  async command({ deviceId, capability }: InputOf<"devices.command">): Promise<Result<ReplyOf<"devices.command">>> {
    if (!this.#set.find(deviceId)) return unknown(deviceId);
    return resultOf(await this.#client.command(deviceId, capability), (outcome) => ({ outcome }));
  }

  async add(what: InputOf<"devices.add">): Promise<Result<ReplyOf<"devices.add">>> {
    const known = await this.#knownProfile(what.profileId);
    return known.ok ? this.#set.add(what) : known;
  }

  async change(what: InputOf<"devices.change">): Promise<Result<ReplyOf<"devices.change">>> {
    const known = await this.#knownProfile(what.profileId);
    if (!known.ok) return known;
    const changed = await this.#set.change(what);
    return changed.ok ? ok({ reopened: changed.value }) : changed;
  }

  setEnabled(what: InputOf<"devices.set-enabled">): Promise<Result<void>> {
    return this.#set.setEnabled(what);
  }

  remove(deviceId: string): Promise<Result<void>> {
    this.#lastReadings.delete(deviceId);
    return this.#set.remove(deviceId);
  }

  async watch(deviceId: string): Promise<Result<void>> {
    if (!this.#set.find(deviceId)) return unknown(deviceId);
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
    if (!this.#set.find(deviceId)) return unknown(deviceId);
    return this.#recordings.record(deviceId);
  }

  recordings(): Promise<Result<ReplyOf<"devices.recordings">>> {
    return this.#recordings.list();
  }

  recording(fileName: string): Promise<Result<ReplyOf<"devices.recording">>> {
    return this.#recordings.show(fileName);
  }

  dropRecording(fileName: string): Promise<Result<void>> {
    return this.#recordings.drop(fileName);
  }

  replay(what: InputOf<"devices.replay">): Promise<Result<ReplyOf<"devices.replay">>> {
    return this.#recordings.replay(what);
  }

  controlReplay(does: InputOf<"devices.control-replay">["does"]): void {
    this.#recordings.control(does);
  }

  onReplayed(listener: (progress: PayloadOf<"devices.replayed">) => void): void {
    this.#recordings.onReplayed(listener);
  }

  profile(profileId: string): Promise<Result<ReplyOf<"devices.profile">>> {
    return this.#shelf.text(profileId);
  }

  checkProfile(text: string): Promise<Result<ReplyOf<"devices.check-profile">>> {
    return this.#shelf.check(text);
  }

  async saveProfile(text: string): Promise<Result<ReplyOf<"devices.save-profile">>> {
    const saved = await this.#shelf.save(text);
    if (!saved.ok || saved.value.profileId === undefined)
      return saved.ok ? ok({ ...saved.value, reopened: [] }) : saved;
    this.#sets.forgetFormer();
    const reopened = await this.#set.reopen([saved.value.profileId]);
    return reopened.ok ? ok({ ...saved.value, reopened: reopened.value }) : reopened;
  }

  async dropProfile(profileId: string): Promise<Result<ReplyOf<"devices.drop-profile">>> {
    const dropped = await this.#shelf.drop(profileId);
    if (!dropped.ok) return dropped;
    this.#sets.forgetFormer();
    const reopened = await this.#set.reopen([profileId]);
    return reopened.ok ? ok({ reopened: reopened.value }) : reopened;
  }

  profileSet(): Promise<Result<ReplyOf<"devices.profile-set">>> {
    return this.#sets.write();
  }

  lookAtProfileSet(text: string): Promise<Result<ReplyOf<"devices.look-at-profile-set">>> {
    return this.#sets.look(text);
  }

  takeProfileSet(text: string): Promise<Result<ReplyOf<"devices.take-profile-set">>> {
    return this.#sets.take(text);
  }

  hasProfileSetToUntake(): boolean {
    return this.#sets.hasFormer;
  }

  untakeProfileSet(): Promise<Result<ReplyOf<"devices.untake-profile-set">>> {
    return this.#sets.untake();
  }

  virtual(reader: VirtualReaderName, does: VirtualAct): Promise<Result<ReplyOf<"training.reader">>> {
    return this.#set.virtual(reader, does);
  }

  async #knownProfile(profileId: string): Promise<Result<void>> {
    await this.#shelf.refresh();
    if (this.#shelf.has(profileId)) return ok(undefined);
    return failed(fault("device.profile-unknown", { profile: profileId }));
  }

  #viewOf(status: DeviceStatus): DeviceView {
    const { config, name = status.deviceId } = this.#set.find(status.deviceId) ?? {};
    const lastReading = this.#lastReadings.get(status.deviceId);
    const isEnabled = config?.isEnabled ?? false;
    return deviceViewOf(status, { name, isEnabled, fixedPath: config?.path, lastReading });
  }

  /** What is to be tried: a configured device as it is, or a profile where the administrator says. */
  #wanted(what: InputOf<"devices.try">): Result<Pick<DeviceConfig, "profile" | "path"> & { deviceId?: string }> {
    if ("profileId" in what) return ok(present({ profile: this.#shelf.resolve(what.profileId), path: what.path }));
    const { deviceId } = what;
    const config = this.#set.find(deviceId)?.config;
    if (!config) return unknown(deviceId);
    const profile = typeof config.profile === "string" ? this.#shelf.resolve(config.profile) : config.profile;
    return ok(present({ deviceId, profile, path: config.path }));
  }
}

export interface NamedDesk extends DeviceDesk {
  /** What the hall calls a device. */
  nameOf(deviceId: string): string | undefined;
}

export function createDeviceDesk(options: DeskOptions): NamedDesk {
  return new ProcessDesk(options);
}
