/**
 * The three ends cut under a real host and a real page: the screen says so within 3 s, and online only after answers. Three cases go
 * through outages in each of their states, and what was queued drains while somebody types: letters are painted as before.
 */
import { seededRandom } from "../fuzz/random.ts";
import { openDesk } from "../helpers/lines/open-desk.ts";
import { throughOutages } from "./outage/case-states.ts";
import { ALL_CUTS, cutAndMend } from "./outage/cuts.ts";
import { type DrainFigures, typeWhileDraining } from "./outage/drain.ts";
import { createFindings, type Torture } from "./torture.ts";

/** Of the questions that an end is asked. */
const ANY_PHASE_MS = 2_000;
/** Deliveries queued in an outage. */
const DRAINED = 500;
/** From a key to its letter; a machine that is slower without any drain is not blamed on it. */
const FLUENT_MS = 100;

export const outage: Torture = {
  what: "so many cuts of one end of the province under a page in Chromium, five ways for three ends: on the screen within 3 s",
  count: ALL_CUTS.length,
  async run({ count, seed, note }) {
    const random = seededRandom(seed);
    const findings = createFindings();
    const desk = await openDesk();
    const seen = [];
    let drained: DrainFigures | undefined;
    try {
      await desk.signIn("公积金");
      await desk.page.getByText("网络正常").waitFor();
      await throughOutages(desk, findings);
      note("three cases through outages in each of their states");
      drained = await typeWhileDraining(desk, DRAINED, findings);
      await desk.page.getByText("网络正常").waitFor();
      const isFluent = drained.drainingMs <= Math.max(FLUENT_MS, drained.idleMs);
      findings.require(isFluent, `a letter took ${drained.drainingMs} ms while the queue drained`);
      for (let round = 0; round < count; round += 1) {
        const cut = ALL_CUTS[round % ALL_CUTS.length] ?? ALL_CUTS[0];
        if (!cut) break;
        await desk.page.waitForTimeout(random.below(ANY_PHASE_MS));
        const figures = await cutAndMend(desk, cut, findings);
        seen.push(figures);
        note(
          `${cut.end}, ${cut.way}: said after ${figures.lostMs} ms, held up ${figures.heldMs}, back ${figures.backMs}`,
        );
      }
    } finally {
      await desk.close();
    }
    return {
      figures: {
        cuts: seen.length,
        "slowest to be said, ms": Math.max(...seen.map(({ lostMs }) => lostMs)),
        "most held up (taken off), ms": Math.max(...seen.map(({ heldMs }) => heldMs)),
        "letters typed while the queue drained": drained?.keys ?? 0,
        "95 of 100 letters painted within, ms": drained?.drainingMs ?? Number.NaN,
        "the same before": drained?.idleMs ?? Number.NaN,
        "slowest return, ms": Math.max(...seen.map(({ backMs }) => backMs)),
      },
      findings: findings.all,
    };
  },
};
