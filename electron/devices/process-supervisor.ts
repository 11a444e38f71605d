/**
 * The watchdog of the device process: three missed heartbeats and it is killed and replaced; after three replacements
 * within a minute it stays down. Knows nothing of devices.
 */
import {
  deviceProtocol,
  type FromDeviceProcess,
  fromDeviceProcessSchema,
  heartbeatMs,
} from "../../native-devices/host/device-contract.ts";
import type { DeviceProcess, StartDeviceProcess } from "./device-process.ts";
import { decideRestart } from "./restart-policy.ts";
import type { Timers } from "./timers.ts";

export interface ProcessStatus {
  readonly state: "starting" | "running" | "restarting" | "faulted" | "closed";
  /** Why the last process ended. `silent`: no heartbeat. `no-hello`: never got ready. */
  readonly reason?: "exited" | "silent" | "no-hello" | "protocol";
  /** What the system said about the end, for the log. */
  readonly detail?: string;
  /** Epoch ms. */
  readonly since: number;
}

export interface SupervisorOptions {
  readonly start: StartDeviceProcess;
  readonly timers: Timers;
  readonly onDefect: (description: string) => void;
  readonly onStatus: (status: ProcessStatus) => void;
  readonly onMessage: (message: FromDeviceProcess) => void;
}

type Reason = NonNullable<ProcessStatus["reason"]>;

const HELLO_LIMIT_MS = 10_000;
const MISSED_BEATS = 3;
/** When this program itself was held up, the beats are already waiting in the channel: let them be read first. */
const LAST_CHANCE_MS = 250;

export class ProcessSupervisor {
  readonly #options: SupervisorOptions;
  #status: ProcessStatus;
  #process: DeviceProcess | undefined;
  #restartsMs: readonly number[] = [];
  #cancelTimer: () => void = () => {};
  #isClosing = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#status = { state: "starting", since: options.timers.wallMs() };
  }

  get status(): ProcessStatus {
    return this.#status;
  }

  start(): void {
    const started = this.#options.start();
    this.#process = started;
    started.onMessage((message) => {
      if (this.#process === started) this.#receive(message);
    });
    started.onExit((detail) => {
      if (this.#process === started) this.#lose("exited", detail);
    });
    this.#expect(HELLO_LIMIT_MS, "no-hello");
  }

  /** After it was given up: a person asks for it, so the earlier failures no longer count. */
  restart(): void {
    if (this.#status.state !== "faulted") return;
    this.#restartsMs = [];
    this.#setStatus({ state: "starting" });
    this.start();
  }

  send(message: object): void {
    this.#process?.send(message);
  }

  /** From now on the end of the process is wanted and not a failure. */
  beginClosing(): void {
    this.#isClosing = true;
  }

  /** The end of the process, or the death of one that does not end by itself. */
  end(): void {
    this.#isClosing = true;
    this.#drop();
    if (this.#status.state !== "closed") this.#setStatus({ state: "closed" });
  }

  #receive(message: unknown): void {
    const parsed = fromDeviceProcessSchema.safeParse(message);
    if (!parsed.success) {
      this.#options.onDefect(`a message outside the contract: ${parsed.error.message}`);
      return;
    }
    if (parsed.data.kind === "hello") this.#greet(parsed.data.protocol);
    if (this.#status.state !== "running") return;
    this.#expect(MISSED_BEATS * heartbeatMs, "silent");
    this.#options.onMessage(parsed.data);
  }

  #greet(protocol: number): void {
    if (protocol !== deviceProtocol) {
      this.#giveUp("protocol", `the process speaks version ${protocol}, this program ${deviceProtocol}`);
      return;
    }
    this.#setStatus({ state: "running" });
  }

  /** Any message is a sign of life; without one within `limitMs` the process is replaced. */
  #expect(limitMs: number, reason: Reason): void {
    const { timers } = this.#options;
    this.#cancelTimer();
    this.#cancelTimer = timers.after(limitMs, () => {
      this.#cancelTimer = timers.after(LAST_CHANCE_MS, () => this.#lose(reason, `nothing for ${limitMs} ms`));
    });
  }

  #lose(reason: Reason, detail: string): void {
    this.#drop();
    if (this.#isClosing) {
      this.#setStatus({ state: "closed" });
      return;
    }
    const { timers } = this.#options;
    const decision = decideRestart(this.#restartsMs, timers.steadyMs());
    this.#restartsMs = decision.restartsMs;
    if (decision.kind === "give-up") {
      this.#setStatus({ state: "faulted", reason, detail });
      return;
    }
    this.#setStatus({ state: "restarting", reason, detail });
    this.#cancelTimer = timers.after(decision.afterMs, () => this.start());
  }

  #giveUp(reason: Reason, detail: string): void {
    this.#drop();
    this.#setStatus({ state: "faulted", reason, detail });
  }

  /** Kills what runs and stops listening to it: whatever it still says belongs to the past. */
  #drop(): void {
    this.#cancelTimer();
    const dropped = this.#process;
    this.#process = undefined;
    dropped?.kill();
  }

  #setStatus(status: Omit<ProcessStatus, "since">): void {
    this.#status = { ...status, since: this.#options.timers.wallMs() };
    this.#options.onStatus(this.#status);
  }
}
