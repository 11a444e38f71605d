/** Compares what the terminal last said of each end with what is true of it. */
import { END_NAMES } from "../../../electron/app/network/ends-view.ts";
import type { EndName, EndState } from "../../../electron/contract/status.ts";
import type { Findings } from "../torture.ts";
import { LINES_OF, type Lines } from "./ends.ts";

const ALLOWED_MS = 3_000;

export class Observer {
  readonly #lines: Lines;
  readonly #shown: ReadonlyMap<EndName, EndState>;
  readonly #findings: Findings;
  /** A machine that slept has shown nothing meanwhile. */
  #awakeSince = 0;
  /** Undefined while nobody works there. */
  #attendedSince: number | undefined;
  readonly seen = { looks: 0, wrong: 0, slowestReturnMs: 0 };

  constructor(lines: Lines, shown: ReadonlyMap<EndName, EndState>, findings: Findings) {
    this.#lines = lines;
    this.#shown = shown;
    this.#findings = findings;
  }

  awoke(now: number): void {
    this.#awakeSince = now;
  }

  attended(isAttended: boolean, now: number): void {
    this.#attendedSince = isAttended ? now : undefined;
  }

  look(now: number): void {
    for (const end of END_NAMES) {
      this.seen.looks += 1;
      const lines = LINES_OF[end].flatMap((name) => this.#lines.get(name) ?? []);
      const downSince = Math.min(...lines.map((line) => line.downSince ?? Number.POSITIVE_INFINITY));
      const state = this.#shown.get(end);
      if (state === "up" || state === "slow") {
        const awayMs = now - Math.max(downSince, this.#awakeSince);
        this.#require(awayMs <= ALLOWED_MS, `${end} shown as ${state} ${awayMs} ms after its loss`, now);
        const since = this.#attendedSince ?? Number.POSITIVE_INFINITY;
        const isProven = lines.every(({ lastProofAt }) => lastProofAt >= since);
        this.#require(isProven, `${end} shown as ${state}, and nobody was there or nothing asked since`, now);
      } else if (downSince === Number.POSITIVE_INFINITY && this.#attendedSince !== undefined) {
        const upSince = Math.max(this.#awakeSince, this.#attendedSince, ...lines.map((line) => line.upSince));
        this.seen.slowestReturnMs = Math.max(this.seen.slowestReturnMs, now - upSince);
      }
    }
  }

  #require(isTrue: boolean, what: string, now: number): void {
    if (isTrue) return;
    this.seen.wrong += 1;
    this.#findings.require(false, `${what}, at ${new Date(now).toISOString()}`);
  }
}
