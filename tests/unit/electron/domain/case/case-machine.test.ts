import { describe, expect, test } from "vitest";
import type { CaseEvent } from "../../../../../electron/domain/case/case-event.ts";
import type { CaseFile, MaterialDecision } from "../../../../../electron/domain/case/case-file.ts";
import { transition } from "../../../../../electron/domain/case/case-machine.ts";
import { CASE_PHASES, type CaseState, type CounterState } from "../../../../../electron/domain/case/case-state.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import {
  applicant,
  caseFile,
  clerk,
  held,
  ID_CARD_TYPE,
  material,
  matter,
  NOW,
  paperMaterial,
  verdict,
} from "../../../../helpers/domain/builders.ts";

const grant = { family: "service-code", tokens: { t: "1" } } as const;
const granted = { kind: "by-code", state: "granted", at: NOW } as const;
const waiting = { kind: "by-phone", state: "waiting", at: NOW } as const;

function decision(materialId: string, change: Partial<MaterialDecision> = {}): MaterialDecision {
  return {
    materialId,
    kind: "exempted",
    isRecheckRequired: false,
    at: NOW,
    clerk: "clerk1",
    revision: 1,
    deliveryKey: `k-${materialId}`,
    delivery: "queued",
    ...change,
  };
}

function inCase(kind: CaseState["kind"], file: CaseFile = caseFile()): CaseState {
  return { kind, clerk, isLocked: false, file };
}

/** Plays events one after another; a refusal fails the test. */
function play(start: CounterState, ...events: readonly CaseEvent[]): CounterState {
  return events.reduce((state, event) => {
    const next = transition(state, event);
    expect(next.fault, `${state.kind} + ${event.kind}`).toBeUndefined();
    return next.state;
  }, start);
}

const other = { account: "clerk2", name: "窗口二", role: "clerk" } as const;
const arrived: CaseEvent = { kind: "license-arrived", license: held({}, undefined as never) };
const unverifiedLicense: CaseEvent = {
  kind: "license-arrived",
  license: { record: held().record, sizeBytes: 10 },
};

describe("the way of a case", () => {
  test("goes from signed-out to the next citizen", () => {
    const file = caseFile();
    let state: CounterState = play(
      { kind: "signed-out" },
      { kind: "signed-in", clerk },
      { kind: "matter-chosen", matter: matter() },
      { kind: "opened", file, codeRef: "r" },
    );
    expect(state.kind).toBe("identifying");
    state = play(state, { kind: "identified", person: applicant, grant, consent: granted });
    expect(state.kind).toBe("fetching");
    state = play(state, unverifiedLicense);
    expect(state.kind).toBe("verifying");
    state = play(state, { kind: "license-verified", licenseId: "l1", verdict: verdict() });
    expect(state.kind).toBe("deciding");
    state = play(state, { kind: "decided", decisions: [decision("m1")] });
    expect(state.kind).toBe("submitting");
    state = play(state, { kind: "close-asked" });
    expect(state.kind).toBe("closing");
    state = play(state, { kind: "wiped" });
    expect(state).toEqual({ kind: "ready", clerk, isLocked: false, matter: matter() });
  });

  test("asks for the work of each phase it enters", () => {
    const kinds = (state: CounterState, event: CaseEvent) =>
      transition(state, event).effects.map((effect) => effect.kind);
    const ready: CounterState = { kind: "ready", clerk, isLocked: false, matter: matter() };
    expect(kinds(ready, { kind: "opened", file: caseFile(), codeRef: "r" })).toEqual(["identify"]);
    expect(kinds(inCase("identifying"), { kind: "identified", grant, consent: waiting })).toEqual(["await-consent"]);
    expect(kinds(inCase("identifying"), { kind: "identified", grant, consent: granted })).toEqual(["pull"]);
    expect(kinds(inCase("fetching"), unverifiedLicense)).toEqual(["verify"]);
    expect(kinds(inCase("deciding"), { kind: "decided", decisions: [decision("m1")] })).toEqual(["deliver"]);
    expect(kinds(inCase("submitting"), { kind: "close-asked" })).toEqual(["stop-work", "wipe"]);
  });

  test("waits for the phone, and goes on without licenses when the citizen refuses", () => {
    const consenting = play(inCase("identifying"), { kind: "identified", grant, consent: waiting });
    expect(consenting.kind).toBe("consenting");
    const refused = play(consenting, {
      kind: "consent-answered",
      consent: { ...waiting, state: "refused" },
    }) as CaseState;
    expect(refused.kind).toBe("deciding");
    expect(refused.file.requests).toEqual([
      { typeCode: ID_CARD_TYPE, state: "failed", fault: fault("consent.refused") },
    ]);
  });

  test("shows partial results: one license missing does not hold up the others", () => {
    const file = caseFile({
      requests: [
        { typeCode: ID_CARD_TYPE, state: "pending" },
        { typeCode: "B", state: "pending" },
      ],
    });
    const state = play(inCase("fetching", file), {
      kind: "license-missing",
      typeCode: "B",
      fault: fault("license.not-found"),
    });
    expect(state.kind).toBe("fetching");
    expect(play(state, unverifiedLicense).kind).toBe("verifying");
  });

  test("a license whose file was lost before verification leaves nothing unverified behind", () => {
    const file = caseFile({
      requests: [{ typeCode: ID_CARD_TYPE, state: "arrived" }],
      licenses: [{ record: held().record, sizeBytes: 1 }],
    });
    const state = play(inCase("verifying", file), {
      kind: "license-missing",
      typeCode: ID_CARD_TYPE,
      fault: fault("license.no-file"),
    });
    expect(state).toMatchObject({ kind: "deciding", file: { licenses: [], requests: [{ state: "failed" }] } });
  });

  test.each([
    ["is kept, and verified, where the library has none of its type", "license.not-found", "verifying", 1],
    ["is gone where its own file was lost", "license.no-file", "deciding", 0],
  ] as const)("what was presented and not verified yet %s", (_what, code, kind, count) => {
    const file = caseFile({
      requests: [{ typeCode: ID_CARD_TYPE, state: "pending" }],
      licenses: [{ record: held({ source: "presented" }).record, sizeBytes: 1 }],
    });
    const missing = { kind: "license-missing", typeCode: ID_CARD_TYPE, fault: fault(code) } as const;
    const state = play(inCase("fetching", file), missing);
    expect(state).toMatchObject({ kind, file: { requests: [{ state: "failed" }] } });
    expect((state as CaseState).file.licenses).toHaveLength(count);
  });

  test("is not submitted while a required material is open, and an alternative speaks for its group", () => {
    const materials = [
      material(),
      paperMaterial(),
      material({ id: "a", orGroup: "g" }),
      material({ id: "b", orGroup: "g" }),
    ];
    const file = caseFile({ matter: matter(materials) });
    const one = play(inCase("deciding", file), { kind: "decided", decisions: [decision("m1"), decision("a")] });
    expect(one.kind).toBe("deciding");
    expect(transition(one, { kind: "close-asked" }).fault?.code).toBe("case.undecided");
    expect(play(one, { kind: "decided", decisions: [decision("paper", { kind: "paper-received" })] }).kind).toBe(
      "submitting",
    );
  });

  test("a correction after submitting stays in submitting and is the standing decision", () => {
    const file = caseFile({ decisions: [decision("m1")] });
    const state = play(inCase("submitting", file), {
      kind: "decided",
      decisions: [decision("m1", { kind: "paper-received", revision: 2, deliveryKey: "k2" })],
    }) as CaseState;
    expect(state.kind).toBe("submitting");
    expect(state.file.decisions).toHaveLength(2);
  });

  test("a delivery marks its own decision only", () => {
    const file = caseFile({ decisions: [decision("m1"), decision("m2")] });
    const state = play(inCase("submitting", file), {
      kind: "delivery-settled",
      deliveryKey: "k-m2",
      outcome: { state: "delivered", receiptNo: "R1" },
    }) as CaseState;
    expect(state.file.decisions.map((d) => d.delivery)).toEqual(["queued", "delivered"]);
  });
});

describe("asking again", () => {
  const request = (state: "pending" | "arrived" | "failed", typeCode = ID_CARD_TYPE) => ({ typeCode, state });
  const retry = (file: CaseFile, phase: CaseState["kind"] = "deciding") =>
    transition(inCase(phase, { grant, ...file }), { kind: "retry-asked" });
  const again = (...typeCodes: string[]) => [{ kind: "pull", typeCodes, isAgain: true }];

  test.each(["license.not-found", "province.timed-out"] as const)(
    "what was not had (%s) is asked for again",
    (code) => {
      const file = caseFile({
        requests: [{ ...request("failed"), fault: fault(code) }, request("arrived", "B")],
        licenses: [held({ licenseId: "l2", typeCode: "B" })],
      });
      const { state, effects } = retry(file);
      expect(state).toMatchObject({
        kind: "fetching",
        file: { requests: [request("pending"), request("arrived", "B")] },
      });
      expect([effects, (state as CaseState).file.licenses.length]).toEqual([again(ID_CARD_TYPE), 1]);
    },
  );

  test.each(["superseded", "unknown"] as const)("a license that is %s makes room for a newer one", (status) => {
    const presented = held({ licenseId: "l2", source: "presented" });
    const file = caseFile({ requests: [request("arrived")], licenses: [held({ status }), presented] });
    const { state, effects } = retry(file);
    expect(state).toMatchObject({ kind: "fetching", file: { requests: [request("pending")], licenses: [presented] } });
    expect(effects).toEqual(again(ID_CARD_TYPE));
  });

  test.each([
    ["all is there", caseFile({ requests: [request("arrived")], licenses: [held()] })],
    ["only files were presented", caseFile({ requests: [], licenses: [held({ source: "presented" })] })],
    [
      "it was decided already",
      caseFile({
        requests: [request("arrived")],
        licenses: [held({ status: "superseded" })],
        decisions: [decision("m1", { licenseId: "l1", kind: "refused" })],
      }),
    ],
    ["it is on its way", caseFile()],
  ])("is answered with a sentence where %s", (_why, file) => {
    const result = retry(file);
    expect(result).toMatchObject({
      state: { kind: "deciding" },
      effects: [],
      fault: { code: "case.nothing-to-fetch" },
    });
  });

  test("what is still not there does not hold up a case in which it was presented", () => {
    const presented = held({ source: "presented" });
    const asked = retry(caseFile({ requests: [request("failed")], licenses: [presented] })).state;
    const reason = fault("license.not-found");
    const missing: CaseEvent = { kind: "license-missing", typeCode: ID_CARD_TYPE, fault: reason };
    expect(play(asked, missing)).toMatchObject({
      kind: "deciding",
      file: { requests: [{ ...request("failed"), fault: reason }], licenses: [presented] },
    });
  });

  test("without a grant, or once everything is decided, there is nothing to ask", () => {
    const file = caseFile({ requests: [request("failed")] });
    expect(transition(inCase("deciding", file), { kind: "retry-asked" }).fault?.code).toBe("case.nothing-to-fetch");
    expect(retry(file, "submitting").fault?.code).toBe("case.nothing-to-fetch");
    for (const phase of ["identifying", "consenting", "closing"] as const) {
      expect(retry(file, phase).fault?.code).toBe("case.wrong-state");
    }
  });
});

describe("events of every case state", () => {
  for (const phase of CASE_PHASES) {
    test(`${phase}: cancel closes and wipes`, () => {
      const result = transition(inCase(phase), { kind: "cancelled", reason: "群众离开" });
      expect(result.state.kind).toBe("closing");
      if (phase !== "closing") expect(result.effects.map((effect) => effect.kind)).toEqual(["stop-work", "wipe"]);
    });

    test(`${phase}: locking hides and keeps the case`, () => {
      const locked = play(inCase(phase), { kind: "locked", why: "idle" });
      expect(locked).toMatchObject({ kind: phase, isLocked: true, file: { id: "c1" } });
      expect(play(locked, { kind: "unlocked", clerk })).toMatchObject({ kind: phase, isLocked: false });
    });

    test(`${phase}: province and device lost are noted and nothing is thrown away`, () => {
      for (const kind of ["province-lost", "device-lost"] as const) {
        const state = play(inCase(phase), { kind, fault: fault("province.unreachable") }) as CaseState;
        expect(state.kind).toBe(phase);
        expect(state.file.notice?.code).toBe("province.unreachable");
      }
    });

    test(`${phase}: a time-out of another phase changes nothing`, () => {
      const other = phase === "fetching" ? "consenting" : "fetching";
      expect(transition(inCase(phase), { kind: "timed-out", phase: other }).state).toEqual(inCase(phase));
    });

    test(`${phase}: its own time-out leaves no dead end`, () => {
      const result = transition(inCase(phase), { kind: "timed-out", phase });
      expect(result.fault).toBeUndefined();
      if (phase === "consenting" || phase === "fetching") expect(result.state.kind).toBe("deciding");
      if (phase === "closing") expect(result.effects.map((effect) => effect.kind)).toEqual(["wipe"]);
    });

    test(`${phase}: comes back after a crash and asks for its work again`, () => {
      const ready: CounterState = { kind: "ready", clerk, isLocked: false, interrupted: { phase, file: caseFile() } };
      const result = transition(ready, { kind: "resumed" });
      expect(result.state.kind).toBe(phase);
      const expected = {
        identifying: [],
        consenting: ["await-consent"],
        fetching: ["pull"],
        verifying: [],
        deciding: [],
        submitting: ["deliver"],
        closing: ["stop-work", "wipe"],
      }[phase];
      expect(result.effects.map((effect) => effect.kind)).toEqual(expected);
    });

    test(`${phase}: somebody who relieves a locked clerk finds nothing of the case`, () => {
      const locked: CaseState = { ...inCase(phase), isLocked: true };
      const relieved = transition(locked, { kind: "relieved", clerk: other });
      if (phase === "closing") return expect(relieved).toMatchObject({ state: locked, fault: { retry: "never" } });
      expect(relieved.state).toEqual({ kind: "ready", clerk: other, isLocked: false });
      expect(relieved.effects.map((effect) => effect.kind)).toEqual(["stop-work", "forget"]);
      expect(transition(inCase(phase), { kind: "relieved", clerk: other }).fault?.code).toBe("session.taken");
      expect(transition({ ...inCase(phase), isLocked: true }, { kind: "unlocked", clerk: other })).toMatchObject({
        state: { clerk, isLocked: true },
        fault: { code: "session.taken" },
      });
    });

    test(`${phase}: signing out with a citizen's case open is refused`, () => {
      expect(transition(inCase(phase), { kind: "signed-out" }).fault?.code).toBe("case.already-open");
    });
  }
});

describe("roles", () => {
  test.each(["administrator", "auditor"] as const)("an %s has no part in a case", (role) => {
    const { state } = transition({ kind: "signed-out" }, { kind: "signed-in", clerk: { ...clerk, role } });
    const work: readonly CaseEvent[] = [
      { kind: "matter-chosen", matter: matter() },
      { kind: "opened", file: caseFile() },
      { kind: "resumed" },
      { kind: "discarded" },
    ];
    for (const event of work)
      expect(transition(state, event)).toMatchObject({ state, fault: { code: "session.role" } });
    expect(transition(state, { kind: "signed-out" }).state.kind).toBe("signed-out");
  });

  test("an interrupted case comes with the clerk whose it is, and leaves no trace when nobody is signed in", () => {
    const interrupted = { phase: "deciding", file: caseFile() } as const;
    const { state } = transition({ kind: "signed-out" }, { kind: "signed-in", clerk, interrupted });
    expect(state).toMatchObject({ kind: "ready", interrupted });
    expect(transition(state, { kind: "signed-out" }).state).toEqual({ kind: "signed-out" });
  });
});

describe("refusals", () => {
  const everyEvent: readonly CaseEvent[] = [
    { kind: "signed-out" },
    { kind: "opened", file: caseFile() },
    { kind: "identified", grant, consent: granted },
    arrived,
    { kind: "decided", decisions: [] },
    { kind: "close-asked" },
    { kind: "wiped" },
    { kind: "resumed" },
    { kind: "unlocked", clerk },
  ];

  test("a signed-out counter takes nothing but a signing-in", () => {
    for (const event of everyEvent) {
      const result = transition({ kind: "signed-out" }, event);
      expect(result.state.kind).toBe("signed-out");
      expect(result.fault?.code).toBe("session.none");
    }
  });

  test("an interrupted case must be resumed or discarded before another one opens", () => {
    const ready: CounterState = {
      kind: "ready",
      clerk,
      isLocked: false,
      interrupted: { phase: "deciding", file: caseFile() },
    };
    expect(transition(ready, { kind: "opened", file: caseFile({ id: "c2" }) }).fault?.code).toBe("case.already-open");
    expect(transition(ready, { kind: "discarded" }).state).toMatchObject({
      kind: "closing",
      cancelReason: "discarded",
    });
  });

  test("a decision that was made already is refused, a correction of it is taken", () => {
    const first = { kind: "decided", decisions: [decision("m1")] } as const;
    const { state } = transition(inCase("deciding"), first);
    expect(transition(state, first)).toMatchObject({ state, fault: { code: "case.wrong-state" } });
    const correction = { kind: "decided", decisions: [decision("m1", { revision: 2 })] } as const;
    expect(transition(state, correction).fault).toBeUndefined();
    expect(transition(inCase("deciding"), correction).fault?.code).toBe("case.wrong-state");
  });

  test("a decision before the licenses are there is refused", () => {
    expect(transition(inCase("fetching"), { kind: "decided", decisions: [decision("m1")] }).fault?.code).toBe(
      "case.wrong-state",
    );
  });
});
