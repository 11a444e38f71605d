/** Time that passes only when told to: timers run in their order, and what they promised is settled before the next. */
import type { ProbeTimers } from "../../electron/app/network/prober.ts";

export class VirtualTime implements ProbeTimers {
  #now: number;
  #timers: { at: number; order: number; run: () => void }[] = [];
  #order = 0;

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), order: this.#order++, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  wait(ms: number): Promise<void> {
    return new Promise((done) => this.after(ms, done));
  }

  /** Time goes on, and no timer runs until it is over: the machine was asleep. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      await settled();
      const next = this.#timers.toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next || next.at > until) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = until;
  }
}

/** Long enough for a chain of promises without timers in it. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 24; turn += 1) await Promise.resolve();
}
