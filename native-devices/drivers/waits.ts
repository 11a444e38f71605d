/** Pauses and deadlines of a driver that can be ended all at once. */
import type { Clock } from "../clock.ts";

export class Waits {
  readonly #clock: Clock;
  readonly #ends = new Set<() => void>();
  #isOver = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Ends early when all are ended. */
  async pause(ms: number): Promise<void> {
    await this.within(ms, new Promise(() => {}));
  }

  /** The value, or undefined when it did not come within `ms` or all were ended. */
  within<T>(ms: number, value: Promise<T>): Promise<T | undefined> {
    if (this.#isOver) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const settle = (settled: T | undefined) => {
        cancel();
        this.#ends.delete(end);
        resolve(settled);
      };
      const end = () => settle(undefined);
      const cancel = this.#clock.after(ms, end);
      this.#ends.add(end);
      void value.then(settle);
    });
  }

  /** Nothing waits any more, now or later. */
  end(): void {
    this.#isOver = true;
    for (const end of [...this.#ends]) end();
  }
}
