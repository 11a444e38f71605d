/** 试读: is it there, does it open, does it answer, does it read: each step with its milliseconds. */
import type { Clock } from "../clock.ts";
import type { Driver, DriverEvents } from "../drivers/driver.ts";
import type { DeviceReading, DeviceReason, TryStep } from "../host/device-contract.ts";
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
  const driver = createDriver(path, {
    onReading: (reading) => end({ kind: "reading", reading }),
    onActivity: () => {},
    onGone: ({ reason }) => end({ kind: "gone", reason }),
  });
  try {
    const opened = await driver.open();
    steps.note(opened.ok ? undefined : opened.fault.reason);
    if (!opened.ok) return steps.over();
    await probe(driver, steps);
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

/** A device that is asked on opening, or that cannot be asked, has nothing to be asked here. */
async function probe({ commands }: Driver, steps: Steps): Promise<void> {
  if (!commands?.capabilities.includes("identify")) return steps.add("skipped");
  const answer = await commands.run("identify");
  steps.note(answer === "done" ? undefined : "read-timeout");
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

  add(outcome: TryStep["outcome"], reason?: DeviceReason): void {
    const nowMs = this.#clock.steadyMs();
    const step = STEPS[this.#steps.length] ?? "read";
    const ms = outcome === "skipped" ? 0 : Math.round((nowMs - this.#startedMs) * 10) / 10;
    this.#steps.push({ step, outcome, ms, ...(reason ? { fault: explainDeviceFault(reason) } : {}) });
    this.#startedMs = nowMs;
  }

  /** What was not come to is skipped. */
  over(reading?: DeviceReading): Tried {
    while (this.#steps.length < STEPS.length) this.add("skipped");
    return { steps: this.#steps, ...(reading ? { reading } : {}) };
  }
}
