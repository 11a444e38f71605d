/**
 * The library is not there: the licenses fetched for the appointment of this person and matter stand in, verified like any other and
 * marked by where they are from. Who it is, an ID card says, or the library said before it went.
 */
import type { CaseFile } from "../../domain/case/case-file.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { isLineFault } from "../../domain/outage.ts";
import type { Holder } from "../../domain/person/person.ts";
import { failed, type Result } from "../../domain/result.ts";
import { isAboutLicenses } from "../appointments/prefetch.ts";
import { namedByDuty } from "../by-duty.ts";
import type { StoredAppointment } from "../ports/appointments.ts";
import type { Identified, PulledLicense } from "../ports/province.ts";
import { noteNamedAgain } from "./named-again.ts";
import { usageOf } from "./usage.ts";
import type { WorkContext } from "./work-context.ts";

const TOKEN = "appointment";

/** In place of the library's answer, for whom the chip of a card named; a typed number is not enough without the library. */
export async function identifiedByAppointment(
  context: WorkContext,
  open: CaseFile,
  { person, problem }: { readonly person: Holder; readonly problem: Fault },
): Promise<(Identified & { readonly consentedAt: number }) | undefined> {
  const family = context.province.duty?.family;
  if (!family || !isLineFault(problem) || !open.entry.card) return undefined;
  const found = await appointmentOf(context, open, person);
  if (!found?.appointment.consent) return undefined;
  return {
    person,
    grant: { family, tokens: { [TOKEN]: found.id } },
    consent: { kind: "by-appointment", state: "granted" },
    consentedAt: found.appointment.consent.at,
  };
}

/** Whether the library was never asked in this case: its grant is the appointment's. */
export function isByAppointment(open: CaseFile): boolean {
  return open.grant?.tokens[TOKEN] !== undefined;
}

/** Fetched beforehand; undefined when there is nothing of this type. */
export async function prefetchedFor(
  context: WorkContext,
  open: CaseFile,
  typeCode: string,
): Promise<readonly PulledLicense[] | undefined> {
  const found = open.person && (await appointmentOf(context, open, open.person));
  const kept = found && (await context.storage.prefetched(found.id, typeCode));
  if (!kept?.ok || kept.value.length === 0) return undefined;
  return kept.value.map(({ record, file }) => ({ record: { ...record, source: "prefetched" }, file }));
}

/** What was not fetched beforehand is asked of the library, in case it is back; else what it said then is the answer. */
export async function pullMissing(
  context: WorkContext,
  open: CaseFile,
  typeCode: string,
): Promise<Result<readonly PulledLicense[]>> {
  const answer = await pullByDuty(context, open, typeCode);
  if (answer.ok || !isLineFault(answer.fault)) return answer;
  const found = open.person && (await appointmentOf(context, open, open.person));
  const earlier = found?.prefetched.find((state) => state.typeCode === typeCode)?.faultCode;
  return earlier && isAboutLicenses(earlier) ? failed(fault(earlier)) : answer;
}

async function pullByDuty(
  context: WorkContext,
  open: CaseFile,
  typeCode: string,
): Promise<Result<readonly PulledLicense[]>> {
  const { province, signal } = context;
  const { person } = open;
  const pull = person && (await namedByDuty(province, { person, usage: usageOf(open), signal: signal() }));
  if (!pull || !province.duty) return failed(fault("province.unreachable"));
  if (!pull.ok) return pull;
  const noted = await noteNamedAgain(context, open.id, { family: province.duty.family });
  return noted.ok ? pull.value(typeCode) : noted;
}

async function appointmentOf(
  { storage, clock }: WorkContext,
  { matter }: CaseFile,
  person: Holder,
): Promise<StoredAppointment | undefined> {
  const found = await storage.appointmentFor(matter.code, person.code, clock.now());
  return found.ok ? found.value : undefined;
}
