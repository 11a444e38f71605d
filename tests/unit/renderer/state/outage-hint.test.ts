/** What the library's being away, or back, means for the next step: said only where it is true. */
import { expect, test } from "vitest";
import type { CounterView } from "../../../../electron/contract/counter.ts";
import { fault } from "../../../../electron/domain/fault.ts";
import { nextStep } from "../../../../renderer/state/next-step.ts";
import { outageHint } from "../../../../renderer/state/outage-hint.ts";
import { GOOD, inCase, PENDING } from "../../../helpers/fixtures/case-views.ts";
import { NOW, noMatter, ready } from "../../../helpers/fixtures/terminal-views.ts";

const LOST = fault("province.unreachable");
const missing = { kind: "missing", fault: LOST } as const;
const VIEWS = {
  "no matter": noMatter,
  ready,
  "identifying, the library lost": inCase({ phase: "identifying", part: { notice: LOST } }),
  "identifying, the code too old": inCase({ phase: "identifying", part: { notice: fault("code.expired") } }),
  consenting: inCase({
    phase: "consenting",
    proposals: PENDING,
    part: { consent: { kind: "by-phone", state: "waiting", at: NOW } },
  }),
  fetching: inCase({ phase: "fetching", proposals: PENDING }),
  "deciding, one lost": inCase({ phase: "deciding", proposals: { ...GOOD, "GJJ-02": missing } }),
  "deciding, one lost and taken on paper": inCase({
    phase: "deciding",
    proposals: { ...GOOD, "GJJ-02": missing },
    decisions: { "GJJ-02": { kind: "paper-received" } },
  }),
  "deciding, one not held": inCase({ phase: "deciding" }),
} satisfies Record<string, CounterView>;

test.each<[keyof typeof VIEWS, string | undefined, string | undefined]>([
  ["no matter", undefined, undefined],
  ["ready", "scanAway", undefined],
  ["identifying, the library lost", "againAway", "againBack"],
  ["identifying, the code too old", "againAway", undefined],
  ["consenting", "consentAway", undefined],
  ["fetching", "fetchingAway", undefined],
  ["deciding, one lost", undefined, "retryBack"],
  ["deciding, one lost and taken on paper", undefined, undefined],
  ["deciding, one not held", undefined, undefined],
])("%s: %s, and %s once it is back", (name, away, back) => {
  const view = VIEWS[name];
  const step = nextStep(view, undefined);
  expect([outageHint(step, view, "down"), outageHint(step, view, "up")]).toEqual([away, back]);
  expect(outageHint(step, view, "unknown")).toBeUndefined();
});
