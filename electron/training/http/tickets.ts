/** Short-lived handles (tokens, auth codes, consent transactions): drawn at random, kept in memory, gone after their time. */

import { randomBytes } from "node:crypto";

export class Tickets<T> {
  readonly #lifeMs: number;
  readonly #held = new Map<string, { readonly value: T; readonly until: number }>();

  constructor(lifeMs: number) {
    this.#lifeMs = lifeMs;
  }

  issue(value: T, now: number, prefix = ""): string {
    this.#sweep(now);
    const ticket = prefix + randomBytes(18).toString("base64url");
    this.#held.set(ticket, { value, until: now + this.#lifeMs });
    return ticket;
  }

  redeem(ticket: string, now: number): T | undefined {
    const held = this.#held.get(ticket);
    return held !== undefined && now < held.until ? held.value : undefined;
  }

  withdraw(ticket: string): void {
    this.#held.delete(ticket);
  }

  #sweep(now: number): void {
    for (const [ticket, { until }] of this.#held) if (until <= now) this.#held.delete(ticket);
  }
}
