import { describe, expect, test } from "vitest";
import { assessLicense } from "../../../../../electron/domain/exemption/assess.ts";
import {
  type AgeBand,
  ageBand,
  OUTAGE_TABLE,
  outageAnswer,
  type TrustDoubt,
} from "../../../../../electron/domain/trust-age/outage-policy.ts";
import { assessmentContext, license, material, verdict } from "../../../../helpers/domain/builders.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The table of design section 4 in its own words, written out by hand: age of the oldest list, what a license fetched now may
 * show, what one from the cache or the citizen may show (for listed high-risk matters after the semicolon), may it exempt.
 */
const DESIGN = `
| ≤ 6 h       | 有效           | 有效                                   | yes |
| 6–24 h      | 有效 + age     | 有效 + age                             | yes |
| 24–48 h     | 有效(需注意) | 有效(需注意)                         | yes, 待联网复核 |
| 48 h – 7 d  | 有效(需注意) | low-risk 有效(需注意), high-risk 无法确认 | second confirmation |
| > 7 d       | 无法确认       | 无法确认                               | no |
| no list     | 无法确认       | 无法确认                               | no |
| roll-back   | 无法确认       | 无法确认                               | no |
| clock       | 无法确认       | 无法确认                               | no |
`;

/** One age inside each row, and those at its ends. */
const AGES: Record<string, readonly (number | undefined)[]> = {
  "≤ 6 h": [-5 * 60_000, 0, 3 * HOUR, 6 * HOUR],
  "6–24 h": [6 * HOUR + 1, 12 * HOUR, 24 * HOUR],
  "24–48 h": [24 * HOUR + 1, 36 * HOUR, 48 * HOUR],
  "48 h – 7 d": [48 * HOUR + 1, 4 * DAY, 7 * DAY],
  "> 7 d": [7 * DAY + 1, 30 * DAY, Number.POSITIVE_INFINITY],
  "no list": [undefined],
  "roll-back": [0, 36 * HOUR, undefined],
  clock: [0, 36 * HOUR, undefined],
};
const AHEAD_OF_CLOCK = [-5 * 60_000 - 1, -DAY, Number.NaN];

const WORDS: Record<string, string> = {
  有效: "valid",
  "有效 + age": "valid + age",
  "有效(需注意)": "attention",
  无法确认: "unconfirmed",
};
const RIGHTS: Record<string, string> = {
  yes: "yes",
  "yes, 待联网复核": "yes-recheck",
  "second confirmation": "second-confirmation",
  no: "no",
};

interface Cell {
  readonly row: string;
  readonly ageMs: number | undefined;
  readonly doubt?: TrustDoubt;
  readonly arrival: "library" | "presented";
  readonly isHighRisk: boolean;
  readonly face: string;
  readonly right: string;
}

const rows = DESIGN.trim()
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()));

const cells: Cell[] = rows.flatMap(([, row = "", fetched = "", other = "", exempt = ""]) => {
  const [low = "", high = low] = other.split(", ").map((word) => word.replace(/^(low|high)-risk /, ""));
  const columns = [
    { arrival: "library", isHighRisk: false, said: fetched },
    { arrival: "library", isHighRisk: true, said: fetched },
    { arrival: "presented", isHighRisk: false, said: low },
    { arrival: "presented", isHighRisk: true, said: high },
  ] as const;
  const doubts: readonly TrustDoubt[] = ["clock", "roll-back"];
  const doubt = doubts.find((one) => one === row);
  return columns.flatMap(({ arrival, isHighRisk, said }) => {
    const face = WORDS[said] ?? `no such word: ${said}`;
    // What cannot be confirmed never exempts, whatever the row says of the others.
    const right = face === "unconfirmed" ? "no" : (RIGHTS[exempt] ?? exempt);
    return (AGES[row] ?? []).map((ageMs) => ({
      row,
      ageMs,
      ...(doubt && { doubt }),
      arrival,
      isHighRisk,
      face,
      right,
    }));
  });
});

function told({ ageMs, doubt, arrival, isHighRisk }: Cell): string {
  const band = ageBand(ageMs, doubt);
  const { bestFace, right } = outageAnswer(band, arrival, isHighRisk);
  const isAgeTold = OUTAGE_TABLE.find((one) => one.band === band)?.tellsAge === true;
  return `${bestFace}${bestFace === "valid" && isAgeTold ? " + age" : ""}, ${right}`;
}

describe("the outage table of the design, cell by cell", () => {
  test("has every cell", () => {
    expect(rows).toHaveLength(8);
    expect(cells).toHaveLength(4 * Object.values(AGES).flat().length);
  });

  test.each(cells)("$row ($ageMs ms), $arrival, high risk $isHighRisk: $face, $right", (cell) => {
    expect(told(cell)).toBe(`${cell.face}, ${cell.right}`);
  });

  test.each(cells)("the same of a whole license: $row ($ageMs ms), $arrival, high risk $isHighRisk", (cell) => {
    const context = assessmentContext({ trustAge: ageBand(cell.ageMs, cell.doubt), isHighRisk: cell.isHighRisk });
    const [option] = material().mapping?.anyOf ?? [];
    if (!option) throw new Error("the builder's material names no license");
    for (const source of cell.arrival === "library" ? (["library"] as const) : (["presented", "prefetched"] as const)) {
      const { face, right } = assessLicense(license({ source }), verdict(), option, context);
      expect(`${face}, ${right}`).toBe(`${cell.face.replace(" + age", "")}, ${cell.right}`);
    }
  });
});

test.each(AHEAD_OF_CLOCK)("an age of %d ms is a doubtful clock, and the oldest band", (age) => {
  expect(ageBand(age)).toBe("expired");
});

test("a band that nobody knows allows nothing", () => {
  expect(outageAnswer("forever" as AgeBand, "library", false)).toEqual({ bestFace: "unconfirmed", right: "no" });
});

test("the rows stand in order of age, and only the last has no end", () => {
  const ends = OUTAGE_TABLE.map(({ upToMs }) => upToMs ?? Number.POSITIVE_INFINITY);
  expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  expect(new Set(ends).size).toBe(OUTAGE_TABLE.length);
  expect(OUTAGE_TABLE.at(-1)?.upToMs).toBeUndefined();
});
