/** A clock whose hands the test turns; fits the clock of `native-devices` and the timers of `electron/devices`. */

export class TurnedClock {
  #nowMs = 1000;
  #entries: { atMs: number; run: () => void }[] = [];

  wallMs(): number {
    return 1_800_000_000_000 + this.#nowMs;
  }

  steadyMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const entry = { atMs: this.#nowMs + delayMs, run };
    this.#entries.push(entry);
    return () => {
      this.#entries = this.#entries.filter((other) => other !== entry);
    };
  }

  get waiting(): number {
    return this.#entries.length;
  }

  /** Turns the hands on, timer by timer, and lets promises settle in between. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await settle();
    for (;;) {
      const [next] = this.#entries.filter((entry) => entry.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (!next) break;
      this.#entries = this.#entries.filter((entry) => entry !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
      await settle();
    }
    this.#nowMs = untilMs;
  }
}

/** Lets everything that is already decided run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
