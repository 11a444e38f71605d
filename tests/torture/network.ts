/** A bad network: acknowledgements get lost, the ends of the province come and go. Nothing twice, nothing lost, nothing wrongly online. */
import { deliveries } from "./network/deliveries.ts";
import { flaps } from "./network/flaps.ts";
import { createFindings, type Torture } from "./torture.ts";

/** One flap of an end for so many deliveries. */
const PER_FLAP = 100;

export const network: Torture = {
  what: `so many deliveries with 30 % of the acknowledgements lost, and a flap of an end for every ${PER_FLAP}: none twice, none lost, none wrongly online`,
  count: 100_000,
  async run({ count, seed, note }) {
    const findings = createFindings();
    const flapped = await flaps(Math.ceil(count / PER_FLAP), seed, findings);
    note(`${flapped.flaps} flaps: ${flapped.wrong} wrong`);
    const delivered = await deliveries(count, findings, note);
    return {
      figures: {
        flaps: flapped.flaps,
        "looks at an end": flapped.looks,
        "wrongly online": flapped.wrong,
        "slowest return, ms": flapped.slowestReturnMs,
        "virtual hours": flapped.hours,
        deliveries: count,
        "answers lost": delivered.lost,
        "sent again and known already": delivered.repeated,
        "drained in, s": delivered.seconds,
      },
      findings: findings.all,
    };
  },
};
