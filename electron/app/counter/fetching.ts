/** Pulls the licenses of a case and verifies each as it comes; one that cannot be had says why. */
import type { CaseFile, Grant } from "../../domain/case/case-file.ts";
import { pendingTypes } from "../../domain/case/progress.ts";
import { fault } from "../../domain/fault.ts";
import type { LicenseRecord } from "../../domain/license/license-record.ts";
import { isLineFault } from "../../domain/outage.ts";
import { personFromLicenses } from "../../domain/person/person.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { PulledLicense } from "../ports/province.ts";
import { verdictOf } from "./examinations.ts";
import { isByAppointment, prefetchedFor, pullMissing } from "./from-appointment.ts";
import { noteNamedAgain } from "./named-again.ts";
import { usageOf } from "./usage.ts";
import type { WorkContext } from "./work-context.ts";

/** A grant that names the licenses there were is of no use for those that came since: it is asked for anew. */
export async function pullAgain(context: WorkContext, open: CaseFile, typeCodes: readonly string[]): Promise<void> {
  const renewed = await renewedGrant(context, open);
  await Promise.all(typeCodes.map((typeCode) => pull(context, open, typeCode, renewed)));
}

/** The case's own grant where its family is asked at each pull, or nobody is known to ask for. */
async function renewedGrant(context: WorkContext, open: CaseFile): Promise<Result<Grant> | undefined> {
  const { duty } = context.province;
  if (!duty || open.grant?.family !== duty.family || !open.person || isByAppointment(open)) return undefined;
  const named = await duty.identifyByNumber(open.person, usageOf(open), context.signal());
  if (!named.ok) return named;
  const { grant } = named.value;
  const noted = await noteNamedAgain(context, open.id, { family: grant.family, grant });
  return noted.ok ? ok(grant) : noted;
}

/** @param renewed in place of the grant of the case */
export async function pull(
  context: WorkContext,
  open: CaseFile,
  typeCode: string,
  renewed?: Result<Grant>,
): Promise<void> {
  const result = await pulled(context, open, typeCode, renewed);
  if (!result.ok) {
    await context.takeFor(open.id, { kind: "license-missing", typeCode, fault: result.fault });
    return tellPerson(context);
  }
  for (const license of result.value) await arrive(context, open.id, license);
}

/** From the library; where it is not there, what was fetched for the appointment. */
async function pulled(
  context: WorkContext,
  open: CaseFile,
  typeCode: string,
  renewed: Result<Grant> | undefined,
): Promise<Result<readonly PulledLicense[]>> {
  if (isByAppointment(open)) {
    const kept = await prefetchedFor(context, open, typeCode);
    return kept ? ok(kept) : pullMissing(context, open, typeCode);
  }
  const client = open.grant && context.province.families[open.grant.family];
  if (!client || !open.grant) return failed(fault("case.scan-again"));
  const grant = renewed ?? ok(open.grant);
  const answer = grant.ok ? await client.pull(grant.value, typeCode, usageOf(open), context.signal()) : grant;
  if (answer.ok || !isLineFault(answer.fault)) return answer;
  const kept = await prefetchedFor(context, open, typeCode);
  return kept ? ok(kept) : answer;
}

/**
 * A license enters the case: its file is kept sealed with the same step that shows it. Of one that comes when the case has ended, or
 * that does not get in, nothing is kept.
 */
export async function arrive(context: WorkContext, caseId: string, pulled: PulledLicense): Promise<Result<unknown>> {
  if (!isStillOpen(context, caseId, pulled.file)) return failed(fault("license.case-gone"));
  const licenseId = context.identifiers.handle();
  const record: LicenseRecord = { ...pulled.record, licenseId };
  context.examinations.keepFile(licenseId, pulled.file);
  const license = { record, sizeBytes: pulled.file.length };
  // The library's answer is kept until it is written down; who presents a file is there to be told.
  const take = record.source === "presented" ? context.tryFor : context.takeFor;
  const taken = await take(caseId, { kind: "license-arrived", license }, [{ licenseId, bytes: pulled.file }]);
  if (taken.ok) await tellPerson(context);
  else context.examinations.dropFile(licenseId);
  return taken;
}

/** A file that comes after the wipe must not outlive it: it is overwritten. */
function isStillOpen(context: WorkContext, caseId: string, file: Uint8Array): boolean {
  const isOpen = context.file()?.id === caseId;
  if (!isOpen) file.fill(0);
  return isOpen;
}

/** Some codes do not say whose they are: an identity card tells at once, other licenses only once all of them are there. */
async function tellPerson(context: WorkContext): Promise<void> {
  const open = context.file();
  if (!open || open.person) return;
  const records = open.licenses.map((held) => held.record);
  const telling =
    pendingTypes(open).length === 0
      ? records
      : records.filter(({ typeCode }) => context.identityTypes.includes(typeCode));
  const person = personFromLicenses(telling, context.identityTypes);
  if (person) await context.takeFor(open.id, { kind: "person-told", person, by: "licenses" });
}

export async function verify(context: WorkContext, open: CaseFile, licenseId: string): Promise<unknown> {
  const file = context.examinations.file(licenseId) ?? (await savedFile(context, open.id, licenseId));
  if (!file) {
    const typeCode = open.licenses.find((held) => held.record.licenseId === licenseId)?.record.typeCode ?? "";
    return context.takeFor(open.id, { kind: "license-missing", typeCode, fault: fault("license.no-file") });
  }
  const examination = await context.verifier.examine(file, context.clock.now());
  if (context.file()?.id !== open.id) return undefined;
  context.examinations.keep(licenseId, examination);
  return context.takeFor(open.id, { kind: "license-verified", licenseId, verdict: verdictOf(examination.report) });
}

/** To show a license of a case that was come back to: what its verification brought is gone from memory, its file is not. */
export async function examineAgain(context: WorkContext, open: CaseFile, licenseId: string): Promise<void> {
  if (!open.licenses.some(({ record }) => record.licenseId === licenseId)) return;
  const file = await savedFile(context, open.id, licenseId);
  const examination = file && (await context.verifier.examine(file, context.clock.now()));
  if (examination && context.file()?.id === open.id) context.examinations.keep(licenseId, examination);
}

async function savedFile(context: WorkContext, caseId: string, licenseId: string): Promise<Uint8Array | undefined> {
  const saved = await context.storage.licenseBody(caseId, licenseId);
  if (!saved.ok || !saved.value || !isStillOpen(context, caseId, saved.value)) return undefined;
  context.examinations.keepFile(licenseId, saved.value);
  return saved.value;
}
