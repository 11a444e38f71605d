/**
 * 预取: fetches the licenses of the day's appointments quietly while the library answers, two appointments at a time and never
 * while somebody at the counter waits for the library. Each license is a use of its own in the audit, with the purpose `prefetch`.
 */
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import { type FaultCode, fault } from "../../domain/fault.ts";
import { isNameDifferent } from "../../domain/person/person.ts";
import { failed, type Result } from "../../domain/result.ts";
import { namedByDuty } from "../by-duty.ts";
import type { CatalogueKeeper } from "../catalogue-keeper.ts";
import { askedWaitMs, isNeverSent, isUnanswered } from "../network/evidence.ts";
import type { Province, PulledLicense, UsageContext } from "../ports/province.ts";
import type { Storage } from "../ports/storage.ts";
import type { Clock } from "../ports/surroundings.ts";
import { type DueAppointment, dueOf } from "./due.ts";

const PARALLEL = 2;
/** So many appointments in a row without an answer are an outage that nobody has noticed yet. */
const OUTAGE = 3;
/** Answers about these very licenses: there are none any more, they are somebody else's, or the citizen does not want it. */
const ENDS_KEEPING: ReadonlySet<FaultCode> = new Set([
  "license.not-found",
  "appointments.other-person",
  "consent.refused",
]);

/** An answer about the licenses, and not one that says only why none came then. */
export function isAboutLicenses(code: FaultCode): boolean {
  return ENDS_KEEPING.has(code);
}

export interface PrefetchDependencies {
  readonly storage: Storage;
  readonly province: Province;
  readonly catalogue: Pick<CatalogueKeeper, "current">;
  readonly clock: Clock;
  /** Nobody at the counter waits for the library, and it answers. */
  readonly mayFetch: () => boolean;
  /** Something was fetched, or could not be. */
  readonly onChange: () => void;
  readonly onBug: (error: unknown, where: string) => string;
}

export interface Prefetcher {
  /** Goes its own way; one run at a time. */
  kick(): void;
  /** The counter needs the library: what is under way is given up, and asked for again later. */
  giveWay(): void;
  stop(): Promise<void>;
}

export function createPrefetcher(dependencies: PrefetchDependencies): Prefetcher {
  let abort = new AbortController();
  let isStopped = false;
  let running: Promise<unknown> | undefined;
  const giveWay = () => {
    abort.abort();
    abort = new AbortController();
  };
  return {
    kick() {
      if (isStopped) return;
      running ??= runPrefetch(dependencies, abort.signal)
        .catch((error: unknown) => void dependencies.onBug(error, "prefetch"))
        .finally(() => {
          running = undefined;
        });
    },
    giveWay,
    async stop() {
      isStopped = true;
      giveWay();
      await running;
    },
  };
}

async function runPrefetch(dependencies: PrefetchDependencies, signal: AbortSignal): Promise<void> {
  const { storage, catalogue, clock, mayFetch } = dependencies;
  if (!mayFetch()) return;
  const stored = await storage.appointments(clock.now());
  if (!stored.ok) return;
  const queue = [...dueOf(stored.value, catalogue.current()?.matters ?? [], clock.now())];
  let silences = 0;
  const lane = async () => {
    for (let due = queue.shift(); due && !signal.aborted && mayFetch(); due = queue.shift()) {
      const end = await prefetchOne(dependencies, due, signal);
      silences = end === "silent" ? silences + 1 : 0;
      // The library went away: the others would only wait for it in turn.
      if (end === "cut-off" || silences >= OUTAGE) queue.length = 0;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
}

type Answer = Result<readonly PulledLicense[]>;

/** `silent` = an answer never came over a line that may be good; `cut-off` = there is no asking on. */
type End = "answered" | "silent" | "cut-off";

async function prefetchOne(dependencies: PrefetchDependencies, due: DueAppointment, signal: AbortSignal): Promise<End> {
  const answers = checked(due, await askOrNot(dependencies, due, signal));
  try {
    let end: End = "answered";
    for (const [index, answer] of answers.entries()) {
      end = await keep(dependencies, due, { typeCode: due.typeCodes[index] ?? "", answer });
      if (end === "cut-off") break;
    }
    return end;
  } finally {
    wipe(answers);
    dependencies.onChange();
  }
}

async function keep(
  { storage, clock }: PrefetchDependencies,
  due: DueAppointment,
  { typeCode, answer }: { readonly typeCode: string; readonly answer: Answer },
): Promise<End> {
  const audit = auditRows(due, typeCode, answer, clock.now());
  if (answer.ok || isAboutLicenses(answer.fault.code)) {
    const kept = await storage.putPrefetched(due.stored.id, typeCode, answer, audit);
    return kept.ok ? "answered" : "cut-off";
  }
  // It says nothing of the licenses: what was there before stays.
  const { code } = answer.fault;
  if (isNeverSent(answer.fault) || code === "call.cancelled") {
    await storage.commit({ audit });
    return "cut-off";
  }
  // One that never gets its answer may not stand before the others in every run.
  const noted = await storage.notePrefetchRefusal(due.stored.id, typeCode, code, audit);
  if (!noted.ok || askedWaitMs(answer.fault) !== undefined) return "cut-off";
  return isUnanswered(answer.fault) ? "silent" : "answered";
}

function wipe(answers: readonly Answer[]): void {
  for (const answer of answers) if (answer.ok) for (const { file } of answer.value) file.fill(0);
}

/** What throws over one appointment is a fault of this one, told once: the others go on. */
async function askOrNot(
  dependencies: PrefetchDependencies,
  due: DueAppointment,
  signal: AbortSignal,
): Promise<readonly Answer[]> {
  try {
    return await ask(dependencies, due, signal);
  } catch (error) {
    if (due.refusals === 0) dependencies.onBug(error, "prefetch of one appointment");
    return due.typeCodes.map(() => failed(fault("internal.unexpected")));
  }
}

/** One answer for each type, up to the first that never came. */
async function ask(
  { province }: PrefetchDependencies,
  { stored, matter, typeCodes }: DueAppointment,
  signal: AbortSignal,
): Promise<readonly Answer[]> {
  const usage: UsageContext = {
    caseNo: stored.appointment.reference,
    matter: { code: matter.code, name: matter.name, department: matter.department },
    useCause: `办理“${matter.name}”,预约当日预取免交材料`.slice(0, 200),
    operator: stored.by,
    licenseTypes: typeCodes,
  };
  const { person } = stored.appointment;
  const pull = (await namedByDuty(province, { person, usage, signal })) ?? failed(fault("province.refused"));
  if (!pull.ok) return typeCodes.map(() => pull);
  const answers: Answer[] = [];
  for (const typeCode of typeCodes) {
    const answer = await pull.value(typeCode);
    answers.push(answer);
    if (signal.aborted || (!answer.ok && isUnanswered(answer.fault))) break;
  }
  return answers;
}

/** A number written down wrong may be another's: where a license has that number under another name, none of them is kept. */
function checked({ stored }: DueAppointment, answers: readonly Answer[]): readonly Answer[] {
  const { person } = stored.appointment;
  const records = answers.flatMap((answer) => (answer.ok ? answer.value.map(({ record }) => record) : []));
  if (!records.some(({ holders }) => isNameDifferent(person, holders))) return answers;
  wipe(answers);
  return answers.map(() => failed(fault("appointments.other-person")));
}

/** A license use for each license, or why there is none. Codes and sizes only. */
function auditRows({ stored }: DueAppointment, typeCode: string, answer: Answer, at: number): readonly AuditDraft[] {
  const base = { at, clerk: stored.by.account };
  const about = { purpose: "prefetch", appointment: stored.id, type: typeCode };
  if (!answer.ok) return [{ ...base, action: "license.missing", detail: { ...about, fault: answer.fault.code } }];
  return answer.value.map(({ file }) => ({
    ...base,
    action: "license.fetched",
    detail: { ...about, bytes: file.length },
  }));
}
