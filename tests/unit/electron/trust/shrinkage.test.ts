import { describe, expect, test } from "vitest";
import type { BundlePayload } from "../../../../electron/trust/bundle-shape.ts";
import { shrinkage } from "../../../../electron/trust/shrinkage.ts";

const some = (count: number) => Array.from({ length: count }, () => new Uint8Array([1]));
const bundle = (anchors: number, intermediates: number, crls: number, seals?: number): BundlePayload => ({
  issue: 1,
  issuedAt: 0,
  nextUpdate: 0,
  publisher: "x",
  anchors: some(anchors),
  intermediates: some(intermediates),
  crls: some(crls),
  sampleSigners: [],
  ...(seals === undefined
    ? {}
    : {
        sealStatus: {
          issuedAt: 0,
          nextUpdate: 0,
          entries: Array.from({ length: seals }, () => ({ sealId: "1", state: "revoked" as const, since: 0 })),
        },
      }),
});

describe("shrinkage", () => {
  test.each([
    ["growth", bundle(1, 1, 1), bundle(2, 5, 9)],
    ["the same size", bundle(1, 4, 2, 3), bundle(1, 4, 2, 3)],
    ["exactly half", bundle(2, 4, 4, 2), bundle(1, 2, 2, 1)],
    ["a seal status list that appears", bundle(1, 1, 1), bundle(1, 1, 1, 0)],
  ])("lets %s pass", (_what, before, after) => {
    expect(shrinkage(before, after)).toBeUndefined();
  });

  test.each([
    ["certificates", bundle(1, 4, 2), bundle(1, 1, 2)],
    ["lists", bundle(1, 1, 3), bundle(1, 1, 1)],
    ["lists", bundle(1, 1, 1), bundle(1, 1, 0)],
    ["anchors", bundle(1, 8, 1), bundle(0, 8, 1)],
    ["sealStatus", bundle(1, 1, 1, 5), bundle(1, 1, 1)],
    ["sealStatusEntries", bundle(1, 1, 1, 5), bundle(1, 1, 1, 2)],
  ])("refuses when %s fell by more than half", (what, before, after) => {
    expect(shrinkage(before, after)).toMatchObject({ code: "trust.shrunk", detail: { what } });
  });
});
