/** From a code or a typed number to a person and a grant, and the wait for a consent given on the phone. */
import type { CaseFile } from "../../domain/case/case-file.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { isLineFault } from "../../domain/outage.ts";
import type { Holder } from "../../domain/person/person.ts";
import { present } from "../../domain/present.ts";
import { failed, type Result } from "../../domain/result.ts";
import type { CodeFamilyClient, Identified } from "../ports/province.ts";
import { identifiedByAppointment } from "./from-appointment.ts";
import { pause } from "./pause.ts";
import { usageOf } from "./usage.ts";
import type { WorkContext } from "./work-context.ts";

const CONSENT_POLL_MS = 700;

/** What a code or a typed number stands for until it has been resolved; in memory, used once. */
export type Naming =
  | { readonly kind: "code"; readonly family: CodeFamilyClient; readonly code: string }
  | { readonly kind: "number"; readonly person: Holder };

export async function identify(context: WorkContext, open: CaseFile, naming: Naming | undefined): Promise<unknown> {
  const result = naming ? await resolve(context, open, naming) : failed<Identified>(fault("case.scan-again"));
  if (!result.ok) return standIn(context, open, { naming, problem: result.fault });
  const { person, grant, consent } = result.value;
  const at = context.clock.now();
  return context.takeFor(open.id, {
    kind: "identified",
    ...(person ? { person } : {}),
    grant,
    consent: { ...consent, at },
  });
}

/** Without the library an appointment may answer for it, to whom a card has named. */
async function standIn(
  context: WorkContext,
  open: CaseFile,
  { naming, problem }: { readonly naming: Naming | undefined; readonly problem: Fault },
): Promise<unknown> {
  const person = naming?.kind === "number" ? naming.person : undefined;
  const found = person && (await identifiedByAppointment(context, open, { person, problem }));
  if (!found) return context.takeFor(open.id, { kind: "identify-failed", fault: problem });
  const { grant, consent, consentedAt } = found;
  return context.takeFor(open.id, { kind: "identified", person, grant, consent: { ...consent, at: consentedAt } });
}

async function resolve(context: WorkContext, open: CaseFile, naming: Naming): Promise<Result<Identified>> {
  const usage = usageOf(open);
  if (naming.kind === "code") return naming.family.identify(naming.code, usage, context.signal());
  const { duty } = context.province;
  return duty ? duty.identifyByNumber(naming.person, usage, context.signal()) : failed(fault("province.refused"));
}

/**
 * Polls until the citizen has answered on the phone, nobody waits any more, or asking is no use. On-site consent needs no polling.
 * Whether the line is there is told at each change: whose silence it was, is asked when the time is over.
 */
export async function awaitConsent(context: WorkContext, open: CaseFile): Promise<unknown> {
  const client = open.grant && context.province.families[open.grant.family];
  if (!client || !open.grant || open.consent?.kind !== "by-phone") return undefined;
  const signal = context.signal();
  while (!signal.aborted && isWaiting(context, open.id)) {
    const answer = await client.consentState(open.grant, signal);
    if (!answer.ok && answer.fault.retry === "never") {
      return context.takeFor(open.id, { kind: "province-lost", fault: answer.fault });
    }
    if (answer.ok && answer.value !== "waiting") {
      const consent = { kind: "by-phone", state: answer.value, at: context.clock.now() } as const;
      return context.takeFor(open.id, { kind: "consent-answered", consent });
    }
    await tellLine(context, open.id, answer.ok ? undefined : answer.fault);
    await pause(CONSENT_POLL_MS, signal);
  }
  return undefined;
}

function isWaiting(context: WorkContext, caseId: string): boolean {
  return context.file()?.id === caseId && context.counter().state().kind === "consenting";
}

async function tellLine(context: WorkContext, caseId: string, problem: Fault | undefined): Promise<void> {
  const lost = problem && isLineFault(problem) ? problem.code : undefined;
  if (!isWaiting(context, caseId) || context.file()?.consent?.lost === lost) return;
  await context.tryFor(caseId, present({ kind: "consent-line" as const, lost }));
}
