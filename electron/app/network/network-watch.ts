/**
 * Whether the three ends of the province are there, each on its own: the provincial library (every interface family is a line of
 * it), the acceptance platform, the trust end. Told from the calls made anyway, and from probes while there are none.
 */
import type { EndName, EndView, StatusView } from "../../contract/status.ts";
import type { Fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";
import type { LineName, Province } from "../ports/province.ts";
import type { Clock } from "../ports/surroundings.ts";
import { lineFault } from "./evidence.ts";
import { type Line, learn, newLine, shownLine, worstLine } from "./line-state.ts";
import { PROBE_PATIENCE_MS, type Prober, type ProbeTimers, startProber } from "./prober.ts";

/** How often it is looked whether an answer has become too old to stand for "online". */
const LOOK_MS = 500;
/** Beyond one gap and one patience. */
const SLACK_MS = 1_000;

export interface NetworkWatchDependencies {
  readonly clock: Clock;
  readonly probes: Province["probes"];
  /** Between two probes of a line that is well, in milliseconds. */
  readonly gapMs: number;
  readonly timers: ProbeTimers;
  readonly random: () => number;
  /** What is shown of an end has changed. */
  readonly onChange: (end: EndName, now: EndView, before: EndView) => void;
  readonly onBug: (error: unknown) => void;
}

export interface Contact {
  /** Absent: the end itself gave a good answer. */
  readonly problem?: Fault;
  /** The call was one exchange: how long it took is the line's round trip. */
  readonly isTimed?: boolean;
}

export interface NetworkWatch {
  /** A call leaves over a line; what it returns is told of the outcome. */
  calling(line: LineName): (contact: Contact) => void;
  view(): StatusView["ends"];
  /** Begins to measure. */
  start(): void;
  stop(): void;
}

const END_OF: Readonly<Record<LineName, EndName>> = {
  "license-app": "library",
  "service-code": "library",
  "phone-consent": "library",
  platform: "platform",
  trust: "trust",
};

const END_NAMES: readonly EndName[] = ["library", "platform", "trust"];

export function createNetworkWatch(dependencies: NetworkWatchDependencies): NetworkWatch {
  const { clock, probes, gapMs, timers, random, onChange, onBug } = dependencies;
  const names = Object.keys(probes) as LineName[];
  const lines = new Map<LineName, Line>(names.map((name) => [name, newLine(clock.now())]));
  const freshMs = gapMs + PROBE_PATIENCE_MS + SLACK_MS;
  let order = 0;
  let shown = view();
  let probers: readonly Prober[] = [];
  let takeBack: () => void = () => undefined;

  function endView(end: EndName): EndView {
    const now = clock.now();
    const own = names.filter((name) => END_OF[name] === end).map((name) => shownLine(lineOf(name), now, freshMs));
    const { state, since, lastAnswerAt, roundTripMs, fault } = worstLine(own) ?? newLine(now);
    return present({ state, since, lastAnswerAt, roundTripMs, fault });
  }

  function view(): StatusView["ends"] {
    return { library: endView("library"), platform: endView("platform"), trust: endView("trust") };
  }

  function lineOf(name: LineName): Line {
    return lines.get(name) ?? newLine(clock.now());
  }

  function look(): void {
    const before = shown;
    shown = view();
    for (const end of END_NAMES) {
      if (shown[end].state !== before[end].state) onChange(end, shown[end], before[end]);
    }
  }

  function lookAgain(): void {
    look();
    takeBack = timers.after(LOOK_MS, lookAgain);
  }

  function calling(name: LineName): (contact: Contact) => void {
    order += 1;
    const sent = { order, at: clock.now() };
    return ({ problem, isTimed }) => {
      const at = clock.now();
      const roundTripMs = isTimed && !problem ? Math.max(0, Math.round(at - sent.at)) : undefined;
      const sign = present({ order: sent.order, at, problem: problem && lineFault(problem), roundTripMs });
      lines.set(name, learn(lineOf(name), sign));
      look();
    };
  }

  function probe(name: LineName): readonly Prober[] {
    const ask = probes[name];
    if (!ask) return [];
    return [
      startProber({
        ...{ probe: ask, gapMs, timers, random, onBug },
        sinceGoodMs: () => clock.now() - (lineOf(name).lastAnswerAt ?? Number.NEGATIVE_INFINITY),
        isDown: () => lineOf(name).state === "down",
        asking() {
          const answered = calling(name);
          return (outcome) => answered({ isTimed: true, ...(outcome.ok ? {} : { problem: outcome.fault }) });
        },
      }),
    ];
  }

  return {
    calling,
    view,
    start() {
      probers = names.flatMap(probe);
      lookAgain();
    },
    stop() {
      takeBack();
      for (const prober of probers) prober.stop();
    },
  };
}
