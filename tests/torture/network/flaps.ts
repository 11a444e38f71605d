/**
 * The ends go and come at random, and an observer compares what the terminal shows with what is true: nothing may be shown as
 * online that has been away for more than 3 s. The terminal's own network watch, on virtual time; a clerk's calls go through as well,
 * and now and then the machine sleeps.
 */
import { createNetworkWatch, type NetworkWatch } from "../../../electron/app/network/network-watch.ts";
import type { EndName, EndState } from "../../../electron/contract/status.ts";
import { fault } from "../../../electron/domain/fault.ts";
import { failed, type Result } from "../../../electron/domain/result.ts";
import { type Random, seededRandom } from "../../fuzz/random.ts";
import { VirtualTime } from "../../helpers/virtual-time.ts";
import type { Findings } from "../torture.ts";
import { FlappingLine, LINES, LINES_OF, type TortureLine } from "./ends.ts";

const ALLOWED_MS = 3_000;
const LOOK_MS = 100;
/** Of a clerk's calls. */
const DEADLINE_MS = 3_000;
const GAP_MS = 800;
const START = Date.parse("2026-11-28T00:00:00Z");
const ENDS: readonly EndName[] = ["library", "platform", "trust"];

export interface FlapFigures {
  readonly flaps: number;
  readonly looks: number;
  readonly wrong: number;
  /** Longest time that an end was there and not shown so. */
  readonly slowestReturnMs: number;
  readonly hours: number;
}

export async function flaps(count: number, seed: number, findings: Findings): Promise<FlapFigures> {
  const random = seededRandom(seed);
  const time = new VirtualTime(START);
  const lines = new Map(LINES.map((name) => [name, new FlappingLine(time, random)]));
  const shown = new Map<EndName, EndState>(ENDS.map((end) => [end, "unknown"]));
  const watch = watchOver(lines, shown, { time, random });
  watch.start();
  for (const line of lines.values()) flapForEver(line, time, random);
  callForEver(lines, watch, { time, random });
  const observer = new Observer(lines, shown, findings);
  const total = () => [...lines.values()].reduce((sum, line) => sum + line.flaps, 0);
  let awakeSince = time.now();
  while (total() < count) {
    await time.pass(LOOK_MS);
    if (random.below(2_000) === 0) {
      time.sleep(random.below(120_000));
      awakeSince = time.now();
    }
    observer.look(time.now(), awakeSince);
  }
  watch.stop();
  return { flaps: total(), ...observer.seen, hours: Math.round((time.now() - START) / 360_000) / 10 };
}

type Lines = ReadonlyMap<TortureLine, FlappingLine>;

interface Chance {
  readonly time: VirtualTime;
  readonly random: Random;
}

function watchOver(lines: Lines, shown: Map<EndName, EndState>, { time, random }: Chance): NetworkWatch {
  return createNetworkWatch({
    clock: time,
    probes: Object.fromEntries([...lines].map(([name, line]) => [name, () => line.exchange()])),
    gapMs: GAP_MS,
    timers: time,
    random: () => random.below(1_000) / 1_000,
    onChange: (end, now) => void shown.set(end, now.state),
    onBug: (error) => {
      throw error;
    },
  });
}

function flapForEver(line: FlappingLine, time: VirtualTime, random: Random): void {
  const stay = random.below(10) < 3 ? 300 + random.below(2_000) : 300 + random.below(25_000);
  time.after(stay, () => {
    line.flap();
    flapForEver(line, time, random);
  });
}

/** A clerk's calls, at any moment and over any line. */
function callForEver(lines: Lines, watch: NetworkWatch, { time, random }: Chance): void {
  time.after(random.below(5_000), () => {
    const [name, line] = random.pick([...lines]);
    const answered = watch.calling(name);
    void withDeadline(time, line).then((result) => answered(result.ok ? { isTimed: true } : { problem: result.fault }));
    callForEver(lines, watch, { time, random });
  });
}

/** Compares what the terminal last said of each end with what is true of it. */
class Observer {
  readonly #lines: Lines;
  readonly #shown: ReadonlyMap<EndName, EndState>;
  readonly #findings: Findings;
  readonly seen = { looks: 0, wrong: 0, slowestReturnMs: 0 };

  constructor(lines: Lines, shown: ReadonlyMap<EndName, EndState>, findings: Findings) {
    this.#lines = lines;
    this.#shown = shown;
    this.#findings = findings;
  }

  /** @param awakeSince a machine that slept has shown nothing meanwhile. */
  look(now: number, awakeSince: number): void {
    for (const end of ENDS) {
      this.seen.looks += 1;
      const lines = LINES_OF[end].flatMap((name) => this.#lines.get(name) ?? []);
      const state = this.#shown.get(end);
      const downSince = Math.min(...lines.map((line) => line.downSince ?? Number.POSITIVE_INFINITY));
      if (state === "up" || state === "slow") this.#claimed(end, now - Math.max(downSince, awakeSince), now);
      else if (downSince === Number.POSITIVE_INFINITY)
        this.#unclaimed(now - Math.max(awakeSince, ...lines.map((line) => line.upSince)));
    }
  }

  #claimed(end: EndName, awayMs: number, now: number): void {
    if (awayMs <= ALLOWED_MS) return;
    this.seen.wrong += 1;
    const what = `${end} shown as ${this.#shown.get(end)} ${awayMs} ms after its loss`;
    this.#findings.require(false, `${what}, ${now - START} ms into the run`);
  }

  #unclaimed(forMs: number): void {
    this.seen.slowestReturnMs = Math.max(this.seen.slowestReturnMs, forMs);
  }
}

function withDeadline(time: VirtualTime, line: FlappingLine): Promise<Result<undefined>> {
  const late = time
    .wait(DEADLINE_MS)
    .then(() => failed<undefined>(fault("province.timed-out", { stage: "whole", waitedMs: DEADLINE_MS })));
  return Promise.race([line.exchange(), late]);
}
