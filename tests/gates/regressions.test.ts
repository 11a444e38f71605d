/** The list of regressions is whole and true: every number has a test of that number, and every such test is in the list. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sourceFiles } from "../../build/gates/source-files.mjs";
import { house } from "./broken-tree.ts";

const LAST = 28;
/** The opening of a test's or a group's name: `12: …` or `12 and 13: …`. */
const NAMED = /(?:test|describe|\]\)|\))\(\s*"(\d+)(?: and (\d+))?: /g;

const read = (path: string) => readFileSync(join(house, path), "utf8");
const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const rows = [...read("tests/regressions.md").matchAll(/^\| (\d+)(?:–(\d+))? \|.*\| (.*) \|$/gm)].map(
  ([, from = "", to = from, cell = ""]) => ({
    numbers: span(Number(from), Number(to)),
    files: [...cell.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => `tests/${path}`),
  }),
);

function numbersIn(path: string): readonly number[] {
  const found = [...read(path).matchAll(NAMED)].flatMap(([, first, second]) => [first, second]);
  return found.flatMap((number) => (number === undefined ? [] : [Number(number)]));
}

test("every number up to the last is there once", () => {
  expect(rows.flatMap(({ numbers }) => numbers)).toEqual(span(1, LAST));
});

test("every file that is named has a test of each of its numbers", () => {
  const claims = rows.flatMap(({ numbers, files }) =>
    files.flatMap((path) => numbers.map((number) => ({ path, number }))),
  );
  expect(claims.length).toBeGreaterThanOrEqual(LAST);
  expect(
    claims.filter(({ path, number }) => !existsSync(join(house, path)) || !numbersIn(path).includes(number)),
  ).toEqual([]);
});

test("every test that has a number is named", () => {
  const listed = new Set(
    rows.flatMap(({ numbers, files }) => files.flatMap((path) => numbers.map((n) => `${path} ${n}`))),
  );
  const here = sourceFiles(house, ["tests"]).filter((path: string) => path.endsWith(".test.ts"));
  const found = here.flatMap((path: string) => numbersIn(path).map((number) => `${path} ${number}`));
  expect(found.filter((one: string) => !listed.has(one))).toEqual([]);
});
