/**
 * Asks again for what was decided provisionally, by itself, once library and lists are there: never a decision is changed. What
 * cannot be answered now waits; what is not confirmed is flagged for a person.
 */

import { assertNever } from "../../domain/assert-never.ts";
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import { shanghaiDate } from "../../domain/license/license-record.ts";
import {
  holderToAsk,
  isTrustReady,
  judgeRecheck,
  type RecheckJudgement,
  type RecheckSubject,
  sameLicense,
} from "../../domain/recheck/recheck.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { AgeBand } from "../../domain/trust-age/outage-policy.ts";
import { namedByDuty } from "../by-duty.ts";
import { verdictOf } from "../counter/examinations.ts";
import { isUnanswered } from "../network/evidence.ts";
import type { Province, PulledLicense, UsageContext } from "../ports/province.ts";
import type { PendingRecheck, Storage } from "../ports/storage.ts";
import type { Clock } from "../ports/surroundings.ts";
import type { Verifier } from "../ports/verifier.ts";
import { recheckMessage } from "./recheck-message.ts";

const BATCH = 20;
/** After an answer that settles nothing; the library being away costs no wait of its own. */
const AGAIN_MS = 15 * 60_000;

export interface RecheckDependencies {
  readonly storage: Storage;
  readonly province: Province;
  readonly verifier: Pick<Verifier, "examine">;
  readonly clock: Clock;
  readonly mode: "training" | "live";
  readonly trustAge: () => AgeBand;
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
  for (const pending of batch) {
    const trustAge = dependencies.trustAge();
    if (dependencies.signal.aborted || !isTrustReady(trustAge)) return { settled, isCutOff: true };
    const judged = await judgementOf(dependencies, pending, trustAge);
    if (!judged.ok && isUnanswered(judged.fault)) return { settled, isCutOff: true };
    const kept = await settle(dependencies, pending, judged);
    // A database that does not take the answer would be asked for the same one for ever.
    if (!kept.ok) return { settled, isCutOff: true };
    if (judged.ok) settled += 1;
  }
  return { settled, isCutOff: false };
}

function settle(
  { storage, clock }: RecheckDependencies,
  pending: PendingRecheck,
  judged: Result<RecheckJudgement>,
): Promise<Result<void>> {
  const at = clock.now();
  if (!judged.ok)
    return storage.settleRecheck(pending.id, { state: "waiting", nextAttemptAt: at + AGAIN_MS }, undefined, []);
  const judgement = judged.value;
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

/** A fault: nothing can be said now. */
async function judgementOf(
  dependencies: RecheckDependencies,
  pending: PendingRecheck,
  trustAge: AgeBand,
): Promise<Result<RecheckJudgement>> {
  const { clock, verifier, mode } = dependencies;
  const { subject } = pending;
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
