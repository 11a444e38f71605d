import { describe, expect, test } from "vitest";
import { whyNoShim } from "./power/shim.ts";
import { cutPower } from "./power.ts";

const missing = whyNoShim();
const seed = Date.now() % 1_000_000;
const note = (): void => undefined;

describe.skipIf(missing !== undefined)(
  `a power cut at any moment (seed ${seed})${missing ? `: ${missing}` : ""}`,
  () => {
    test("loses nothing that was acknowledged, and damages nothing", async () => {
      expect((await cutPower({ count: 30, seed, note })).findings).toEqual([]);
    }, 60_000);

    test("is survived because of the syncs: on a disk that forgets them, damage is found", async () => {
      const { findings } = await cutPower({ count: 15, seed, note }, (told) =>
        told.filter(({ letter }) => letter !== "S"),
      );
      expect(findings.length).toBeGreaterThan(0);
    }, 60_000);
  },
);
