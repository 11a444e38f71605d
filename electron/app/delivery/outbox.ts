/**
 * Delivers material decisions to the acceptance platform: in order within a case, several cases at a time. A lost answer is
 * "unknown": it is asked for by key before anything is sent again, so nothing is ever taken twice as new. Waits grow after
 * failures; a reconnect or the clerk cuts them short.
 */
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import type { DeliveryOutcome } from "../../domain/case/case-event.ts";
import { type Fault, type FaultCode, fault } from "../../domain/fault.ts";
import { isLineFault } from "../../domain/outage.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import { backOffMs } from "../network/back-off.ts";
import { askedWaitMs } from "../network/evidence.ts";
import type { AcceptancePlatform, DeliveryReceipt } from "../ports/province.ts";
import type { DeliveryResult, PendingDelivery, Storage } from "../ports/storage.ts";
import type { Clock } from "../ports/surroundings.ts";

const WAITS = { firstMs: 2_000, longestMs: 300_000 } as const;
const BATCH = 50;
/** So many at once: the platform sees a polite client, a queue of 2,000 drains within the budget. */
const PARALLEL = 6;
/** So many lost answers in a row are an outage; less may be a line that loses some. */
const OUTAGE = 12;

export interface OutboxDependencies {
  readonly storage: Pick<Storage, "dueDeliveries" | "settleDelivery">;
  readonly platform: AcceptancePlatform;
  readonly clock: Clock;
  /** 0…1 */
  readonly random: () => number;
  readonly onSettled: (deliveryKey: string, outcome: DeliveryOutcome) => void;
  readonly signal: AbortSignal;
}

export interface Drained {
  readonly delivered: number;
  /** The platform is away, asks for a pause, or nothing is written any more: the rest stays as it is. */
  readonly cutOff?: Fault;
}

/** Sends what is due, until nothing is or the platform is away. One drain at a time. */
export async function drainDeliveries(dependencies: OutboxDependencies): Promise<Drained> {
  const { storage, clock, signal } = dependencies;
  let delivered = 0;
  let failures = 0;
  let isProven = false;
  let cutOff: Fault | undefined;
  const isOver = () => signal.aborted || cutOff !== undefined;
  const send = async (pending: PendingDelivery) => {
    const { result, problem } = await deliverOne(dependencies, pending);
    if (!result.ok) {
      // An answer that cannot be written down would be asked for again and again.
      cutOff ??= result.fault;
      return;
    }
    if (result.value.state === "delivered") delivered += 1;
    isProven ||= problem === undefined && pending.body !== undefined;
    failures = problem ? failures + 1 : 0;
    if (problem && (isAway(problem) || failures >= OUTAGE)) cutOff ??= problem;
  };
  while (!isOver()) {
    // One goes ahead: in an outage it alone waits for a deadline, and not a batch.
    const due = await storage.dueDeliveries(clock.now(), isProven ? BATCH : 1);
    if (!due.ok) cutOff ??= due.fault;
    if (!due.ok || due.value.length === 0) break;
    const waiting = [...due.value];
    const worker = async () => {
      for (let next = waiting.shift(); next && !isOver(); next = waiting.shift()) await send(next);
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
  }
  return { delivered, ...(cutOff ? { cutOff } : {}) };
}

/** A fault as `result`: the answer was not written down. `problem`: the platform was not reached, or its answer was lost. */
async function deliverOne(
  { platform, storage, clock, random, onSettled, signal }: OutboxDependencies,
  pending: PendingDelivery,
): Promise<{ readonly result: Result<DeliveryResult>; readonly problem?: Fault }> {
  const found = pending.state === "unknown" ? await platform.find(pending.key, signal) : undefined;
  const answer =
    found === undefined || (found.ok && found.value === undefined) ? await sent(pending, platform, signal) : found;
  const result = resultOf(answer.ok ? answer.value : answer.fault, pending, clock.now(), random());
  const kept = await storage.settleDelivery(pending.id, result, auditRows(pending, result, clock.now()));
  if (!kept.ok) return { result: kept };
  if (result.state === "delivered") {
    onSettled(pending.key, { state: "delivered", receiptNo: result.receiptNo });
  } else if (result.state === "refused" && !answer.ok) {
    onSettled(pending.key, { state: "refused", fault: answer.fault });
  }
  return { result: ok(result), ...(answer.ok || !isLineFault(answer.fault) ? {} : { problem: answer.fault }) };
}

/** What cannot be read can only be asked for; when it never arrived, a person has to make it good. */
async function sent(
  { key, body }: PendingDelivery,
  platform: AcceptancePlatform,
  signal: AbortSignal,
): Promise<Result<DeliveryReceipt>> {
  return body === undefined ? failed(fault("storage.unreadable")) : platform.deliver(key, body, signal);
}

/** Settled for good: the platform, or this terminal's own records, will not let it through. */
const REFUSED: ReadonlySet<FaultCode> = new Set(["delivery.refused", "delivery.key-reused", "storage.unreadable"]);

function resultOf(
  answer: DeliveryReceipt | Fault | undefined,
  pending: PendingDelivery,
  now: number,
  random: number,
): DeliveryResult {
  if (answer && "receiptNo" in answer) return { state: "delivered", receiptNo: answer.receiptNo, at: now };
  const reason = answer ?? fault("province.nonsense");
  const wait = backOffMs(WAITS, pending.attempts + 1, random, askedWaitMs(reason));
  const later = { nextAttemptAt: now + wait, faultCode: reason.code };
  // Only a request that never left is surely not there; everything else may have arrived.
  if (reason.code === "province.unreachable" || isHeld(reason)) return { state: pending.state, ...later };
  if (REFUSED.has(reason.code)) return { state: "refused", faultCode: reason.code };
  return { state: "unknown", ...later };
}

/** Kept back on this side, because the platform asked for a pause. */
function isHeld({ detail }: Fault): boolean {
  return detail?.["held"] === true;
}

/** Nothing gets there now: no connection, or a pause that was asked for. A connection that broke may be one lost answer. */
function isAway(problem: Fault): boolean {
  const isBroken = problem.detail?.["reason"] === "dropped";
  return (problem.code === "province.unreachable" && !isBroken) || askedWaitMs(problem) !== undefined;
}

function auditRows(pending: PendingDelivery, result: DeliveryResult, at: number): readonly AuditDraft[] {
  const base = { at, clerk: "system", caseId: pending.caseId, materialId: pending.materialId };
  if (result.state === "delivered") {
    return [
      { ...base, action: "material.delivered", detail: { receipt: result.receiptNo, attempts: pending.attempts + 1 } },
    ];
  }
  if (result.state === "refused")
    return [{ ...base, action: "material.delivery-refused", detail: { fault: result.faultCode } }];
  return [];
}
