/** What was not fetched for want of consent is not fetched by asking again either. */
import { expect, test } from "vitest";
import { transition } from "../../../../../electron/domain/case/case-machine.ts";
import type { CaseState } from "../../../../../electron/domain/case/case-state.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { caseFile, clerk, held, ID_CARD_TYPE, NOW, verdict } from "../../../../helpers/domain/builders.ts";

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

const waiting: CaseState = {
  kind: "consenting",
  clerk,
  isLocked: false,
  file: caseFile({ consent: { kind: "by-phone", state: "waiting", at: NOW } }),
};
const { verdict: _, ...presented } = held({ source: "presented" });
const verified = { kind: "license-verified", licenseId: "l1", verdict: verdict() } as const;
const granted = { kind: "by-phone", state: "granted", at: NOW } as const;

test("what citizens present themselves is taken and verified while their answer is waited for", () => {
  const taken = transition(waiting, { kind: "license-arrived", license: presented });
  expect(taken).toEqual({
    state: { ...waiting, file: { ...waiting.file, licenses: [presented] } },
    effects: [{ kind: "verify", licenseIds: ["l1"] }],
  });
  const judged = transition(taken.state, verified);
  expect(judged).toMatchObject({
    state: {
      kind: "consenting",
      file: { licenses: [held({ source: "presented" })], requests: [{ state: "pending" }] },
    },
  });
  // The library is asked all the same: it may have a better one.
  expect(transition(judged.state, { kind: "consent-answered", consent: granted }).effects).toEqual([
    { kind: "pull", typeCodes: [ID_CARD_TYPE] },
  ]);
  expect(transition(judged.state, { kind: "timed-out", phase: "consenting" })).toMatchObject({
    state: { kind: "deciding", file: { licenses: [{ verdict: { decision: "accept" } }] } },
  });
});

test("one of which the file was lost leaves nothing behind, and a crash leaves none unverified", () => {
  const { state } = transition(waiting, { kind: "license-arrived", license: presented });
  const lost = { kind: "license-missing", typeCode: ID_CARD_TYPE, fault: fault("license.no-file") } as const;
  expect(transition(state, lost).state).toEqual(waiting);
  const { file } = state as CaseState;
  const ready = { kind: "ready", clerk, isLocked: false, interrupted: { phase: "consenting", file } } as const;
  expect(transition(ready, { kind: "resumed" }).effects).toEqual([
    { kind: "await-consent" },
    { kind: "verify", licenseIds: ["l1"] },
  ]);
});

test("nothing of the library's comes in without consent", () => {
  const { verdict: _verdict, ...license } = held();
  const missing = { kind: "license-missing", typeCode: ID_CARD_TYPE, fault: fault("license.not-found") } as const;
  for (const event of [{ kind: "license-arrived", license } as const, missing, verified]) {
    expect(transition(waiting, event)).toEqual({ state: waiting, effects: [], fault: fault("case.wrong-state") });
  }
});

test("a verdict is given once", () => {
  const state: CaseState = { ...waiting, kind: "deciding", file: caseFile({ requests: [], licenses: [held()] }) };
  expect(transition(state, verified).fault).toEqual(fault("case.wrong-state"));
});
