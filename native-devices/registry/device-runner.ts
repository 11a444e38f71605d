/**
 * Carries out what the state machine of one device decides: looks, opens, closes, sets its one timer, and reports
 * states and readings. Holds no rule of its own.
 */
import type { Cancel, Clock } from "../clock.ts";
import { explainDeviceFault } from "../diagnostics/explain.ts";
import type { Driver, DriverEvents } from "../drivers/driver.ts";
import type {
  CommandAnswer,
  DeviceCapability,
  DeviceIdentity,
  DeviceReading,
  DeviceStatus,
} from "../host/device-contract.ts";
import { DECODER_LIMIT_MS } from "../photo/photo-decoder.ts";
import { cardReadMs, isMiddleware, type Profile } from "../profiles/profile.ts";
import { type DeviceEffect, type DeviceEvent, type DeviceTiming, disabledDevice, stepDevice } from "./state-machine.ts";

/** One device with its profile read. */
export interface RunnableDevice {
  readonly deviceId: string;
  readonly profile: Profile;
  readonly path?: string | undefined;
}

export interface RunnerOptions {
  readonly device: RunnableDevice;
  readonly clock: Clock;
  /** 0…1. */
  random(): number;
  find(device: RunnableDevice): Promise<string | null>;
  /** Whether another device took that file while it was being looked for. */
  isTaken(device: RunnableDevice, path: string): boolean;
  createDriver(device: RunnableDevice, path: string, events: DriverEvents): Driver;
  onStatus(status: DeviceStatus): void;
  onReading(reading: DeviceReading): void;
}

const OPEN_MS = 3000;
const READ_GRACE_MS = 500;

/** How long opening and one step of a reading may take. A device that is asked who it is, at several line speeds, needs longer. */
function timingOf(profile: Profile): DeviceTiming {
  const { backoffMs } = profile.retry;
  if (isMiddleware(profile)) {
    const { answerMs } = profile.transport;
    return { openMs: OPEN_MS + 2 * answerMs, readMs: answerMs + READ_GRACE_MS, backoffMs };
  }
  if (profile.kind === "social-card-reader") {
    return { openMs: OPEN_MS, readMs: profile.timing.commandMs + READ_GRACE_MS, backoffMs };
  }
  if (profile.kind === "barcode-scanner") {
    return { openMs: OPEN_MS, readMs: profile.framing.idleMs + READ_GRACE_MS, backoffMs };
  }
  const { statusMs, findMs } = profile.timing;
  const rates = 1 + (profile.transport.type === "serial" ? profile.transport.fallbackBauds.length : 0);
  // At each speed the question is put twice; the identity is asked at the speed that answered.
  return {
    openMs: OPEN_MS + rates * 2 * statusMs + 2 * statusMs,
    // A command that may be asked twice takes its limit twice.
    readMs: Math.max(2 * findMs, cardReadMs(profile), DECODER_LIMIT_MS) + READ_GRACE_MS,
    backoffMs,
  };
}

export class DeviceRunner {
  readonly #options: RunnerOptions;
  readonly #timing: DeviceTiming;
  #state = disabledDevice;
  #sinceWallMs: number;
  #cancelDeadline: Cancel = () => {};
  #driver: { readonly session: number; readonly driver: Driver; identity?: DeviceIdentity } | undefined;
  /** Ends when every driver closed so far has let go of its port. */
  #released: Promise<void> = Promise.resolve();
  #looking: "no" | "once" | "again" = "no";

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#sinceWallMs = options.clock.wallMs();
    this.#timing = timingOf(options.device.profile);
  }

  /** The file this device holds or is opening, if any. */
  get claimedPath(): string | null {
    return this.#state.kind === "absent" ? null : this.#state.path;
  }

  start(): void {
    this.#send({ kind: "enable" });
  }

  /** Resolves when the port is free again. */
  async stop(): Promise<void> {
    this.#send({ kind: "disable" });
    await this.#released;
  }

  hotPlugged(): void {
    this.#send({ kind: "hot-plug" });
  }

  /** Tells the open device to do something; `not-able` where it is not open or cannot. */
  async command(capability: DeviceCapability): Promise<CommandAnswer> {
    const isOpen = this.#state.kind === "ready" || this.#state.kind === "reading";
    const commands = isOpen ? this.#driver?.driver.commands : undefined;
    return commands?.capabilities.includes(capability) ? commands.run(capability) : "not-able";
  }

  status(): DeviceStatus {
    const { kind, path, fault, attempt } = this.#state;
    const capabilities = this.#driver?.driver.commands?.capabilities;
    const isOpen = kind === "ready" || kind === "reading";
    const identity = isOpen ? this.#driver?.identity : undefined;
    return {
      deviceId: this.#options.device.deviceId,
      profileId: this.#options.device.profile.id,
      kind: this.#options.device.profile.kind,
      state: kind,
      since: this.#sinceWallMs,
      ...(path === null ? {} : { path }),
      ...(fault === null ? {} : { fault: explainDeviceFault(fault) }),
      attempt,
      ...(capabilities ? { capabilities: [...capabilities] } : {}),
      ...(identity ? { identity } : {}),
    };
  }

  #send(event: DeviceEvent): void {
    const { clock, random } = this.#options;
    const before = this.#state;
    const context = { nowMs: clock.steadyMs(), jitter: random() * 2 - 1, timing: this.#timing };
    const { state, effects } = stepDevice(before, event, context);
    this.#state = state;
    if (state.deadlineMs !== before.deadlineMs) this.#setDeadline(state.deadlineMs, context.nowMs);
    const isNews = state.kind !== before.kind || state.fault !== before.fault || state.path !== before.path;
    if (isNews) {
      if (state.kind !== before.kind) this.#sinceWallMs = clock.wallMs();
      this.#options.onStatus(this.status());
    }
    for (const effect of effects) this.#carryOut(effect);
  }

  #setDeadline(deadlineMs: number | null, nowMs: number): void {
    this.#cancelDeadline();
    if (deadlineMs === null) return;
    this.#cancelDeadline = this.#options.clock.after(Math.max(0, deadlineMs - nowMs), () => {
      this.#send({ kind: "deadline" });
    });
  }

  #carryOut(effect: DeviceEffect): void {
    switch (effect.kind) {
      case "look":
        if (this.#looking === "no") void this.#look();
        else this.#looking = "again";
        return;
      case "open":
        void this.#open(effect.session, effect.path);
        return;
      case "close":
        void this.#close(effect.session);
        return;
    }
  }

  async #look(): Promise<void> {
    const { device, find, isTaken } = this.#options;
    do {
      this.#looking = "once";
      const path = await find(device);
      // Two devices of one profile look at the same time: the slower one must look once more.
      if (path !== null && isTaken(device, path)) this.#looking = "again";
      else this.#send(path === null ? { kind: "missing" } : { kind: "found", path });
    } while (this.#isLookWanted());
    this.#looking = "no";
  }

  /** Asked for during the look that just ended, whose answer may be older than the question. */
  #isLookWanted(): boolean {
    return this.#looking === "again" && this.#state.kind !== "disabled";
  }

  async #open(session: number, path: string): Promise<void> {
    // The port that was open before may be the same one: it must be let go first. Bounded by the transport's limits.
    await this.#released;
    if (this.#state.session !== session || this.#state.kind !== "opening") return;
    const driver = this.#options.createDriver(this.#options.device, path, {
      onReading: (reading) => {
        if (this.#state.session === session) this.#options.onReading(reading);
      },
      onActivity: (activity) => this.#send({ kind: "activity", session, activity }),
      onGone: ({ reason }) => this.#send({ kind: "gone", session, reason }),
      onIdentity: (identity) => this.#noteIdentity(session, identity),
    });
    this.#driver = { session, driver };
    const result = await driver.open();
    if (!result.ok) this.#release(driver);
    this.#send(result.ok ? { kind: "opened", session } : { kind: "open-failed", session, reason: result.fault.reason });
  }

  #noteIdentity(session: number, identity: DeviceIdentity): void {
    if (this.#driver?.session !== session) return;
    this.#driver.identity = identity;
    // On opening it is told with the device being ready.
    if (this.#state.kind !== "opening") this.#options.onStatus(this.status());
  }

  #release(driver: Driver): void {
    this.#released = Promise.all([this.#released, driver.close()]).then(() => {});
  }

  async #close(session: number): Promise<void> {
    const held = this.#driver;
    if (held?.session === session) {
      this.#driver = undefined;
      this.#release(held.driver);
    }
    await this.#released;
    this.#send({ kind: "closed", session });
  }
}
