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
function having(...signs: (number | "lost")[]): Line {
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
    expect([newLine(5).state, having("lost").state]).toEqual(["unknown", "down"]);
  });

  test("is up with the first good answer", () => {
    expect(having(20)).toMatchObject({ state: "up", since: 0, lastAnswerAt: 0, roundTripMs: 20 });
  });

  test("is down with the first bad one, since then and with the reason", () => {
    expect(having(20, 20, "lost", "lost")).toMatchObject({
      state: "down",
      since: 2000,
      lastAnswerAt: 1000,
      fault: LOST,
    });
  });

  test("takes two good answers in a row to come back", () => {
    expect(having("lost", 20)).toMatchObject({ state: "down", fault: LOST });
    expect(having("lost", 20, "lost", 20).state).toBe("down");
    expect(having("lost", 20, 20)).toMatchObject({ state: "up", since: 2000 });
    expect(having("lost", 20, 20).fault).toBeUndefined();
  });

  test("is slow after two slow round trips, and quick after three quick ones", () => {
    expect([having(20, 1200).state, having(20, 1200, 1200).state]).toEqual(["up", "slow"]);
    expect([having(1200, 1200, 50, 50).state, having(1200, 1200, 50, 50, 50).state]).toEqual(["slow", "up"]);
  });

  test("does not flicker between the two limits", () => {
    const between = [900, 1100, 700, 1100, 800, 1050, 900];
    expect(having(20, ...between).state).toBe("up");
    expect(having(1200, 1200, ...between).state).toBe("slow");
  });

  test("is not taken down by a question older than its last good answer", () => {
    const line = learn(newLine(0), { order: 2, at: 100 });
    expect(learn(line, { order: 1, at: 900, problem: LOST }).state).toBe("up");
    expect(learn(line, { order: 3, at: 900, problem: LOST }).state).toBe("down");
  });
});

describe("an answer that is overdue", () => {
  const overdue = learn(having(20, 20), { order: 2, at: 2900, problem: LOST, isOverdue: true });

  test("is a loss until it comes, and then the line is slow at once", () => {
    expect(overdue).toMatchObject({ state: "down", since: 2900, lastAnswerAt: 1000 });
    expect(learn(overdue, { order: 2, at: 3300, roundTripMs: 1300 })).toMatchObject({ state: "slow", since: 3300 });
  });

  test("brings nothing back when something else failed meanwhile, or it failed itself", () => {
    const worse = learn(overdue, { order: 3, at: 3000, problem: LOST });
    expect(learn(worse, { order: 2, at: 3300, roundTripMs: 1300 }).state).toBe("down");
    const ended = learn(overdue, { order: 2, at: 4000, problem: LOST });
    expect(learn(ended, { order: 3, at: 5000, roundTripMs: 20 }).state).toBe("down");
  });

  test("of a line that is down already changes nothing", () => {
    const later = learn(having("lost"), { order: 1, at: 900, problem: LOST, isOverdue: true });
    expect(learn(later, { order: 1, at: 1300, roundTripMs: 1300 }).state).toBe("down");
  });
});

describe("what is shown", () => {
  const RULE = { freshMs: 3000 };
  const line = having(20);

  test("is a claim as long as the last good answer is fresh", () => {
    expect([shownLine(line, 3000, RULE).state, shownLine(line, 3001, RULE).state]).toEqual(["up", "unknown"]);
  });

  test("is unknown when the clock was set back behind the last answer", () => {
    expect(shownLine(having(20, 20), 500, RULE).state).toBe("unknown");
  });

  test("is unknown when only an answer to an earlier question stands for it", () => {
    expect(shownLine(line, 10, { ...RULE, sinceOrder: 0 }).state).toBe("up");
    expect(shownLine(line, 10, { ...RULE, sinceOrder: 1 })).toMatchObject({ state: "unknown", since: 0 });
  });

  test("of a loss does not age", () => {
    expect(shownLine(having("lost"), 9e9, RULE).state).toBe("down");
  });
});

test("an end is as its worst line: away before unknown before slow", () => {
  const lines = [having(20), having(1200, 1200), newLine(0), having("lost")];
  expect([4, 3, 2, 1].map((count) => worstLine(lines.slice(0, count))?.state)).toEqual([
    "down",
    "unknown",
    "slow",
    "up",
  ]);
});
