/** Which of many values are drawn: the first at once, of those that come meanwhile the newest, and at once what may not wait. */
import { describe, expect, test } from "vitest";
import { newestDrawn } from "../../../../renderer/state/newest-drawn.ts";

function setUp() {
  const drawn: string[] = [];
  const over: (() => void)[] = [];
  const take = newestDrawn<string>(
    (value) => drawn.push(value),
    (before, next) => before[0] === next[0],
    (then) => over.push(then),
  );
  /** The frame of the drawing that began as number `at` has gone out. */
  const drawnOut = (at: number) => over[at]?.();
  return { drawn, take, drawnOut };
}

describe("of values that come in a burst", () => {
  test("the first is drawn at once, and then the newest alone", () => {
    const { drawn, take, drawnOut } = setUp();
    for (const value of ["a1", "a2", "a3"]) take(value);
    expect(drawn).toEqual(["a1"]);
    drawnOut(0);
    expect(drawn).toEqual(["a1", "a3"]);
    drawnOut(1);
    expect(drawn).toEqual(["a1", "a3"]);
  });

  test("one that may not wait is drawn at once, and what waited is never drawn after it", () => {
    const { drawn, take, drawnOut } = setUp();
    for (const value of ["a1", "a2", "b1"]) take(value);
    expect(drawn).toEqual(["a1", "b1"]);
    drawnOut(0);
    drawnOut(1);
    expect(drawn).toEqual(["a1", "b1"]);
  });

  test("each is drawn at once where nothing is being drawn", () => {
    const { drawn, take, drawnOut } = setUp();
    for (const [at, value] of ["a1", "a2", "a3"].entries()) {
      take(value);
      drawnOut(at);
    }
    expect(drawn).toEqual(["a1", "a2", "a3"]);
  });
});
