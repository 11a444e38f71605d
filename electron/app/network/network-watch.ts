/**
 * Whether the three ends of the province are there, each on its own: the provincial library (every interface family is a line of
 * it), the acceptance platform, the trust end. Told from the calls made anyway, and from probes while there are none.
 */
import type { EndName, EndView, StatusView } from "../../contract/status.ts";
import type { Fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";
import type { LineName, Province } from "../ports/province.ts";
import type { Clock } from "../ports/surroundings.ts";
import { END_NAMES, endsView } from "./ends-view.ts";
import { lineFault } from "./evidence.ts";
import { type ClaimRule, isOnline, type Line, learn, newLine, type Sign } from "./line-state.ts";
import { freshFor, paceOf, patienceMs, restingFreshFor } from "./pace.ts";
import { type Answers, type Prober, type ProbeTimers, startProber } from "./prober.ts";

/** How often it is looked whether an answer has become too old to stand for "online". */
const LOOK_MS = 250;

export interface NetworkWatchDependencies {
  readonly clock: Clock;
  readonly probes: Province["probes"];
  /** Between two probes of a line that answers quickly, in milliseconds, while somebody works here. */
  readonly gapMs: number;
  readonly timers: ProbeTimers;
  readonly random: () => number;
  /** What is shown of an end has changed. */
  readonly onChange: () => void;
  /** An end answers again after it did not, whether or not anybody looks. */
  readonly onReturn: (end: EndName) => void;
  readonly onBug: (error: unknown) => void;
}

export interface Contact {
  /** Absent: the end itself gave a good answer. */
  readonly problem?: Fault;
  /** The call was one exchange: how long it took is the line's round trip. */
  readonly isTimed?: boolean;
}

type Hears = (contact: Contact & Pick<Sign, "isOverdue">) => void;

export interface NetworkWatch {
  /** A call leaves over a line; what it returns is told of the outcome. */
  calling(line: LineName): (contact: Contact) => void;
  view(): StatusView["ends"];
  /**
   * Somebody works at the terminal, or nobody does (not at the beginning). Without anybody the ends are asked seldom and none is shown as
   * online; with somebody they are asked at once, and only what is answered then counts.
   */
  attend(isAttended: boolean): void;
  /** Begins to measure. */
  start(): void;
  stop(): void;
}

export function createNetworkWatch(dependencies: NetworkWatchDependencies): NetworkWatch {
  const { clock, probes, gapMs, timers, random, onChange, onReturn, onBug } = dependencies;
  const names = Object.keys(probes) as LineName[];
  const lines = new Map<LineName, Line>(names.map((name) => [name, newLine(clock.now())]));
  const resting: ClaimRule = { freshMs: restingFreshFor(gapMs) };
  let claims: ClaimRule = { freshMs: freshFor(gapMs), sinceOrder: Number.POSITIVE_INFINITY };
  let isAttended = false;
  let order = 0;
  let shown = viewBy(claims);
  let known = viewBy(resting);
  const probers: Prober[] = [];
  let takeBack: () => void = () => undefined;

  function viewBy(rule: ClaimRule): StatusView["ends"] {
    return endsView(lines, clock.now(), rule);
  }

  function lineOf(name: LineName): Line {
    return lines.get(name) ?? newLine(clock.now());
  }

  function look(): void {
    const before = { shown, known };
    shown = viewBy(claims);
    known = viewBy(resting);
    if (END_NAMES.some((end) => isNews(shown[end], before.shown[end], isAttended))) onChange();
    for (const end of END_NAMES) if (isOnline(known[end]) && !isOnline(before.known[end])) onReturn(end);
  }

  function lookAgain(): void {
    look();
    takeBack = timers.after(LOOK_MS, lookAgain);
  }

  function calling(name: LineName): Hears {
    order += 1;
    const sent = { order, at: clock.now() };
    return ({ problem, isTimed, isOverdue }) => {
      const at = clock.now();
      const roundTripMs = isTimed && !problem ? Math.max(0, Math.round(at - sent.at)) : undefined;
      const sign = present({ order: sent.order, at, problem: problem && lineFault(problem), roundTripMs, isOverdue });
      lines.set(name, learn(lineOf(name), sign));
      look();
    };
  }

  function probe(name: LineName): readonly Prober[] {
    const ask = probes[name];
    if (!ask) return [];
    const sinceGoodMs = () => clock.now() - (lineOf(name).lastAnswerAt ?? Number.NEGATIVE_INFINITY);
    const isDown = () => lineOf(name).state === "down";
    return [
      startProber({
        ...{ probe: ask, timers, random, onBug, sinceGoodMs, isDown },
        pace: () => paceOf(lineOf(name), gapMs, !isAttended),
        patience: () => patienceMs(gapMs, sinceGoodMs(), isAttended && !isDown()),
        asking: () => answersOf(calling(name)),
      }),
    ];
  }

  return {
    calling,
    view: () => viewBy(claims),
    attend(isNow) {
      if (isNow === isAttended) return;
      isAttended = isNow;
      claims = { ...claims, sinceOrder: isNow ? order + 1 : Number.POSITIVE_INFINITY };
      look();
      if (isNow) for (const prober of probers) prober.askNow();
    },
    start() {
      probers.push(...names.flatMap(probe));
      lookAgain();
    },
    stop() {
      takeBack();
      // None is left to ask: somebody may still come while the rest of the terminal stops.
      for (const prober of probers.splice(0)) prober.stop();
    },
  };
}

/** The time of the last answer is all that is shown of an end that nobody needs. */
function isNews(now: EndView, before: EndView, isAttended: boolean): boolean {
  return now.state !== before.state || (!isAttended && now.lastAnswerAt !== before.lastAnswerAt);
}

function answersOf(answered: Hears): Answers {
  return {
    overdue: (problem) => answered({ problem, isOverdue: true }),
    ended: (outcome) => answered({ isTimed: true, ...(outcome.ok ? {} : { problem: outcome.fault }) }),
  };
}
