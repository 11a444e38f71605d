import { describe, expect, test } from "vitest";
import { type AgeBand, ageBand, outageAnswer } from "../../../../../electron/domain/trust-age/outage-policy.ts";

const HOUR = 3_600_000;

describe("age bands", () => {
  test.each([
    [0, "fresh"],
    [6 * HOUR, "fresh"],
    [6 * HOUR + 1, "aging"],
    [24 * HOUR, "aging"],
    [24 * HOUR + 1, "late"],
    [48 * HOUR, "late"],
    [48 * HOUR + 1, "stale"],
    [7 * 24 * HOUR, "stale"],
    [7 * 24 * HOUR + 1, "expired"],
    [-5 * 60_000, "fresh"],
    [-5 * 60_000 - 1, "expired"],
  ] as const)("%d ms is %s", (age, band) => {
    expect(ageBand(age)).toBe(band);
  });

  test("no list at all, or a doubtful clock, is never fresh", () => {
    expect(ageBand(undefined)).toBe("expired");
    expect(ageBand(0, true)).toBe("expired");
  });
});

/** The table of design section 4, written out once more by hand: every cell is asked. */
const EXPECTED: Record<AgeBand, Record<"library" | "presented", readonly [low: string, high: string]>> = {
  fresh: { library: ["valid yes", "valid yes"], presented: ["valid yes", "valid yes"] },
  aging: { library: ["valid yes", "valid yes"], presented: ["valid yes", "valid yes"] },
  late: {
    library: ["attention yes-recheck", "attention yes-recheck"],
    presented: ["attention yes-recheck", "attention yes-recheck"],
  },
  stale: {
    library: ["attention second-confirmation", "attention second-confirmation"],
    presented: ["attention second-confirmation", "unconfirmed no"],
  },
  expired: { library: ["unconfirmed no", "unconfirmed no"], presented: ["unconfirmed no", "unconfirmed no"] },
};

describe("outage table", () => {
  for (const [band, arrivals] of Object.entries(EXPECTED)) {
    for (const [arrival, cells] of Object.entries(arrivals)) {
      cells.forEach((cell, index) => {
        test(`${band}, ${arrival}, ${index === 0 ? "low" : "high"} risk: ${cell}`, () => {
          const answer = outageAnswer(band as AgeBand, arrival as "library", index === 1);
          expect(`${answer.bestFace} ${answer.right}`).toBe(cell);
        });
      });
    }
  }
});
