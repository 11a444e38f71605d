/** Which profile is chosen before anybody chose, and when a device is asked. */
import { expect, test } from "vitest";
import { likelyProfile, readerToAsk } from "../../../../../renderer/screens/devices/likely-profile.ts";

const profiles = [
  { id: "reader", kind: "id-card-reader" },
  { id: "scanner", kind: "barcode-scanner" },
  { id: "fast-scanner", kind: "barcode-scanner" },
];
const port = (...scores: readonly (readonly [string, number])[]) => ({
  proposals: scores.map(([profileId, score]) => ({ profileId, name: profileId, score })),
});

test.each([
  ["nothing that is known", port(), undefined, undefined],
  ["one proposal", port(["scanner", 50]), "scanner", undefined],
  ["the surer of two kinds", port(["scanner", 90], ["reader", 20]), "scanner", undefined],
  ["two profiles of one kind, equally likely", port(["scanner", 50], ["fast-scanner", 50]), "scanner", undefined],
  ["two kinds, equally likely", port(["reader", 20], ["scanner", 20]), undefined, "reader"],
  ["the same in the other order", port(["scanner", 20], ["fast-scanner", 20], ["reader", 20]), undefined, "reader"],
])("%s", (_what, proposed, likely, asked) => {
  expect([likelyProfile(proposed, profiles), readerToAsk(proposed, profiles)]).toEqual([likely, asked]);
});
