import { expect, test } from "vitest";
import { progressOn } from "../../../../electron/cli/progress.ts";

function stage(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const progress = progressOn({ isTTY, write: (text) => written.push(text) }, () => now);
  const tick = (ms: number) => {
    now += ms;
  };
  return { written, progress, tick };
}

test("a terminal sees one line that is rewritten, with the total once it is known", () => {
  const { written, progress, tick } = stage(true);
  tick(1000);
  progress.step();
  progress.expect(10);
  tick(1000);
  progress.step();
  expect(written).toEqual(["\r\u001b[2K1 · 1/s", "\r\u001b[2K2 / 10 · 1/s"]);
});

test("it is rewritten no faster than an eye follows", () => {
  const { written, progress, tick } = stage(true);
  for (let step = 0; step < 100; step += 1) {
    progress.step();
    tick(10);
  }
  expect(written.length).toBeLessThanOrEqual(10);
});

test("it is away while a result is written, and at the end", () => {
  const { written, progress } = stage(true);
  progress.step();
  progress.around(() => written.push("result"));
  progress.end();
  expect(written.slice(1)).toEqual(["\r\u001b[2K", "result"]);
});

test("where there is no terminal nothing is written but the results", () => {
  const { written, progress, tick } = stage(false);
  tick(1000);
  progress.step();
  progress.around(() => written.push("result"));
  progress.end();
  expect(written).toEqual(["result"]);
});
