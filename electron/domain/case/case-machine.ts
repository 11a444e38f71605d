/**
 * The counter's machine on one page: `transition(state, event)` says the next state and what to do, and does nothing itself.
 *
 *   signed-out ─signed-in→ ready ─opened→ identifying ─identified→ consenting ─consent-answered→ fetching
 *   fetching ─all arrived or missing→ verifying ─all verified→ deciding ─all decided→ submitting ─close-asked→ closing ─wiped→ ready
 *
 *   of every case state: cancelled → closing · locked/unlocked → same · locked ─relieved→ ready, the case saved · province-lost, device-lost → same, noted
 *   consenting: consent-line → same, and whose silence a time-out was is known
 *   timed-out:  identifying, verifying → same, noted · consenting, fetching → on with what is there · closing → wipes again
 *   interrupted case of this clerk: ready ─resumed→ the state it was in, its work asked for anew · ready ─discarded→ closing;
 *               one that was closing had ended: either event goes on closing it, as what it ended as
 *
 * An event that a state does not know leaves it as it is and answers with a fault; nothing is dropped in silence.
 */
import { assertNever } from "../assert-never.ts";
import { type Fault, type FaultCode, fault } from "../fault.ts";
import type { CaseEffect, CaseEvent } from "./case-event.ts";
import { type CaseFile, type Clerk, type Consent, currentDecision, type MaterialDecision } from "./case-file.ts";
import { type CaseState, type CounterState, isInCase, type ReadyState, worksCases } from "./case-state.ts";
import { presentedWhileAsked, withoutMissing, withVerdict } from "./held-licenses.ts";
import { isSettled, nextPhase, pendingTypes, typesToAskAgain, unverified, withoutNotice } from "./progress.ts";

export interface Transition {
  readonly state: CounterState;
  readonly effects: readonly CaseEffect[];
  readonly fault?: Fault;
}

export function transition(state: CounterState, event: CaseEvent): Transition {
  if (state.kind === "signed-out") return fromSignedOut(state, event);
  const lock = lockTransition(state, event);
  if (lock) return lock;
  return isInCase(state) ? fromCase(state, event) : fromReady(state, event);
}

function fromSignedOut(state: CounterState & { kind: "signed-out" }, event: CaseEvent): Transition {
  return event.kind === "signed-in" ? seat(event) : refuse(state, fault("session.none"));
}

/** The counter of whoever came: with no matter yet, and with nothing of anyone else. */
function seat({ clerk, interrupted }: Extract<CaseEvent, { kind: "signed-in" | "relieved" }>): Transition {
  return go({ kind: "ready", clerk, isLocked: false, ...(interrupted ? { interrupted } : {}) });
}

function lockTransition(state: ReadyState | CaseState, event: CaseEvent): Transition | undefined {
  if (event.kind === "locked") return go({ ...state, isLocked: true });
  if (event.kind === "unlocked") return unlock(state, event.clerk);
  if (event.kind === "relieved") return relieve(state, event);
  return undefined;
}

/** By whoever sits there: while a password was being checked somebody else may have taken the seat. */
function unlock(state: ReadyState | CaseState, clerk: Clerk): Transition {
  if (clerk.account !== state.clerk.account) return refuse(state, fault("session.taken"));
  return go({ ...state, isLocked: false, clerk });
}

/** A case in work is saved at every step: only what is held of it besides has to go. One that is being wiped is soon gone. */
function relieve(state: ReadyState | CaseState, event: Extract<CaseEvent, { kind: "relieved" }>): Transition {
  if (!state.isLocked) return refuse(state, fault("session.taken"));
  if (state.kind === "closing") return refuse(state, fault("case.wrong-state"));
  const { state: next } = seat(event);
  return go(next, isInCase(state) ? [{ kind: "stop-work" }, { kind: "forget" }] : []);
}

function fromReady(state: ReadyState, event: CaseEvent): Transition {
  if (CLERKS_ONLY.has(event.kind) && !worksCases(state.clerk)) return refuse(state, fault("session.role"));
  switch (event.kind) {
    case "signed-out":
      return go({ kind: "signed-out" });
    case "matter-chosen": {
      const { notice: _, ...rest } = state;
      return go({ ...rest, matter: event.matter });
    }
    case "opened":
      if (state.interrupted) return refuse(state, fault("case.already-open"));
      return begin(state, event.file, event.codeRef);
    case "resumed":
      return state.interrupted ? resume(state, state.interrupted) : refuse(state, fault("case.none"));
    case "discarded": {
      if (!state.interrupted) return refuse(state, fault("case.none"));
      if (state.interrupted.phase === "closing") return resume(state, state.interrupted);
      return close(inCase(state, "closing", state.interrupted.file), "discarded");
    }
    case "device-lost":
    case "province-lost":
      return go({ ...state, notice: event.fault });
    default:
      return refuse(state, fault("case.none", { event: event.kind }));
  }
}

const CLERKS_ONLY: ReadonlySet<CaseEvent["kind"]> = new Set(["matter-chosen", "opened", "resumed", "discarded"]);

function begin(state: ReadyState, file: CaseFile, codeRef: string | undefined): Transition {
  return go(inCase(state, "identifying", file), codeRef ? [{ kind: "identify", codeRef }] : []);
}

function inCase(from: ReadyState, kind: CaseState["kind"], file: CaseFile): CaseState {
  return { kind, clerk: from.clerk, isLocked: from.isLocked, file };
}

function resume(state: ReadyState, interrupted: NonNullable<ReadyState["interrupted"]>): Transition {
  const resumed = inCase(state, interrupted.phase, interrupted.file);
  if (interrupted.phase === "closing") return close(resumed, interrupted.cancelReason);
  if (interrupted.phase === "identifying") {
    return go({ ...resumed, file: { ...interrupted.file, notice: fault("case.scan-again") } });
  }
  return go(resumed, workOf(resumed));
}

/** The work a phase waits for; asked for when it is entered and again after a crash. */
function workOf(state: CaseState): readonly CaseEffect[] {
  switch (state.kind) {
    case "consenting":
      return [{ kind: "await-consent" }, ...verifyWork(state.file)];
    case "fetching":
      return [{ kind: "pull", typeCodes: pendingTypes(state.file) }, ...verifyWork(state.file)];
    case "verifying":
      return verifyWork(state.file);
    case "submitting":
      return [{ kind: "deliver" }];
    case "closing":
      return [{ kind: "wipe", caseId: state.file.id }];
    case "deciding":
      return state.file.decisions.some((decision) => decision.delivery === "queued") ? [{ kind: "deliver" }] : [];
    case "identifying":
      return [];
    default:
      return assertNever(state.kind);
  }
}

function verifyWork(file: CaseFile): readonly CaseEffect[] {
  const licenseIds = unverified(file);
  return licenseIds.length > 0 ? [{ kind: "verify", licenseIds }] : [];
}

function fromCase(state: CaseState, event: CaseEvent): Transition {
  switch (event.kind) {
    case "cancelled":
      return state.kind === "closing" ? go(state) : close(state, event.reason);
    case "province-lost":
    case "device-lost":
      return go({ ...state, file: { ...state.file, notice: event.fault } });
    case "delivery-settled":
      return go({ ...state, file: withDelivery(state.file, event) });
    case "timed-out":
      return event.phase === state.kind ? timeOut(state) : go(state);
    case "wiped":
      return state.kind === "closing" ? afterWipe(state) : refuse(state, fault("case.wrong-state"));
    case "entered-again":
    case "identified":
    case "identify-failed":
    case "consent-answered":
    case "consent-line":
    case "person-told":
      return whileNaming(state, event);
    case "named-again":
    case "license-arrived":
    case "license-missing":
    case "license-verified":
    case "retry-asked":
      return whileFetching(state, event);
    case "decided":
    case "close-asked":
      return whileDeciding(state, event);
    default:
      return refuse(state, fault("case.already-open", { event: event.kind }));
  }
}

type NamingEvent = Extract<
  CaseEvent,
  { kind: "entered-again" | "identified" | "identify-failed" | "consent-answered" | "consent-line" | "person-told" }
>;

function whileNaming(state: CaseState, event: NamingEvent): Transition {
  const wrong = refuse(state, fault("case.wrong-state", { phase: state.kind, event: event.kind }));
  switch (event.kind) {
    case "entered-again": {
      if (state.kind !== "identifying") return wrong;
      const file = { ...withoutNotice(state.file), entry: event.entry };
      return go({ ...state, file }, [{ kind: "identify", codeRef: event.codeRef }]);
    }
    case "identify-failed":
      return state.kind === "identifying" ? go({ ...state, file: { ...state.file, notice: event.fault } }) : wrong;
    case "identified": {
      if (state.kind !== "identifying") return wrong;
      const { person, grant, consent } = event;
      const file = { ...withoutNotice(state.file), grant, consent, ...(person ? { person } : {}) };
      return consent.state === "waiting" ? enter(state, "consenting", file) : startFetching(state, file);
    }
    case "consent-answered":
    case "consent-line":
      return state.kind === "consenting" ? whileConsenting(state, event) : wrong;
    case "person-told":
      return go({ ...state, file: { ...state.file, person: event.person } });
    default:
      return assertNever(event);
  }
}

type ConsentEvent = Extract<NamingEvent, { kind: "consent-answered" | "consent-line" }>;

function whileConsenting(state: CaseState, event: ConsentEvent): Transition {
  if (event.kind === "consent-line") {
    const { consent } = state.file;
    return consent ? go({ ...state, file: { ...state.file, consent: withLine(consent, event.lost) } }) : go(state);
  }
  if (isGivenUp(state.file, event.consent)) return goWithout(state, state.file, "consent.unheard");
  const file = { ...withoutNotice(state.file), consent: event.consent };
  return event.consent.state === "granted" ? startFetching(state, file) : goWithout(state, file, "consent.refused");
}

function withLine({ lost: _, ...consent }: Consent, lost: FaultCode | undefined): Consent {
  return lost ? { ...consent, lost } : consent;
}

/** The clerk waits no longer for a phone that cannot be heard: nobody has refused. */
function isGivenUp({ consent }: CaseFile, { kind, state, answeredBy }: Consent): boolean {
  return consent?.lost !== undefined && kind === "by-phone" && state === "refused" && answeredBy === "clerk";
}

/** Enters a phase and asks for its work. */
function enter(state: CaseState, kind: CaseState["kind"], file: CaseFile): Transition {
  const next = { ...state, kind, file };
  return go(next, workOf(next));
}

function startFetching(state: CaseState, file: CaseFile): Transition {
  return pendingTypes(file).length > 0 ? enter(state, "fetching", file) : enter(state, nextPhase(file), file);
}

type WithoutConsent = Extract<FaultCode, "consent.refused" | "consent.timed-out" | "consent.unheard">;

/** Consent refused, never given, or given unheard: no license is pulled, and the materials can still be taken on paper. */
function goWithout(state: CaseState, file: CaseFile, code: WithoutConsent): Transition {
  const reason = fault(code);
  const requests = file.requests.map((r) =>
    r.state === "pending" ? { ...r, state: "failed" as const, fault: reason } : r,
  );
  const next = { ...file, requests, notice: reason };
  return enter({ ...state, file: next }, nextPhase(next), next);
}

type FetchingEvent = Extract<
  CaseEvent,
  { kind: "named-again" | "license-arrived" | "license-missing" | "license-verified" | "retry-asked" }
>;

function whileFetching(state: CaseState, event: FetchingEvent): Transition {
  if (state.kind === "closing") return refuse(state, fault("case.wrong-state"));
  if (state.kind === "consenting") return whileAsking(state, event);
  const { file } = state;
  switch (event.kind) {
    case "named-again":
      return go({ ...state, file: event.grant ? { ...file, grant: event.grant } : file });
    case "license-arrived": {
      const { record } = event.license;
      const requests = file.requests.map((r) =>
        r.typeCode === record.typeCode ? { typeCode: r.typeCode, state: "arrived" as const } : r,
      );
      const next = settle(state, { ...file, requests, licenses: [...file.licenses, event.license] });
      return go(next, [{ kind: "verify", licenseIds: [record.licenseId] }]);
    }
    case "license-missing":
      return go(settle(state, withoutLicense(file, event)));
    case "license-verified": {
      const next = withVerdict(file, event);
      return next ? go(settle(state, next)) : refuse(state, fault("case.wrong-state"));
    }
    case "retry-asked":
      return askAgain(state);
    default:
      return assertNever(event);
  }
}

/** While a citizen's answer is waited for, what they present themselves needs none. */
function whileAsking(state: CaseState, event: FetchingEvent): Transition {
  const file = presentedWhileAsked(state.file, event);
  if (!file) return refuse(state, fault("case.wrong-state"));
  const isNew = event.kind === "license-arrived";
  return go({ ...state, file }, isNew ? [{ kind: "verify", licenseIds: [event.license.record.licenseId] }] : []);
}

/**
 * What was not had, and what was had only outdated and decides nothing yet; what was presented stays. Nothing without consent: a refusal
 * stands, and who has not answered is asked again first.
 */
function askAgain(state: CaseState): Transition {
  const { file, kind } = state;
  if (kind === "identifying") return refuse(state, fault("case.wrong-state"));
  if (file.consent?.state === "refused") return refuse(state, fault("consent.refused"));
  const typeCodes = file.grant && kind !== "submitting" ? typesToAskAgain(file) : [];
  if (typeCodes.length === 0) return refuse(state, fault("case.nothing-to-fetch"));
  const requests = file.requests.map((r) =>
    typeCodes.includes(r.typeCode) ? { typeCode: r.typeCode, state: "pending" as const } : r,
  );
  const licenses = file.licenses.filter(
    ({ record }) => record.source === "presented" || !typeCodes.includes(record.typeCode),
  );
  const asked = { ...withoutNotice(file), requests, licenses };
  if (file.consent?.state === "waiting") return enter(state, "consenting", asked);
  return go({ ...state, kind: "fetching", file: asked }, [{ kind: "pull", typeCodes, isAgain: true }]);
}

/** Also for a license whose file was lost before it could be verified. */
function withoutLicense(file: CaseFile, event: Extract<CaseEvent, { kind: "license-missing" }>): CaseFile {
  const licenses = withoutMissing(file, event);
  const isStillHeld = licenses.some((held) => held.record.typeCode === event.typeCode);
  // The answer to what was asked, whatever the citizen presented of this type.
  const isMissing = (r: CaseFile["requests"][number]) =>
    r.typeCode === event.typeCode && (r.state === "pending" || !isStillHeld);
  const requests = file.requests.map((r) =>
    isMissing(r) ? { ...r, state: "failed" as const, fault: event.fault } : r,
  );
  return { ...file, licenses, requests };
}

/** Where the fetching part of a case stands after a change; later phases are not left backwards by a late answer. */
function settle(state: CaseState, file: CaseFile): CaseState {
  return state.kind === "submitting" ? { ...state, file } : { ...state, kind: nextPhase(file), file };
}

function whileDeciding(state: CaseState, event: Extract<CaseEvent, { kind: "decided" | "close-asked" }>): Transition {
  if (state.kind !== "deciding" && state.kind !== "submitting") {
    return refuse(state, fault("case.wrong-state", { phase: state.kind, event: event.kind }));
  }
  if (event.kind === "close-asked") {
    return state.kind === "submitting" ? close(state) : refuse(state, fault("case.undecided"));
  }
  // Made of a case as it was: meanwhile the same was decided, by a key that was pressed twice.
  if (!event.decisions.every((decision) => follows(state.file, decision)))
    return refuse(state, fault("case.wrong-state"));
  const file = { ...withoutNotice(state.file), decisions: [...state.file.decisions, ...event.decisions] };
  return go({ ...state, kind: isSettled(file) ? "submitting" : "deciding", file }, [{ kind: "deliver" }]);
}

function follows(file: CaseFile, { materialId, revision }: MaterialDecision): boolean {
  return revision === (currentDecision(file, materialId)?.revision ?? 0) + 1;
}

function timeOut(state: CaseState): Transition {
  switch (state.kind) {
    case "consenting":
      // Whoever could not be heard is not said to have been silent.
      return goWithout(state, state.file, state.file.consent?.lost ? "consent.unheard" : "consent.timed-out");
    case "fetching": {
      const reason = fault("province.timed-out");
      const requests = state.file.requests.map((r) =>
        r.state === "pending" ? { ...r, state: "failed" as const, fault: reason } : r,
      );
      return go(settle(state, { ...state.file, requests, notice: reason }));
    }
    case "closing":
      return go(state, workOf(state));
    default:
      return go({ ...state, file: { ...state.file, notice: fault("province.timed-out", { phase: state.kind }) } });
  }
}

function withDelivery(file: CaseFile, event: Extract<CaseEvent, { kind: "delivery-settled" }>): CaseFile {
  const { deliveryKey, outcome } = event;
  const decisions = file.decisions.map((decision) => {
    if (decision.deliveryKey !== deliveryKey) return decision;
    return outcome.state === "delivered"
      ? { ...decision, delivery: "delivered" as const, receiptNo: outcome.receiptNo }
      : { ...decision, delivery: "refused" as const };
  });
  return outcome.state === "refused" ? { ...file, decisions, notice: outcome.fault } : { ...file, decisions };
}

function close(state: CaseState, reason?: string): Transition {
  const next: CaseState = { ...state, kind: "closing", ...(reason ? { cancelReason: reason } : {}) };
  return go(next, [{ kind: "stop-work" }, { kind: "wipe", caseId: state.file.id }]);
}

/** The next citizen finds the same clerk and matter, and nothing else. */
function afterWipe(state: CaseState): Transition {
  return go({ kind: "ready", clerk: state.clerk, isLocked: state.isLocked, matter: state.file.matter });
}

function go(state: CounterState, effects: readonly CaseEffect[] = []): Transition {
  return { state, effects };
}

function refuse(state: CounterState, reason: Fault): Transition {
  return { state, effects: [], fault: reason };
}
