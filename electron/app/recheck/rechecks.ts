/**
 * Asks again for what was decided provisionally, by itself, once library and lists are there: never a decision is changed. What
 * cannot be answered now waits; what is not confirmed is flagged for a person.
 */

import { assertNever } from "../../domain/assert-never.ts";
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { shanghaiDate } from "../../domain/license/license-record.ts";
import { isLineFault } from "../../domain/outage.ts";
import {
  holderToAsk,
  isTrustReady,
  judgeRecheck,
  type RecheckJudgement,
  type RecheckSubject,
  sameLicense,
} from "../../domain/recheck/recheck.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { AgeBand } from "../../domain/trust-age/outage-policy.ts";
import { namedByDuty } from "../by-duty.ts";
import { verdictOf } from "../counter/examinations.ts";
import { backOffMs } from "../network/back-off.ts";
import { askedWaitMs, isNeverSent, isUnanswered } from "../network/evidence.ts";
import type { Province, PulledLicense, UsageContext } from "../ports/province.ts";
import type { PendingRecheck, RecheckResult, Storage } from "../ports/storage.ts";
import type { Clock } from "../ports/surroundings.ts";
import type { Verifier } from "../ports/verifier.ts";
import { recheckMessage } from "./recheck-message.ts";

const BATCH = 20;
/** After an answer that settles nothing, doubled each time; the library being away costs no wait of its own. */
const REFUSED = { firstMs: 15 * 60_000, longestMs: 4 * 3_600_000 } as const;
/** After none that came over a line that others get through: it may be over the next time. */
const SILENT = { firstMs: 60_000, longestMs: 4 * 3_600_000 } as const;
/** Then a person looks. Refused by answers that is after some sixteen hours. */
const MOST_REFUSALS = 8;
/** So many questions in a row without an answer are an outage that nobody has noticed yet. */
const OUTAGE = 3;

export interface RecheckDependencies {
  readonly storage: Storage;
  readonly province: Province;
  readonly verifier: Pick<Verifier, "examine">;
  readonly clock: Clock;
  readonly mode: "training" | "live";
  readonly trustAge: () => AgeBand;
  /** By what other questions brought. */
  readonly isLibraryDown: () => boolean;
  readonly onBug: (error: unknown, where: string) => string;
  /** Something was settled: there is a message to deliver and a count to show. */
  readonly onSettled: () => void;
  readonly signal: AbortSignal;
}

export interface Rechecker {
  /** One run at a time: asked for during a run it is that run. */
  run(): Promise<unknown>;
  stop(): Promise<void>;
}

export function createRechecker(dependencies: Omit<RecheckDependencies, "signal">): Rechecker {
  const abort = new AbortController();
  let running: Promise<unknown> | undefined;
  return {
    run() {
      running ??= runRechecks({ ...dependencies, signal: abort.signal }).finally(() => {
        running = undefined;
      });
      return running;
    },
    async stop() {
      abort.abort();
      // Whoever asked for the run hears of its error.
      await running?.catch(() => undefined);
    },
  };
}

/** Works off what is due while the library answers. Returns how many were settled. */
export async function runRechecks(dependencies: RecheckDependencies): Promise<number> {
  let settled = 0;
  while (isTrustReady(dependencies.trustAge())) {
    const due = await dependencies.storage.dueRechecks(dependencies.clock.now(), BATCH);
    if (!due.ok || due.value.length === 0) break;
    const outcome = await runBatch(dependencies, due.value);
    settled += outcome.settled;
    if (outcome.isCutOff) break;
  }
  if (settled > 0) dependencies.onSettled();
  return settled;
}

async function runBatch(dependencies: RecheckDependencies, batch: readonly PendingRecheck[]) {
  let settled = 0;
  let silences = 0;
  for (const pending of batch) {
    const end = await recheckOne(dependencies, pending);
    if (end === "settled") settled += 1;
    silences = end === "silent" ? silences + 1 : 0;
    const isAway = silences >= OUTAGE || (silences > 0 && dependencies.isLibraryDown());
    if (end === "cut-off" || isAway) return { settled, isCutOff: true };
  }
  return { settled, isCutOff: false };
}

/** `silent` = put off, as no answer came over a line that may be good; `cut-off` = there is no asking on, this one is due as before. */
type End = "settled" | "put-off" | "silent" | "cut-off";

async function recheckOne(dependencies: RecheckDependencies, pending: PendingRecheck): Promise<End> {
  const { storage, signal, clock, isLibraryDown } = dependencies;
  const trustAge = dependencies.trustAge();
  if (signal.aborted || !isTrustReady(trustAge)) return "cut-off";
  const wasDown = isLibraryDown();
  const judged = await judgedOrNot(dependencies, pending, trustAge);
  if (!judged.ok && (isNeverSent(judged.fault) || judged.fault.code === "call.cancelled")) return "cut-off";
  const outcome = judged.ok ? judged.value : afterFault(judged.fault, pending, { now: clock.now(), wasDown });
  // A database that does not take the answer would be asked for the same one for ever.
  if (outcome.state === "waiting") {
    const kept = await storage.settleRecheck(pending.id, outcome, undefined, []);
    if (!kept.ok) return "cut-off";
    return !judged.ok && isOfLine(judged.fault, isLibraryDown()) ? "silent" : "put-off";
  }
  return (await settle(dependencies, pending, outcome)).ok ? "settled" : "cut-off";
}

/** Not of this license: nobody answered, or a portal's page comes to every question. */
function isOfLine(problem: Fault, isDown: boolean): boolean {
  return isUnanswered(problem) || (isDown && isLineFault(problem));
}

type Postponed = Extract<RecheckResult, { readonly state: "waiting" }>;

/** What was refused waits longer each time, and is flagged for a person in the end. A line that is down counts against nobody. */
function afterFault(
  problem: Fault,
  { refusals: before }: PendingRecheck,
  { now, wasDown }: { readonly now: number; readonly wasDown: boolean },
): Postponed | RecheckJudgement {
  const isSilent = isOfLine(problem, wasDown);
  const refusals = isSilent && wasDown ? before : before + 1;
  if (refusals >= MOST_REFUSALS) return { state: "flagged", finding: "not-answered", reasons: [] };
  const wait = backOffMs(isSilent ? SILENT : REFUSED, refusals, 1, askedWaitMs(problem));
  return { state: "waiting", nextAttemptAt: now + wait, refusals };
}

function settle(
  { storage, clock }: RecheckDependencies,
  pending: PendingRecheck,
  judgement: RecheckJudgement,
): Promise<Result<void>> {
  const at = clock.now();
  const message = recheckMessage(pending, judgement, at);
  return storage.settleRecheck(pending.id, { ...judgement, at }, message, [auditRow(pending, judgement, at)]);
}

function auditRow({ caseId, materialId }: PendingRecheck, judgement: RecheckJudgement, at: number): AuditDraft {
  const base = { at, action: "material.recheck", clerk: "system", caseId, materialId } as const;
  switch (judgement.state) {
    case "confirmed":
      return { ...base, detail: { state: judgement.state } };
    case "flagged":
      return {
        ...base,
        detail: { state: judgement.state, finding: judgement.finding, reasons: judgement.reasons.join(",") },
      };
    default:
      return assertNever(judgement);
  }
}

/** What throws over one license is a fault of this one, told once: the others go on. */
async function judgedOrNot(
  dependencies: RecheckDependencies,
  pending: PendingRecheck,
  trustAge: AgeBand,
): Promise<Result<RecheckJudgement>> {
  try {
    return await judgementOf(dependencies, pending, trustAge);
  } catch (error) {
    if (pending.refusals === 0) dependencies.onBug(error, "recheck of one license");
    return failed(fault("internal.unexpected"));
  }
}

/** A fault: nothing can be said now. */
async function judgementOf(
  dependencies: RecheckDependencies,
  pending: PendingRecheck,
  trustAge: AgeBand,
): Promise<Result<RecheckJudgement>> {
  const { clock, verifier, mode } = dependencies;
  const { subject } = pending;
  if (!subject) return ok({ state: "flagged", finding: "unreadable", reasons: [] });
  const asked = await askLibrary(dependencies, subject);
  if (!asked.ok) return asked;
  if (asked.value === "not-askable") return ok({ state: "flagged", finding: "not-askable", reasons: [] });
  const context = { mode, today: shanghaiDate(pending.decidedAt), trustAge };
  const records = asked.value.map(({ record, file }) => ({ ...record, file }));
  const same = sameLicense(subject.record, records);
  try {
    if (!same) return ok(judgeRecheck(subject, undefined, context));
    const { file, ...record } = same;
    const { report } = await verifier.examine(file, clock.now());
    const found = { record: { ...record, licenseId: subject.record.licenseId }, verdict: verdictOf(report) };
    return ok(judgeRecheck(subject, found, context));
  } finally {
    for (const { file } of asked.value) file.fill(0);
  }
}

/** Everything of the license's type that the library has for its holder, by duty; none is an answer. */
async function askLibrary(
  { province, signal }: RecheckDependencies,
  subject: RecheckSubject,
): Promise<Result<readonly PulledLicense[] | "not-askable">> {
  const holder = holderToAsk(subject);
  const pull = holder && (await namedByDuty(province, { person: holder, usage: usageOf(subject), signal }));
  if (!pull) return ok("not-askable");
  if (!pull.ok) return pull;
  const pulled = await pull.value(subject.record.typeCode);
  return !pulled.ok && pulled.fault.code === "license.not-found" ? ok([]) : pulled;
}

function usageOf({ caseNo, matter, clerk, record }: RecheckSubject): UsageContext {
  return {
    caseNo,
    matter: { code: matter.code, name: matter.name, department: matter.department },
    useCause: `办理“${matter.name}”,免交材料联网复核`.slice(0, 200),
    operator: clerk,
    licenseTypes: [record.typeCode],
  };
}
