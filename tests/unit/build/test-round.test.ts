/** What a round counts: nothing that fails twice, and nothing that died, is ever passed. */
import { expect, test } from "vitest";
import { runRound } from "../../../build/scripts/test-round.mjs";

type Outcome = "passed" | "failed" | "skipped";
const file = (name: string, ...outcomes: Outcome[]) => ({
  name,
  status: outcomes.length === 0 || outcomes.includes("failed") ? "failed" : "passed",
  assertionResults: outcomes.map((status, index) => ({ status, fullName: `${name} ${index + 1}` })),
});
const ended = (files: ReturnType<typeof file>[], status = files.some((one) => one.status === "failed") ? 1 : 0) => ({
  status,
  report: { testResults: files },
});
const died = { status: 1, report: undefined };

function round(...runs: (ReturnType<typeof ended> | typeof died)[]) {
  const asked: string[][] = [];
  const counted = runRound({ name: "round", folders: ["tests/unit"], args: [] }, (paths: string[]) => {
    asked.push(paths);
    return runs[asked.length - 1] ?? died;
  });
  return { counted, again: asked.slice(1) };
}

test.each([
  ["all passed", [ended([file("a", "passed", "skipped")])], { passed: 1, failed: 0, unsteady: [] }],
  [
    "one that passes alone: named",
    [ended([file("a", "passed"), file("b", "passed", "failed")]), ended([file("b", "passed", "passed")])],
    { passed: 3, failed: 0, unsteady: ["b 2"] },
  ],
  [
    "one that fails again",
    [ended([file("a", "passed"), file("b", "passed", "failed")]), ended([file("b", "passed", "failed")])],
    { passed: 2, failed: 1, unsteady: [] },
  ],
  [
    "another of the same file fails the second time",
    [ended([file("b", "passed", "failed")]), ended([file("b", "failed", "passed")])],
    { passed: 1, failed: 1, unsteady: [] },
  ],
  ["a file that does not load", [ended([file("a")]), ended([file("a")])], { passed: 0, failed: 1, unsteady: [] }],
  [
    "a file that loads the second time",
    [ended([file("a")]), ended([file("a", "passed")])],
    { passed: 1, failed: 0, unsteady: ["a"] },
  ],
  ["the second run dies", [ended([file("a", "failed")]), died], { passed: 0, failed: 1, unsteady: [] }],
  [
    "the second run dies at its end",
    [ended([file("a", "failed")]), ended([file("a", "passed")], 1)],
    { passed: 0, failed: 1, unsteady: [] },
  ],
] as const)("%s", (_, runs, expected) => {
  expect(round(...(runs as unknown as Parameters<typeof round>)).counted).toMatchObject(expected);
});

test.each([
  ["nothing failed, but a process died", [ended([file("a", "passed")], 1)], 1],
  ["no report", [died], 1],
  ["three files failed", [ended([file("a", "failed"), file("b", "failed"), file("c", "failed")])], 3],
] as const)("%s: not run again", (_, runs, failed) => {
  const { counted, again } = round(...(runs as unknown as Parameters<typeof round>));
  expect([counted.failed, again]).toEqual([failed, []]);
});

test("what failed is run again alone, each file whole", () => {
  const { again } = round(ended([file("a", "passed"), file("b", "failed")]), ended([file("b", "passed")]));
  expect(again).toEqual([["b"]]);
});
