/**
 * The host's side of the device process: sends requests, passes readings and states on, and is its watchdog. When the
 * process is gone every device is shown as faulted, never as ready; nobody waits for an answer that cannot come.
 */
import type {
  CommandAnswer,
  ConfigurationProblem,
  DeviceCapability,
  DeviceConfig,
  DeviceFault,
  DeviceReading,
  DeviceReply,
  DeviceStatus,
  FromDeviceProcess,
  ProfileSummary,
  RawLine,
  ReplayProgress,
  ReplaySpeed,
  SerialPortEntry,
  VirtualAct,
  VirtualReaderName,
} from "../../native-devices/host/device-contract.ts";
import { filler } from "../../native-devices/host/device-contract.ts";
import type { HallProfile } from "./device-book.ts";
import type { StartDeviceProcess } from "./device-process.ts";
import { Listeners, type Unsubscribe } from "./listeners.ts";
import { type ProcessStatus, ProcessSupervisor } from "./process-supervisor.ts";
import { RequestQueue } from "./request-queue.ts";
import { systemTimers, type Timers } from "./timers.ts";

export type DeviceAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: DeviceFault };

export interface DeviceClientOptions {
  /** How a device process is started; the only thing that differs between Electron, Node and a test. */
  readonly start: StartDeviceProcess;
  /** A message outside the contract, or a refusal: a bug on one of the two sides, for the log. */
  readonly onDefect: (description: string) => void;
  readonly timers?: Timers;
}

export interface DevicePorts {
  readonly ports: readonly SerialPortEntry[];
  readonly profiles: readonly ProfileSummary[];
}

export interface DeviceClient {
  /** Makes `devices` the whole set, now and after every restart of the process. */
  configure(devices: readonly DeviceConfig[]): Promise<DeviceAnswer<readonly ConfigurationProblem[]>>;
  /** Asks the process. What is known without asking is in `statuses`. */
  list(): Promise<DeviceAnswer<readonly DeviceStatus[]>>;
  listPorts(): Promise<DeviceAnswer<DevicePorts>>;
  /** Tells a device to do something; every ending is an answer. */
  command(deviceId: string, capability: DeviceCapability): Promise<DeviceAnswer<CommandAnswer>>;
  /** The last minute of its line as a file, without what was said; undefined where nothing was kept. */
  trace(deviceId: string): Promise<DeviceAnswer<string | undefined>>;
  /** Everything that is connected, with what it could be; `profiles` are copies of the hall. */
  look(profiles: readonly DeviceConfig["profile"][]): Promise<DeviceAnswer<ReplyTo<"look">>>;
  checkProfile(text: string): Promise<DeviceAnswer<ReplyTo<"check-profile">>>;
  /** What a set of profiles would change in the hall's copies. */
  lookAtProfileSet(text: string, copies: readonly HallProfile[]): Promise<DeviceAnswer<ReplyTo<"look-at-profile-set">>>;
  /** The hall's copies as one set. */
  writeProfileSet(copies: readonly HallProfile[]): Promise<DeviceAnswer<ReplyTo<"write-profile-set">>>;
  /** Of a profile that ships. */
  profileText(profileId: string): Promise<DeviceAnswer<string | undefined>>;
  tryOut(what: TryRequest): Promise<DeviceAnswer<ReplyTo<"try">>>;
  /** Raw lines of one device from now on, or of none. */
  watch(deviceId: string | undefined): Promise<DeviceAnswer<ReplyTo<"watch">>>;
  virtual(reader: VirtualReaderName, does: VirtualAct): Promise<DeviceAnswer<ReplyTo<"virtual">>>;
  /** A recording to a driver of its own; without `pieces` it cannot be played. */
  replay(what: ReplayRequest): Promise<DeviceAnswer<ReplyTo<"replay">>>;
  controlReplay(does: "step" | "stop"): void;
  onReplayed(listener: (progress: ReplayProgress) => void): Unsubscribe;
  /** Nothing that was read so far is kept in the device process. */
  forget(): Promise<DeviceAnswer<ReplyTo<"forget">>>;
  onRaw(listener: (deviceId: string, line: RawLine) => void): Unsubscribe;
  /** The last state of every configured device. */
  statuses(): readonly DeviceStatus[];
  processStatus(): ProcessStatus;
  onReading(listener: (reading: DeviceReading) => void): Unsubscribe;
  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe;
  onProcess(listener: (status: ProcessStatus) => void): Unsubscribe;
  /** Starts the process again after it was given up; forgets the earlier failures. */
  restart(): void;
  /** Lets the devices go and ends the process; at most two seconds. */
  close(): Promise<void>;
}

const processLost: DeviceFault = {
  code: "device.process-stopped",
  reason: "process-lost",
  cause: "device-process",
  actor: "clerk",
  recovery: "by-itself",
};
const processFaulted: DeviceFault = {
  code: "device.process-stopped",
  reason: "process-faulted",
  cause: "device-process",
  actor: "administrator",
  recovery: "after-change",
};

type RequestKind = DeviceReply["to"];
type ReplyTo<K extends RequestKind> = Extract<DeviceReply, { to: K }>;

/** With `deviceId`: that configured device, which stands aside meanwhile. */
export interface TryRequest {
  readonly deviceId?: string;
  readonly profile: DeviceConfig["profile"];
  readonly path?: string | undefined;
  readonly readMs: number;
}

export interface ReplayRequest {
  /** What its progress will carry. */
  readonly run: number;
  readonly trace: string;
  readonly profile: DeviceConfig["profile"];
  readonly speed: ReplaySpeed;
}

class ProcessClient implements DeviceClient {
  readonly #timers: Timers;
  readonly #onDefect: (description: string) => void;
  readonly #readings = new Listeners<DeviceReading>();
  readonly #statusChanges = new Listeners<DeviceStatus>();
  readonly #rawLines = new Listeners<{ readonly deviceId: string; readonly line: RawLine }>();
  readonly #replayed = new Listeners<ReplayProgress>();
  readonly #processChanges = new Listeners<ProcessStatus>();
  readonly #requests: RequestQueue;
  readonly #supervisor: ProcessSupervisor;
  readonly #statuses = new Map<string, DeviceStatus>();
  #devices: readonly DeviceConfig[] = [];
  /** The device whose raw lines are wanted. */
  #watched: string | undefined;

  constructor(options: DeviceClientOptions) {
    this.#timers = options.timers ?? systemTimers;
    this.#onDefect = options.onDefect;
    this.#requests = new RequestQueue({
      timers: this.#timers,
      lost: processLost,
      send: (message) => this.#supervisor.send(message),
    });
    this.#supervisor = new ProcessSupervisor({
      start: options.start,
      timers: this.#timers,
      onDefect: options.onDefect,
      onStatus: (status) => this.#processChanged(status),
      onMessage: (message) => this.#receive(message),
    });
    this.#supervisor.start();
  }

  async configure(devices: readonly DeviceConfig[]): Promise<DeviceAnswer<readonly ConfigurationProblem[]>> {
    this.#devices = devices;
    const ids = new Set(devices.map((device) => device.deviceId));
    for (const id of [...this.#statuses.keys()].filter((id) => !ids.has(id))) this.#statuses.delete(id);
    const answer = await this.#ask("configure", { devices });
    return answer.ok ? { ok: true, value: answer.value.problems } : answer;
  }

  async list(): Promise<DeviceAnswer<readonly DeviceStatus[]>> {
    const answer = await this.#ask("list");
    return answer.ok ? { ok: true, value: answer.value.devices } : answer;
  }

  async listPorts(): Promise<DeviceAnswer<DevicePorts>> {
    const answer = await this.#ask("list-ports");
    if (!answer.ok) return answer;
    return { ok: true, value: { ports: answer.value.ports, profiles: answer.value.profiles } };
  }

  async command(deviceId: string, capability: DeviceCapability): Promise<DeviceAnswer<CommandAnswer>> {
    const answer = await this.#ask("command", { deviceId, capability });
    return answer.ok ? { ok: true, value: answer.value.outcome } : answer;
  }

  async trace(deviceId: string): Promise<DeviceAnswer<string | undefined>> {
    const answer = await this.#ask("trace", { deviceId });
    return answer.ok ? { ok: true, value: answer.value.trace } : answer;
  }

  look(profiles: readonly DeviceConfig["profile"][]): Promise<DeviceAnswer<ReplyTo<"look">>> {
    return this.#ask("look", { profiles });
  }

  checkProfile(text: string): Promise<DeviceAnswer<ReplyTo<"check-profile">>> {
    return this.#ask("check-profile", { text });
  }

  lookAtProfileSet(
    text: string,
    copies: readonly HallProfile[],
  ): Promise<DeviceAnswer<ReplyTo<"look-at-profile-set">>> {
    return this.#ask("look-at-profile-set", { text, copies });
  }

  writeProfileSet(copies: readonly HallProfile[]): Promise<DeviceAnswer<ReplyTo<"write-profile-set">>> {
    return this.#ask("write-profile-set", { copies });
  }

  async profileText(profileId: string): Promise<DeviceAnswer<string | undefined>> {
    const answer = await this.#ask("profile-text", { profileId });
    return answer.ok ? { ok: true, value: answer.value.text } : answer;
  }

  tryOut(what: TryRequest): Promise<DeviceAnswer<ReplyTo<"try">>> {
    return this.#ask("try", what, TRY_LIMIT_MS + what.readMs);
  }

  watch(deviceId: string | undefined): Promise<DeviceAnswer<ReplyTo<"watch">>> {
    this.#watched = deviceId;
    return this.#ask("watch", deviceId === undefined ? {} : { deviceId });
  }

  virtual(reader: VirtualReaderName, does: VirtualAct): Promise<DeviceAnswer<ReplyTo<"virtual">>> {
    return this.#ask("virtual", { reader, does });
  }

  replay(what: ReplayRequest): Promise<DeviceAnswer<ReplyTo<"replay">>> {
    return this.#ask("replay", what);
  }

  controlReplay(does: "step" | "stop"): void {
    void this.#ask("control-replay", { does });
  }

  onReplayed(listener: (progress: ReplayProgress) => void): Unsubscribe {
    return this.#replayed.add(listener);
  }

  forget(): Promise<DeviceAnswer<ReplyTo<"forget">>> {
    return this.#ask("forget", { filler });
  }

  onRaw(listener: (deviceId: string, line: RawLine) => void): Unsubscribe {
    return this.#rawLines.add(({ deviceId, line }) => listener(deviceId, line));
  }

  statuses(): readonly DeviceStatus[] {
    return [...this.#statuses.values()];
  }

  processStatus(): ProcessStatus {
    return this.#supervisor.status;
  }

  onReading(listener: (reading: DeviceReading) => void): Unsubscribe {
    return this.#readings.add(listener);
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#statusChanges.add(listener);
  }

  onProcess(listener: (status: ProcessStatus) => void): Unsubscribe {
    return this.#processChanges.add(listener);
  }

  restart(): void {
    this.#supervisor.restart();
  }

  async close(): Promise<void> {
    const isRunning = this.#supervisor.status.state === "running";
    this.#supervisor.beginClosing();
    if (isRunning) await this.#requests.ask("shut-down", {}, CLOSE_LIMIT_MS);
    this.#supervisor.end();
  }

  async #ask<K extends RequestKind>(
    kind: K,
    fields: object = {},
    limitMs?: number,
  ): Promise<DeviceAnswer<Extract<DeviceReply, { to: K }>>> {
    const { state } = this.#supervisor.status;
    if (state === "faulted" || state === "closed") return { ok: false, fault: processFaulted };
    const answer = await this.#requests.ask(kind, fields, limitMs);
    if (!answer.ok) return answer;
    if (isReplyTo(answer.value, kind)) return { ok: true, value: answer.value };
    this.#onDefect(`the answer to ${kind} was one to ${answer.value.to}`);
    return { ok: false, fault: processLost };
  }

  #receive(message: FromDeviceProcess): void {
    switch (message.kind) {
      case "reading":
        this.#readings.tell(message.reading);
        return;
      case "status":
        this.#setStatus(message.status);
        return;
      case "replayed":
        this.#replayed.tell(message.progress);
        return;
      case "raw":
        this.#rawLines.tell(message);
        return;
      case "reply":
        this.#requests.answer(message.requestId, message.reply);
        return;
      case "refused":
        this.#onDefect(`refused by the device process: ${message.message}`);
        if (message.requestId !== undefined) this.#requests.refuse(message.requestId);
        return;
      case "hello":
      case "heartbeat":
        return;
    }
  }

  #processChanged(status: ProcessStatus): void {
    if (status.state === "running") this.#greet();
    else if (status.state === "restarting") this.#lose(processLost);
    else if (status.state === "faulted") this.#lose(processFaulted);
    else if (status.state === "closed") this.#requests.failAll(processFaulted);
    this.#processChanges.tell(status);
  }

  /** A new process knows nothing: it gets the present configuration, and what is watched, before anything that waited for it. */
  #greet(): void {
    this.#requests.open();
    if (this.#devices.length > 0 && !this.#requests.isWaiting("configure")) {
      void this.#requests.ask("configure", { devices: this.#devices });
    }
    if (this.#watched !== undefined && !this.#requests.isWaiting("watch")) {
      void this.#requests.ask("watch", { deviceId: this.#watched });
    }
    this.#requests.flush();
  }

  #lose(fault: DeviceFault): void {
    this.#requests.lose();
    if (fault === processFaulted) this.#requests.failAll(fault);
    for (const { deviceId, profile, isEnabled } of this.#devices) {
      const known = this.#statuses.get(deviceId);
      // Nobody misses a device that is switched off.
      if (!isEnabled && known?.state === "disabled") continue;
      this.#setStatus({
        deviceId,
        profileId: known?.profileId ?? (typeof profile === "string" ? profile : ""),
        kind: known?.kind ?? "unknown",
        since: this.#timers.wallMs(),
        attempt: 0,
        ...(isEnabled ? { state: "faulted", fault } : { state: "disabled" }),
      });
    }
  }

  #setStatus(status: DeviceStatus): void {
    // The last word of a device that was taken out of the configuration meanwhile.
    if (!this.#devices.some((device) => device.deviceId === status.deviceId)) return;
    this.#statuses.set(status.deviceId, status);
    this.#statusChanges.tell(status);
  }
}

const CLOSE_LIMIT_MS = 2000;
/** Stepping aside, looking, opening, asking who it is, closing. */
const TRY_LIMIT_MS = 15_000;

function isReplyTo<K extends RequestKind>(reply: DeviceReply, kind: K): reply is Extract<DeviceReply, { to: K }> {
  return reply.to === kind;
}

/** A client whose device process is starting. */
export function createDeviceClient(options: DeviceClientOptions): DeviceClient {
  return new ProcessClient(options);
}
