/** Commands of `contract/counter.ts`. */
import type { Consent } from "../../domain/case/case-file.ts";
import { isInCase } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { maskFreeText } from "../../domain/masking.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import { counterView } from "../counter/counter-view.ts";
import { decide, exemptable, type Wish } from "../counter/decide.ts";
import { enterPerson } from "../counter/enter-person.ts";
import { takeScan } from "../counter/take-scan.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { done, type HandlersOf } from "./handler.ts";

type Names =
  | "counter.view"
  | "matter.list"
  | "matter.choose"
  | "scan.submit"
  | "person.enter"
  | "person.reveal"
  | "consent.answer"
  | "decision.confirm-all"
  | "decision.make"
  | "case.retry"
  | "case.cancel"
  | "case.close"
  | "case.resume"
  | "case.discard"
  | "clipboard.touched";

export function counterHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { counter } = parts;
  return {
    "counter.view": () =>
      ok(
        counterView(counter.state(), {
          assessment: parts.assessment,
          licenseTypes: parts.catalogue.current()?.licenseTypes ?? [],
          photos: parts.photos,
        }),
      ),
    "matter.list": () => matterList(parts),
    "matter.choose": ({ code }) => chooseMatter(parts, code),
    "scan.submit": ({ text, way }) => done(takeScan(parts, text, way)),
    "person.enter": (typed) => done(enterPerson(parts, typed)),
    "person.reveal": ({ reason }) => reveal(parts, reason),
    "consent.answer": ({ isGranted }, { window }) => answerConsent(parts, isGranted, window),
    "decision.confirm-all": ({ isSecondConfirmation }) => confirmAll(parts, isSecondConfirmation ?? false),
    "decision.make": (wish) => makeDecisions(parts, [wish]).then((result) => (result.ok ? ok({}) : result)),
    "case.retry": () => done(counter.take({ kind: "retry-asked" })),
    "case.cancel": ({ reason }) => done(counter.take({ kind: "cancelled", reason })),
    "case.close": () => done(counter.take({ kind: "close-asked" })),
    "case.resume": () => done(counter.take({ kind: "resumed" })),
    "case.discard": () => done(counter.take({ kind: "discarded" })),
    "clipboard.touched": () => {
      parts.outside.clipboardTouched();
      return ok({});
    },
  };
}

function matterList(parts: TerminalParts) {
  const catalogue = parts.catalogue.current();
  if (!catalogue) return failed<never>(fault("catalogue.none"));
  return ok({
    matters: catalogue.matters.map(({ code, name, department, highRisk, materials }) => ({
      code,
      name,
      department,
      highRisk,
      materials: materials.length,
      exemptable: materials.filter((material) => material.mapping).length,
    })),
  });
}

function chooseMatter(parts: TerminalParts, code: string) {
  const matter = parts.catalogue.current()?.matters.find((one) => one.code === code);
  if (!matter) return failed<never>(fault("matter.unknown", { matter: code }));
  return done(parts.counter.take({ kind: "matter-chosen", matter }));
}

async function reveal(parts: TerminalParts, reason: string): Promise<Result<{ fullName: string; fullNumber: string }>> {
  const state = parts.counter.state();
  if (!isInCase(state) || !state.file.person) return failed(fault("person.unknown"));
  const { person, id } = state.file;
  const row = {
    at: parts.clock.now(),
    action: "license.revealed",
    clerk: state.clerk.account,
    caseId: id,
    detail: { reason: maskFreeText(reason) },
  } as const;
  const kept = await parts.storage.commit({ audit: [row] });
  return kept.ok ? ok({ fullName: person.name, fullNumber: person.code }) : kept;
}

function answerConsent(parts: TerminalParts, isGranted: boolean, window: "clerk" | "citizen") {
  const state = parts.counter.state();
  const kind = isInCase(state) ? state.file.consent?.kind : undefined;
  // A consent that is given on the phone cannot be given at the counter in its stead.
  if (!kind || (kind === "by-phone" && isGranted)) return failed<never>(fault("case.wrong-state"));
  const consent: Consent = {
    kind,
    state: isGranted ? "granted" : "refused",
    at: parts.clock.now(),
    answeredBy: window,
  };
  return done(parts.counter.take({ kind: "consent-answered", consent }));
}

async function confirmAll(parts: TerminalParts, isSecondConfirmation: boolean): Promise<Result<{ decided: number }>> {
  const state = parts.counter.state();
  if (!isInCase(state)) return failed(fault("case.none"));
  const all = exemptable(state.file, parts.assessment(state.file));
  if (all.length === 0) return failed(fault("decision.not-allowed", { exemptable: 0 }));
  if (!isSecondConfirmation && all.some((one) => one.needsSecond)) return failed(fault("decision.second-confirmation"));
  const made = await makeDecisions(
    parts,
    all.map(({ id }) => ({ materialId: id, kind: "exempted", isSecondConfirmation })),
  );
  return made.ok ? ok({ decided: all.length }) : made;
}

/** All of them in one step and one transaction, or none. */
async function makeDecisions(parts: TerminalParts, wishes: readonly Wish[]): Promise<Result<unknown>> {
  const state = parts.counter.state();
  if (!isInCase(state)) return failed(fault("case.none"));
  const context = {
    ...parts.assessment(state.file),
    now: parts.clock.now(),
    clerk: state.clerk.account,
  };
  const decisions = [];
  for (const wish of wishes) {
    const decision = decide(state.file, wish, context);
    if (!decision.ok) return decision;
    decisions.push(decision.value);
  }
  return parts.counter.take({ kind: "decided", decisions });
}
