/**
 * Asks an idle device again and again whether it still answers. Anything it says puts the question off, a reading under
 * way is never disturbed, and one lost answer is no fault: it is asked once more before it counts as lost.
 */
import type { Cancel, Clock } from "../clock.ts";
import type { CommandOutcome } from "./driver.ts";

export interface HealthProbeOptions {
  readonly clock: Clock;
  /** A reading is under way. */
  isBusy(): boolean;
  /** Settles within the deadlines of the command. */
  ask(): Promise<CommandOutcome>;
  /** Twice without a word. Told once. */
  onSilent(): void;
}

/** Of silence, in ms, before an idle device is asked. */
export const IDLE_MS = 10_000;
const TRIES = 2;

export class HealthProbe {
  readonly #options: HealthProbeOptions;
  #cancel: Cancel = () => {};
  #phase: "new" | "resting" | "asking" | "over" = "new";
  #hasSpoken = false;

  constructor(options: HealthProbeOptions) {
    this.#options = options;
  }

  /** From now on; before that nothing is asked. */
  rest(): void {
    if (this.#phase === "over") return;
    this.#phase = "resting";
    this.#cancel();
    this.#cancel = this.#options.clock.after(IDLE_MS, () => void this.#due());
  }

  /** The device said something, whatever it was. */
  heard(): void {
    this.#hasSpoken = true;
    if (this.#phase === "resting") this.rest();
  }

  stop(): void {
    this.#phase = "over";
    this.#cancel();
  }

  async #due(): Promise<void> {
    if (this.#options.isBusy()) return this.rest();
    this.#phase = "asking";
    for (let tries = 0; tries < TRIES; tries += 1) {
      this.#hasSpoken = false;
      const outcome = await this.#options.ask();
      // Whoever refuses, or sends a label meanwhile, is there.
      if (outcome === "done" || outcome === "refused" || this.#hasSpoken) return this.rest();
      if (this.#isOver()) return;
    }
    this.stop();
    this.#options.onSilent();
  }

  #isOver(): boolean {
    return this.#phase === "over";
  }
}
