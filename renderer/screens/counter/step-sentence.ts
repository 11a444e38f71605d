/** The sentence of the step bar: what to do, and one line why or how. */
import { PHASE_DEADLINE_MS } from "../../../electron/domain/case/case-state.ts";
import type { NextStep } from "../../state/next-step.ts";
import type { OutageHint } from "../../state/outage-hint.ts";
import { countdown } from "../../strings/format.ts";
import type { Strings } from "../../strings/language.ts";

export interface StepSentence {
  readonly title: string;
  readonly hint: string;
}

/** @param outage what the library's being away or back means for the step, if anything */
export function stepSentence(step: NextStep, strings: Strings, now: number, outage?: OutageHint): StepSentence {
  const { title, hint } = plainSentence(step, strings, now);
  if (!outage) return { title, hint };
  const { againAwayTitle, outage: words } = strings.next;
  return { title: outage === "againAway" ? againAwayTitle : title, hint: words[outage] };
}

function plainSentence(step: NextStep, { next }: Strings, now: number): StepSentence {
  switch (step.kind) {
    case "choose":
      return { title: next.choose, hint: next.scanHint };
    case "interrupted":
      return { title: next.interrupted, hint: next.interruptedHint };
    case "scan":
      return { title: next.scan, hint: next.scanHint };
    case "identifying":
      return { title: next.identifying, hint: next.identifyingHint };
    case "scan-again":
      return { title: next.scanAgain, hint: next.scanAgainHint };
    case "consent-phone":
      return { title: next.consentPhone, hint: next.consentPhoneHint(countdown(consentLeftMs(step.since, now))) };
    case "consent-on-site":
      return { title: next.consentOnSite, hint: next.consentOnSiteHint };
    case "fetching":
      return { title: next.fetching(step.done, step.total), hint: next.fetchingHint };
    case "verifying":
      return { title: next.verifying(step.done, step.total), hint: next.verifyingHint };
    case "confirm-all":
      return { title: next.confirmAll(step.count), hint: confirmAllHint(step, next) };
    case "decide":
      return { title: next.decide(step.material.name), hint: next.decideLeft(step.left) };
    case "done":
      return { title: next.done(step.exempted, step.total), hint: doneHint(step, next) };
    case "closing":
      return { title: next.closing, hint: next.closingHint };
  }
}

function confirmAllHint(step: Extract<NextStep, { kind: "confirm-all" }>, next: Strings["next"]): string {
  if (step.notExempt > 0) return next.confirmAllExcept(step.notExempt);
  return step.isLast ? next.confirmAllOnly : next.confirmAllHint;
}

function doneHint(step: Extract<NextStep, { kind: "done" }>, next: Strings["next"]): string {
  if (step.refused > 0) return next.doneRefused(step.refused);
  return step.queued > 0 ? next.donePending(step.queued) : next.doneHint;
}

export const CONSENT_MS = PHASE_DEADLINE_MS.consenting ?? 120_000;

export function consentLeftMs(since: number, now: number): number {
  return Math.min(CONSENT_MS, Math.max(0, since + CONSENT_MS - now));
}
