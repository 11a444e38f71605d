import { describe, expect, test } from "vitest";
import {
  type Line,
  learn,
  newLine,
  type Sign,
  shownLine,
  worstLine,
} from "../../../../../electron/app/network/line-state.ts";
import { fault } from "../../../../../electron/domain/fault.ts";

const LOST = fault("province.unreachable");

/** Signs one second apart: a number is a good answer with that round trip, `lost` a bad one. */
function lineAfter(...signs: (number | "lost")[]): Line {
  return signs.reduce<Line>(
    (line, sign, index) => learn(line, { order: index, at: index * 1000, ...outcome(sign) }),
    newLine(-1),
  );
}

function outcome(sign: number | "lost"): Partial<Sign> {
  return sign === "lost" ? { problem: LOST } : { roundTripMs: sign };
}

describe("a line", () => {
  test("is unknown before the first answer, and never up without one", () => {
    expect([newLine(5).state, lineAfter("lost").state]).toEqual(["unknown", "down"]);
  });

  test("is up with the first good answer", () => {
    expect(lineAfter(20)).toMatchObject({ state: "up", since: 0, lastAnswerAt: 0, roundTripMs: 20 });
  });

  test("is down with the first bad one, since then and with the reason", () => {
    expect(lineAfter(20, 20, "lost", "lost")).toMatchObject({
      state: "down",
      since: 2000,
      lastAnswerAt: 1000,
      fault: LOST,
    });
  });

  test("takes two good answers in a row to come back", () => {
    expect(lineAfter("lost", 20)).toMatchObject({ state: "down", fault: LOST });
    expect(lineAfter("lost", 20, "lost", 20).state).toBe("down");
    expect(lineAfter("lost", 20, 20)).toMatchObject({ state: "up", since: 2000 });
    expect(lineAfter("lost", 20, 20).fault).toBeUndefined();
  });

  test("is slow after two slow round trips, and quick after three quick ones", () => {
    expect([lineAfter(20, 1200).state, lineAfter(20, 1200, 1200).state]).toEqual(["up", "slow"]);
    expect([lineAfter(1200, 1200, 50, 50).state, lineAfter(1200, 1200, 50, 50, 50).state]).toEqual(["slow", "up"]);
  });

  test("does not flicker between the two limits", () => {
    const between = [900, 1100, 700, 1100, 800, 1050, 900];
    expect(lineAfter(20, ...between).state).toBe("up");
    expect(lineAfter(1200, 1200, ...between).state).toBe("slow");
  });

  test("is not taken down by a question older than its last good answer", () => {
    const line = learn(newLine(0), { order: 2, at: 100 });
    expect(learn(line, { order: 1, at: 900, problem: LOST }).state).toBe("up");
    expect(learn(line, { order: 3, at: 900, problem: LOST }).state).toBe("down");
  });
});

describe("what is shown", () => {
  const line = lineAfter(20);

  test("is a claim as long as the last good answer is fresh", () => {
    expect([shownLine(line, 3000, 3000).state, shownLine(line, 3001, 3000).state]).toEqual(["up", "unknown"]);
  });

  test("is unknown when the clock was set back behind the last answer", () => {
    expect(shownLine(lineAfter(20, 20), 500, 3000).state).toBe("unknown");
  });

  test("of a loss does not age", () => {
    expect(shownLine(lineAfter("lost"), 9e9, 3000).state).toBe("down");
  });
});

test("an end is as its worst line: away before unknown before slow", () => {
  const lines = [lineAfter(20), lineAfter(1200, 1200), newLine(0), lineAfter("lost")];
  expect([4, 3, 2, 1].map((count) => worstLine(lines.slice(0, count))?.state)).toEqual([
    "down",
    "unknown",
    "slow",
    "up",
  ]);
});
