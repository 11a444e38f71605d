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
import { isContactFault } from "../network/evidence.ts";
import type { Province, PulledLicense, UsageContext } from "../ports/province.ts";
import type { Storage } from "../ports/storage.ts";
import type { Clock } from "../ports/surroundings.ts";
import { type DueAppointment, dueOf } from "./due.ts";

const PARALLEL = 2;
/** Answers about these very licenses: there are none any more, they are somebody else's, or the citizen does not want it. */
const ENDS_KEEPING: ReadonlySet<FaultCode> = new Set([
  "license.not-found",
  "appointments.other-person",
  "consent.refused",
]);

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
  const lane = async () => {
    for (let due = queue.shift(); due && !signal.aborted && mayFetch(); due = queue.shift()) {
      // The library went away: the others would only wait for it in turn.
      if (!(await prefetchOne(dependencies, due, signal))) queue.length = 0;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
}

type Answer = Result<readonly PulledLicense[]>;

/** False when there is no asking on. */
async function prefetchOne(
  dependencies: PrefetchDependencies,
  due: DueAppointment,
  signal: AbortSignal,
): Promise<boolean> {
  const answers = checked(due, await ask(dependencies, due, signal));
  try {
    for (const [index, answer] of answers.entries()) {
      if (!(await keep(dependencies, due, { typeCode: due.typeCodes[index] ?? "", answer }))) return false;
    }
    return true;
  } finally {
    wipe(answers);
    dependencies.onChange();
  }
}

/** False when the answer never came, or could not be kept. */
async function keep(
  { storage, clock }: PrefetchDependencies,
  due: DueAppointment,
  { typeCode, answer }: { readonly typeCode: string; readonly answer: Answer },
): Promise<boolean> {
  const audit = auditRows(due, typeCode, answer, clock.now());
  if (answer.ok || ENDS_KEEPING.has(answer.fault.code)) {
    const kept = await storage.putPrefetched(due.stored.id, typeCode, answer, audit);
    return kept.ok;
  }
  // It says nothing of the licenses: what was there before stays.
  const { code } = answer.fault;
  if (isContactFault(answer.fault) || code === "call.cancelled") {
    await storage.commit({ audit });
    return false;
  }
  const noted = await storage.notePrefetchRefusal(due.stored.id, typeCode, code, audit);
  return noted.ok;
}

function wipe(answers: readonly Answer[]): void {
  for (const answer of answers) if (answer.ok) for (const { file } of answer.value) file.fill(0);
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
    if (signal.aborted || (!answer.ok && isContactFault(answer.fault))) break;
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
