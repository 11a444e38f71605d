import { expect, test } from "vitest";
import { collectThoroughly } from "../../../../electron/domain/collect-thoroughly.ts";

test("the current pool of small buffers is left before the collection", () => {
  const pieceBefore = Buffer.from("周明远");
  let pieceThen: Buffer | undefined;
  const gc = () => {
    pieceThen = Buffer.from("x");
  };
  collectThoroughly({ gc, Buffer });
  expect(pieceThen?.buffer).toBeDefined();
  expect(pieceThen?.buffer).not.toBe(pieceBefore.buffer);
});

test("without a collector nothing is done", () => {
  expect(() => collectThoroughly({ Buffer: { poolSize: 8, allocUnsafe: () => expect.unreachable() } })).not.toThrow();
});
