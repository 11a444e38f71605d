/** Every single byte of small sealed files, changed: none is accepted, but for fields of the zip format that carry no content. */
import { expect, test } from "vitest";
import { verdictOn } from "../../helpers/seal-factory/verdict.ts";
import { seededRandom, seedOfRun } from "../random.ts";
import { specimens } from "./specimens.ts";
import { hasSameContent, SILENT_FIELDS, saysTheSame } from "./unchanged.ts";
import { fieldsOf } from "./zip-fields.ts";

const seed = seedOfRun();
process.stdout.write(`byte flips: FUZZ_SEED=${seed}\n`);

test.each(specimens().map((one) => [one.name, one] as const))(
  "%s: no changed byte is accepted, unless no content changed",
  (_, { file }) => {
    const random = seededRandom(seed);
    const original = verdictOn(file);
    expect(original).toMatchObject({ indication: "TOTAL_PASSED", decision: "accept" });
    expect(file.length).toBeLessThan(10_000);
    const fields = fieldsOf(file);
    const problems: string[] = [];
    for (let at = 0; at < file.length; at++) {
      const changed = file.with(
        at,
        random.below(2) ? file[at]! ^ (1 << random.below(8)) : (file[at]! + 1 + random.below(255)) & 255,
      );
      const report = verdictOn(changed);
      if (report.decision !== "accept") continue;
      const isSilent = SILENT_FIELDS.includes(fields[at] ?? "");
      if (!isSilent || !hasSameContent(file, changed) || !saysTheSame(original, report))
        problems.push(`byte ${at} (${fields[at] || "header"}) = ${changed[at]}`);
    }
    expect(problems).toEqual([]);
  },
  60_000,
);
