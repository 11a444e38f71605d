/** What the clerk does next in every state, and that no two open actions want the same key. */
import { describe, expect, test } from "vitest";
import type { CounterView } from "../../../../electron/contract/counter.ts";
import { fault } from "../../../../electron/domain/fault.ts";
import { ACTION_KEYS } from "../../../../renderer/state/action-keys.ts";
import { nextStep, openActions } from "../../../../renderer/state/next-step.ts";
import { ALL_DECIDED, EXEMPTED, inCase, MIXED, PENDING } from "../../../helpers/fixtures/case-views.ts";
import { interrupted, NOW, noMatter, ready } from "../../../helpers/fixtures/terminal-views.ts";

const consenting = (kind: "by-phone" | "on-site") =>
  inCase({ phase: "consenting", proposals: PENDING, part: { consent: { kind, state: "waiting", at: NOW } } });

const VIEWS: Readonly<Record<string, CounterView>> = {
  "without a matter": noMatter,
  ready,
  interrupted,
  identifying: inCase({ phase: "identifying" }),
  "identifying, failed": inCase({ phase: "identifying", part: { notice: fault("code.expired") } }),
  "consenting on the phone": consenting("by-phone"),
  "consenting on site": consenting("on-site"),
  fetching: inCase({ phase: "fetching", proposals: PENDING }),
  verifying: inCase({ phase: "verifying", proposals: PENDING }),
  deciding: inCase({ phase: "deciding" }),
  "deciding, mixed": inCase({ phase: "deciding", proposals: MIXED }),
  "deciding, paper left": inCase({ phase: "deciding", decisions: EXEMPTED }),
  submitting: inCase({ phase: "submitting", decisions: ALL_DECIDED }),
  closing: inCase({ phase: "closing", decisions: ALL_DECIDED }),
};
/** Open on every screen of a signed-in clerk. */
const GLOBAL = ["keys", "history", "training", "lock"] as const;

describe.each(Object.entries(VIEWS))("%s", (_, view) => {
  const selections = [undefined, ...(view.case?.materials.map(({ id }) => id) ?? [])];

  test.each(selections)("gives each key to one action only, with %s selected", (selected) => {
    const { primary, selected: own, entry, case: rest, view: looking } = openActions(view, selected);
    const keys = [...primary, ...own, ...entry, ...rest, ...looking, ...GLOBAL].flatMap((id) => [...ACTION_KEYS[id]]);
    expect(keys).toEqual([...new Set(keys)]);
  });
});

describe("the next step", () => {
  test.each([
    ["without a matter", "choose"],
    ["ready", "scan"],
    ["interrupted", "interrupted"],
    ["identifying", "identifying"],
    ["identifying, failed", "scan-again"],
    ["consenting on the phone", "consent-phone"],
    ["consenting on site", "consent-on-site"],
    ["fetching", "fetching"],
    ["verifying", "verifying"],
    ["deciding", "confirm-all"],
    ["deciding, paper left", "decide"],
    ["submitting", "done"],
    ["closing", "closing"],
  ])("%s is %s", (name, kind) => {
    expect(nextStep(VIEWS[name] as CounterView, undefined).kind).toBe(kind);
  });

  test("counts alternatives once", () => {
    const step = nextStep(
      inCase({ phase: "deciding", proposals: { ...MIXED, "GJJ-01": { kind: "paper" } } }),
      undefined,
    );
    expect(step).toMatchObject({ kind: "decide", left: 5 });
  });

  test("says that confirming finishes the case when nothing else is open", () => {
    const proposals = Object.fromEntries(
      ["GJJ-01", "GJJ-02", "GJJ-03", "GJJ-05", "GJJ-06"].map((id) => [
        id,
        {
          kind: "exempt" as const,
          licenseId: "identityCard",
          face: "valid" as const,
          right: "yes" as const,
          reasons: [],
        },
      ]),
    );
    expect(nextStep(inCase({ phase: "deciding", proposals }), undefined)).toMatchObject({ isLast: true });
  });

  test("counts the licenses that do not exempt beside those that do", () => {
    const step = nextStep(inCase({ phase: "deciding", proposals: MIXED }), undefined);
    expect(step).toMatchObject({ kind: "confirm-all", count: 1, notExempt: 3 });
  });

  test("asks about the selected material first", () => {
    const view = inCase({ phase: "deciding", proposals: { ...MIXED, "GJJ-01": { kind: "paper" } } });
    expect(nextStep(view, "GJJ-05")).toMatchObject({ kind: "decide", material: { id: "GJJ-05" } });
  });

  test("counts what is exempted, waiting and returned at the end", () => {
    const decisions = { ...ALL_DECIDED, "GJJ-01": { delivery: "refused" } } as const;
    expect(nextStep(inCase({ phase: "submitting", decisions }), undefined)).toEqual({
      kind: "done",
      exempted: 4,
      total: 6,
      queued: 1,
      refused: 1,
    });
  });
});

describe("the open actions", () => {
  test("never offer an exemption that the host does not propose", () => {
    const view = inCase({ phase: "deciding", proposals: MIXED });
    for (const id of ["GJJ-02", "GJJ-03", "GJJ-04", "GJJ-05", "GJJ-06"]) {
      expect(openActions(view, id).selected).not.toContain("exempt-one");
    }
  });

  test("offer deferral and pledge only where the matter allows them", () => {
    const view = inCase({ phase: "deciding" });
    expect(openActions(view, "GJJ-05").selected).toContain("defer");
    expect(openActions(view, "GJJ-06").selected).toContain("pledge");
    expect(openActions(view, "GJJ-01").selected).toEqual(["exempt-one", "paper", "refuse"]);
  });

  test("let nobody answer for the citizen what is to be answered on the phone", () => {
    expect(openActions(VIEWS["consenting on the phone"] as CounterView, undefined).primary).toEqual([]);
  });

  test("offer a license file of the citizen's own while their answer is waited for, and no other way in", () => {
    for (const name of ["consenting on the phone", "consenting on site"]) {
      expect(openActions(VIEWS[name] as CounterView, undefined).entry, name).toEqual(["file"]);
    }
  });

  test("offer another way of naming the person only once the first has failed", () => {
    expect(openActions(VIEWS["identifying"] as CounterView, undefined).entry).toEqual([]);
    expect(openActions(VIEWS["identifying, failed"] as CounterView, undefined).entry).toContain("number");
  });

  test("do not offer fetching again for what another material has settled", () => {
    const settled = openActions(inCase({ phase: "deciding", decisions: EXEMPTED }), "GJJ-06");
    // Not on the step bar; its key works, and the host says that there is nothing to fetch.
    expect([settled.case.includes("retry"), settled.view.includes("retry")]).toEqual([false, true]);
    expect(openActions(inCase({ phase: "deciding" }), undefined).case).toContain("retry");
  });

  test("of a citizen who refused: paper, and files of their own, but no fetching again", () => {
    const answered = (state: "waiting" | "refused") => {
      const gone = { kind: "missing", fault: fault("consent.refused") } as const;
      const part = { consent: { kind: "on-site" as const, state, at: NOW } };
      return openActions(inCase({ phase: "deciding", proposals: { ...PENDING, "GJJ-02": gone }, part }), "GJJ-02");
    };
    const { case: rest, view, selected, entry } = answered("refused");
    expect(rest).not.toContain("retry");
    expect(view).toContain("retry");
    expect([selected.includes("paper"), entry.includes("file")]).toEqual([true, true]);
    expect(answered("waiting").case).toContain("retry");
  });
});
