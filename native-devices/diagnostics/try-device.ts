/** 试读: is it there, does it open, does it answer, does it read: each step with its milliseconds. */
import type { Clock } from "../clock.ts";
import type { Driver, DriverEvents } from "../drivers/driver.ts";
import type { DeviceIdentity, DeviceReading, DeviceReason, TryStep } from "../host/device-contract.ts";
import { explainDeviceFault } from "./explain.ts";

export interface TryOptions {
  readonly clock: Clock;
  /** How long to wait for the reading; 0: not at all. */
  readonly readMs: number;
  find(): Promise<string | null>;
  createDriver(path: string, events: DriverEvents): Driver;
}

export interface Tried {
  readonly steps: TryStep[];
  readonly reading?: DeviceReading;
}

type Step = TryStep["step"];
type Ending =
  | { readonly kind: "reading"; readonly reading: DeviceReading }
  | { readonly kind: "late" }
  | { readonly kind: "gone"; readonly reason: DeviceReason };

const STEPS: readonly Step[] = ["find", "open", "probe", "read"];

/** Always closes what it opened. */
export async function tryDevice({ clock, readMs, find, createDriver }: TryOptions): Promise<Tried> {
  const steps = new Steps(clock);
  const path = await find();
  steps.note(path === null ? "not-found" : undefined);
  if (path === null) return steps.over();
  const { promise: ended, resolve: end } = Promise.withResolvers<Ending>();
  let asked: DeviceIdentity | undefined;
  const driver = createDriver(path, {
    onIdentity: (identity) => {
      asked = identity;
    },
    onReading: (reading) => end({ kind: "reading", reading }),
    onActivity: () => {},
    onGone: ({ reason }) => end({ kind: "gone", reason }),
  });
  try {
    const opened = await driver.open();
    if (!opened.ok) {
      steps.note(opened.fault.reason);
      return steps.over();
    }
    steps.opened(asked);
    await probe(driver, steps, () => asked);
    if (readMs === 0) return steps.over();
    const cancel = clock.after(readMs, () => end({ kind: "late" }));
    const ending = await ended;
    cancel();
    if (ending.kind === "late") steps.add("timed-out");
    else steps.note(ending.kind === "gone" ? ending.reason : undefined);
    return steps.over(ending.kind === "reading" ? ending.reading : undefined);
  } finally {
    await driver.close();
  }
}

/** Not where it was asked on opening, or cannot be asked; one that says nothing may be in order all the same. */
async function probe({ commands }: Driver, steps: Steps, asked: () => DeviceIdentity | undefined): Promise<void> {
  const isAskedNow = asked() === undefined && commands?.capabilities.includes("identify") === true;
  const answer = isAskedNow ? await commands.run("identify") : "not-able";
  const identity = asked();
  if (identity) steps.probed(identity);
  else if (answer === "done") steps.note(undefined);
  else steps.add("skipped");
}

class Steps {
  readonly #clock: Clock;
  readonly #steps: TryStep[] = [];
  #startedMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedMs = clock.steadyMs();
  }

  /** The step that was under way is over: well, or for this reason. */
  note(reason: DeviceReason | undefined): void {
    this.add(reason ? "failed" : "done", reason);
  }

  /** Opened; what of that time the question took who it is counts for itself. */
  opened(asked: DeviceIdentity | undefined): void {
    const { ms = 0 } = asked ?? {};
    this.#startedMs += ms;
    this.note(undefined);
    this.#startedMs -= ms;
  }

  probed({ said }: DeviceIdentity): void {
    this.add(said === undefined ? "timed-out" : "done", undefined, said);
  }

  add(outcome: TryStep["outcome"], reason?: DeviceReason, said?: string): void {
    const nowMs = this.#clock.steadyMs();
    const step = STEPS[this.#steps.length] ?? "read";
    const ms = outcome === "skipped" ? 0 : Math.round((nowMs - this.#startedMs) * 10) / 10;
    this.#steps.push({
      step,
      outcome,
      ms,
      ...(reason ? { fault: explainDeviceFault(reason) } : {}),
      ...(said === undefined ? {} : { said }),
    });
    this.#startedMs = nowMs;
  }

  /** What was not come to is skipped. */
  over(reading?: DeviceReading): Tried {
    while (this.#steps.length < STEPS.length) this.add("skipped");
    return { steps: this.#steps, ...(reading ? { reading } : {}) };
  }
}
