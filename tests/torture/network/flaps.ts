/**
 * The ends go and come at random, and an observer compares what the terminal shows with what is true: nothing may be shown as
 * online that has been away for more than 3 s, nothing at all while nobody works there, and nothing before an answer once somebody
 * comes. The terminal's own network watch, on virtual time; a clerk's calls go through as well, and now and then the machine sleeps.
 */
import { END_NAMES } from "../../../electron/app/network/ends-view.ts";
import { createNetworkWatch, type NetworkWatch } from "../../../electron/app/network/network-watch.ts";
import type { EndName, EndState } from "../../../electron/contract/status.ts";
import { fault } from "../../../electron/domain/fault.ts";
import { failed, type Result } from "../../../electron/domain/result.ts";
import { type Random, seededRandom } from "../../fuzz/random.ts";
import { VirtualTime } from "../../helpers/virtual-time.ts";
import type { Findings } from "../torture.ts";
import { FlappingLine, LINES, type Lines } from "./ends.ts";
import { Observer } from "./observer.ts";

const LOOK_MS = 100;
/** Of a clerk's calls. */
const DEADLINE_MS = 3_000;
const GAP_MS = 2_000;
const START = Date.parse("2026-11-28T00:00:00Z");

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
  const shown = new Map<EndName, EndState>(END_NAMES.map((end) => [end, "unknown"]));
  const watch = watchOver(lines, shown, { time, random });
  watch.start();
  for (const line of lines.values()) flapForEver(line, time, random);
  callForEver(lines, watch, { time, random });
  const observer = new Observer(lines, shown, findings);
  comeAndGo(
    (isAttended) => {
      watch.attend(isAttended);
      observer.attended(isAttended, time.now());
    },
    { time, random },
  );
  const total = () => [...lines.values()].reduce((sum, line) => sum + line.flaps, 0);
  while (total() < count) {
    await time.pass(LOOK_MS);
    if (random.below(2_000) === 0) {
      time.sleep(random.below(120_000));
      observer.awoke(time.now());
    }
    observer.look(time.now());
  }
  watch.stop();
  return { flaps: total(), ...observer.seen, hours: Math.round((time.now() - START) / 360_000) / 10 };
}

interface Chance {
  readonly time: VirtualTime;
  readonly random: Random;
}

function watchOver(lines: Lines, shown: Map<EndName, EndState>, { time, random }: Chance): NetworkWatch {
  const watch = createNetworkWatch({
    clock: time,
    probes: Object.fromEntries([...lines].map(([name, line]) => [name, () => line.exchange()])),
    gapMs: GAP_MS,
    timers: time,
    random: () => random.below(1_000) / 1_000,
    onChange: () => {
      for (const end of END_NAMES) shown.set(end, watch.view()[end].state);
    },
    onReturn: () => undefined,
    onBug: (error) => {
      throw error;
    },
  });
  return watch;
}

function flapForEver(line: FlappingLine, time: VirtualTime, random: Random): void {
  const stay = random.below(10) < 3 ? 300 + random.below(2_000) : 300 + random.below(25_000);
  time.after(stay, () => {
    line.flap();
    flapForEver(line, time, random);
  });
}

/** Somebody signs in, works for a while, and locks. */
function comeAndGo(attend: (isAttended: boolean) => void, { time, random }: Chance, isAttended = true): void {
  attend(isAttended);
  time.after(isAttended ? random.below(180_000) : random.below(90_000), () =>
    comeAndGo(attend, { time, random }, !isAttended),
  );
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

function withDeadline(time: VirtualTime, line: FlappingLine): Promise<Result<undefined>> {
  const late = time
    .wait(DEADLINE_MS)
    .then(() => failed<undefined>(fault("province.timed-out", { stage: "whole", waitedMs: DEADLINE_MS })));
  return Promise.race([line.exchange(), late]);
}
