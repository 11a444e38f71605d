/**
 * Delivers material decisions to the acceptance platform. A lost answer is "unknown": it is asked for by key before anything
 * is sent again, so nothing is ever taken twice as new. Waits grow after failures; a reconnect or the clerk cuts them short.
 */
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import type { DeliveryOutcome } from "../../domain/case/case-event.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import type { AcceptancePlatform, DeliveryReceipt } from "../ports/province.ts";
import type { DeliveryResult, PendingDelivery, Storage } from "../ports/storage.ts";
import type { Clock } from "../ports/surroundings.ts";

const WAITS_MS = [2_000, 5_000, 15_000, 60_000, 300_000] as const;
const BATCH = 50;
/** So many at once: the platform sees a polite client, a queue of 2,000 drains within the budget. */
const PARALLEL = 6;

export interface OutboxDependencies {
  readonly storage: Storage;
  readonly platform: AcceptancePlatform;
  readonly clock: Clock;
  readonly onSettled: (deliveryKey: string, outcome: DeliveryOutcome) => void;
  /** Reached or not: feeds the network state that the screens show. */
  readonly onContact: (problem: Fault | undefined) => void;
  readonly signal: AbortSignal;
}

/** Sends what is due, until nothing is. Returns how many were delivered. One drain at a time. */
export async function drainDeliveries(dependencies: OutboxDependencies): Promise<number> {
  let delivered = 0;
  while (!dependencies.signal.aborted) {
    const due = await dependencies.storage.dueDeliveries(dependencies.clock.now(), BATCH);
    if (!due.ok || due.value.length === 0) return delivered;
    const waiting = [...due.value];
    const worker = async () => {
      for (let next = waiting.shift(); next && !dependencies.signal.aborted; next = waiting.shift()) {
        if ((await deliverOne(dependencies, next)).state === "delivered") delivered += 1;
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
  }
  return delivered;
}

async function deliverOne(dependencies: OutboxDependencies, pending: PendingDelivery): Promise<DeliveryResult> {
  const { platform, storage, clock, signal } = dependencies;
  const found = pending.state === "unknown" ? await platform.find(pending.key, signal) : undefined;
  const answer =
    found === undefined || (found.ok && found.value === undefined)
      ? await platform.deliver(pending.key, pending.body, signal)
      : found;
  const result = resultOf(answer.ok ? answer.value : answer.fault, pending, clock.now());
  dependencies.onContact(answer.ok || !isContactFault(answer.fault) ? undefined : answer.fault);
  await storage.settleDelivery(pending.id, result, auditRows(pending, result, clock.now()));
  if (result.state === "delivered") {
    dependencies.onSettled(pending.key, { state: "delivered", receiptNo: result.receiptNo });
  } else if (result.state === "refused" && !answer.ok) {
    dependencies.onSettled(pending.key, { state: "refused", fault: answer.fault });
  }
  return result;
}

function resultOf(answer: DeliveryReceipt | Fault | undefined, pending: PendingDelivery, now: number): DeliveryResult {
  if (answer && "receiptNo" in answer) return { state: "delivered", receiptNo: answer.receiptNo, at: now };
  const reason = answer ?? fault("province.nonsense");
  const wait = WAITS_MS[Math.min(pending.attempts, WAITS_MS.length - 1)] ?? 0;
  const later = { nextAttemptAt: now + wait, faultCode: reason.code };
  // Only a request that was refused before it left is surely not there; everything else may have arrived.
  if (reason.code === "province.unreachable") return { state: pending.state, ...later };
  if (reason.code === "delivery.refused" || reason.code === "delivery.key-reused") {
    return { state: "refused", faultCode: reason.code };
  }
  return { state: "unknown", ...later };
}

export function isContactFault(reason: Fault): boolean {
  return (
    reason.code === "province.unreachable" || reason.code === "province.timed-out" || reason.code === "province.unwell"
  );
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
