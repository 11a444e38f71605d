/** The three ends cut under a real host and a real page: the screen says so within 3 s, and online only after answers. */
import { seededRandom } from "../fuzz/random.ts";
import { openDesk } from "../helpers/lines/open-desk.ts";
import { ALL_CUTS, cutAndMend } from "./outage/cuts.ts";
import { createFindings, type Torture } from "./torture.ts";

/** Of the questions that an end is asked. */
const ANY_PHASE_MS = 2_000;

export const outage: Torture = {
  what: "so many cuts of one end of the province under a page in Chromium, five ways for three ends: on the screen within 3 s",
  count: ALL_CUTS.length,
  async run({ count, seed, note }) {
    const random = seededRandom(seed);
    const findings = createFindings();
    const desk = await openDesk();
    const seen = [];
    try {
      await desk.signIn("公积金");
      await desk.page.getByText("网络正常").waitFor();
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
        "slowest return, ms": Math.max(...seen.map(({ backMs }) => backMs)),
      },
      findings: findings.all,
    };
  },
};
