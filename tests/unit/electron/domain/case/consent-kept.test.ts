/** What was not fetched for want of consent is not fetched by asking again either. */
import { expect, test } from "vitest";
import { transition } from "../../../../../electron/domain/case/case-machine.ts";
import type { CaseState } from "../../../../../electron/domain/case/case-state.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { caseFile, clerk, ID_CARD_TYPE, NOW } from "../../../../helpers/domain/builders.ts";

function undecided(state: "refused" | "waiting"): CaseState {
  const requests = [{ typeCode: ID_CARD_TYPE, state: "failed", fault: fault("consent.refused") }] as const;
  const grant = { family: "license-app", tokens: { t: "1" } } as const;
  const file = caseFile({ grant, requests, consent: { kind: "on-site", state, at: NOW } });
  return { kind: "deciding", clerk, isLocked: false, file };
}

test("of a citizen who has refused nothing is fetched", () => {
  const state = undecided("refused");
  expect(transition(state, { kind: "retry-asked" })).toEqual({ state, effects: [], fault: fault("consent.refused") });
});

test("who has not answered is asked for consent before anything is fetched", () => {
  const asked = transition(undecided("waiting"), { kind: "retry-asked" });
  expect(asked).toMatchObject({ state: { kind: "consenting" }, effects: [{ kind: "await-consent" }] });
  const consent = { kind: "on-site", state: "granted", at: NOW } as const;
  expect(transition(asked.state, { kind: "consent-answered", consent })).toMatchObject({
    state: { kind: "fetching" },
    effects: [{ kind: "pull", typeCodes: [ID_CARD_TYPE] }],
  });
  const refusal = { kind: "consent-answered", consent: { ...consent, state: "refused" } } as const;
  expect(transition(asked.state, refusal)).toMatchObject({ state: { kind: "deciding" }, effects: [] });
});
