/** Random tampering with sealed files: none of it is accepted, and nothing makes the verifier throw. `FUZZ_SEED` and `FUZZ_ROUNDS` vary it. */
import { expect, test } from "vitest";
import type { VerificationReport } from "../../../electron/seal/report.ts";
import { verdictOn } from "../../helpers/seal-factory/verdict.ts";
import { seededRandom, seedOfRun } from "../random.ts";
import { specimens } from "./specimens.ts";
import { TAMPERINGS } from "./tamperings.ts";
import { hasSameContent, hasSameContentBesideValues, isOutsideOfSignature, saysTheSame } from "./unchanged.ts";

const seed = seedOfRun();
const rounds = Number(process.env["FUZZ_ROUNDS"] ?? 60);
process.stdout.write(`tampering: FUZZ_SEED=${seed} FUZZ_ROUNDS=${rounds}\n`);

/** A bit of a field without content (see byte-flips.test.ts), or of a signed value where no signature reaches (entry-flips.test.ts). */
function isExcused(name: string, before: Uint8Array, after: Uint8Array, report: VerificationReport): boolean {
  if (name === "bits of the zip file") return hasSameContent(before, after) && saysTheSame(verdictOn(before), report);
  if (name !== "bytes of a protected entry" || !hasSameContentBesideValues(before, after)) return false;
  return isOutsideOfSignature(verdictOn(before), report);
}

test.each(Object.entries(TAMPERINGS))(
  "never accepted: %s",
  (name, tamper) => {
    const random = seededRandom(seed + Object.keys(TAMPERINGS).indexOf(name));
    const accepted: string[] = [];
    let judged = 0;
    for (let round = 0; round < rounds; round++) {
      const victim = random.pick(specimens());
      const file = tamper({ random, victim, donor: random.pick(specimens()) });
      if (!file) continue;
      judged += 1;
      const report = verdictOn(file);
      if (report.decision !== "accept") continue;
      if (!isExcused(name, victim.file, file, report))
        accepted.push(`round ${round}, ${victim.name}: ${report.codes.join(" ")}`);
    }
    expect(accepted).toEqual([]);
    expect(judged).toBeGreaterThan(0);
  },
  60_000,
);
