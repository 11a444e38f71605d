import { expect, test } from "vitest";
import { deliveries } from "./network/deliveries.ts";
import { flaps } from "./network/flaps.ts";
import { createFindings } from "./torture.ts";

test("ends that come and go are never wrongly shown as online", async () => {
  const findings = createFindings();
  const { looks } = await flaps(200, 1, findings);
  expect([findings.all, looks > 5_000]).toEqual([[], true]);
});

test("deliveries over a lossy line arrive once each, in the order of their case", async () => {
  const findings = createFindings();
  const { lost } = await deliveries(100, findings, () => undefined);
  expect([findings.all, lost > 10]).toEqual([[], true]);
}, 60_000);
