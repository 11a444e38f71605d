/** Bytes of protected entries changed and the package written anew around them, so that no checksum of the container notices: none is accepted. */
import { expect, test } from "vitest";
import { signFiles, zipFiles } from "../../helpers/seal-factory/ofd.ts";
import { createPki } from "../../helpers/seal-factory/pki.ts";
import { verdictOn } from "../../helpers/seal-factory/verdict.ts";
import { seededRandom, seedOfRun } from "../random.ts";
import { specimens, unsignedFiles } from "./specimens.ts";
import { isOutsideOfSignature } from "./unchanged.ts";

const pki = createPki();
const seed = seedOfRun();
/** Every byte with `FUZZ_STEP=1`. */
const step = Number(process.env["FUZZ_STEP"] ?? 12);
process.stdout.write(`entry flips: FUZZ_SEED=${seed} FUZZ_STEP=${step}\n`);

test.each(specimens().map((one) => [one.name, one] as const))(
  "%s: no changed byte of a protected entry is accepted",
  (specimenName, { files, protectedNames }) => {
    const random = seededRandom(seed);
    const original = verdictOn(zipFiles(files));
    const accepted: string[] = [];
    let excused = 0;
    for (const name of protectedNames) {
      const content = files.get(name) ?? new Uint8Array();
      for (let at = random.below(step); at < content.length; at += step) {
        const changed = content.with(at, content[at]! ^ (1 << random.below(8)));
        const report = verdictOn(zipFiles(new Map(files).set(name, changed)));
        if (report.decision !== "accept") continue;
        if (name.endsWith("SignedValue.dat") && isOutsideOfSignature(original, report)) excused += 1;
        else accepted.push(`byte ${at} of ${name}: ${report.codes.join(" ")}`);
      }
    }
    expect(accepted).toEqual([]);
    if (!specimenName.includes("SignedData") && !specimenName.includes("timestamp")) expect(excused).toBe(0);
  },
  120_000,
);

test.each(specimens().map((one) => [one.name, one] as const))(
  "%s: no forged page is accepted under its signed value, whichever byte of that is changed",
  (_, { files }) => {
    const random = seededRandom(seed);
    const genuine = files.get("D/S/Sign_s001/SignedValue.dat") ?? new Uint8Array();
    const accepted: string[] = [];
    for (let at = random.below(step); at < genuine.length; at += step) {
      const value = genuine.with(at, genuine[at]! ^ (1 << random.below(8)));
      const forged = signFiles(unsignedFiles("伪造的证照"), { pki, listFolder: "D/S", value: () => value });
      const { decision, codes } = verdictOn(zipFiles(forged));
      if (decision === "accept") accepted.push(`byte ${at}: ${codes.join(" ")}`);
    }
    expect(accepted).toEqual([]);
  },
  120_000,
);
