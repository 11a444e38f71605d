/** The three ends as they truly are, minute by minute of a virtual day: up, slow, or down in one of the ways a line fails. */
import type { EndName } from "../../../electron/contract/status.ts";
import { type Fault, fault } from "../../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../../electron/domain/result.ts";
import type { Random } from "../../fuzz/random.ts";
import type { VirtualTime } from "../../helpers/virtual-time.ts";

export const LINES = ["license-app", "service-code", "platform", "trust"] as const;
type TortureLine = (typeof LINES)[number];
export type Lines = ReadonlyMap<TortureLine, FlappingLine>;

export const LINES_OF: Readonly<Record<EndName, readonly TortureLine[]>> = {
  library: ["license-app", "service-code"],
  platform: ["platform"],
  trust: ["trust"],
};

type Truth =
  | { readonly kind: "up"; readonly tripMs: number }
  | { readonly kind: "down"; readonly how: Fault | "silent" };

const WAYS: readonly (Fault | "silent")[] = [
  "silent",
  fault("province.unreachable", { reason: "no-connection" }),
  fault("province.unreachable", { reason: "dropped" }),
  fault("province.nonsense", { reason: "html" }),
  fault("province.unwell", { status: 502 }),
  fault("province.unwell", { status: 503, retryAfterMs: 4_000 }),
];

/** One line: what it is now, since when, and how it answers. */
export class FlappingLine {
  readonly #time: VirtualTime;
  readonly #random: Random;
  #truth: Truth = { kind: "up", tripMs: 50 };
  flaps = 0;
  /** Since when it has been down without a break; undefined while it is up. */
  downSince: number | undefined;
  upSince: number;
  /** When the last question left that was answered well. */
  lastProofAt = 0;

  constructor(time: VirtualTime, random: Random) {
    this.#time = time;
    this.#random = random;
    this.upSince = time.now();
  }

  flap(): void {
    const { below, pick } = this.#random;
    this.flaps += 1;
    if (this.#truth.kind === "up") {
      this.#truth = { kind: "down", how: pick(WAYS) };
      this.downSince = this.#time.now();
    } else {
      this.#truth = { kind: "up", tripMs: below(10) < 3 ? 1_000 + below(800) : 5 + below(400) };
      this.downSince = undefined;
      this.upSince = this.#time.now();
    }
  }

  /** An exchange: lost when the line is away at its beginning or its end. */
  async exchange(): Promise<Result<undefined>> {
    const before = this.#now();
    const leftAt = this.#time.now();
    if (before.kind === "down") return missed(before.how);
    await this.#time.wait(before.tripMs);
    const after = this.#now();
    if (after.kind === "down") return missed(after.how);
    this.lastProofAt = Math.max(this.lastProofAt, leftAt);
    return ok(undefined);
  }

  #now(): Truth {
    return this.#truth;
  }
}

function missed(how: Fault | "silent"): Promise<Result<undefined>> {
  if (how === "silent") return new Promise(() => undefined);
  return Promise.resolve(failed(how));
}
