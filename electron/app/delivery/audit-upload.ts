/** Sends the audit chain to the province, in order; the chain is its own queue and a cursor says how far the province has it. */
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { AuditReceiver } from "../ports/province.ts";
import type { Storage } from "../ports/storage.ts";
import { forkedAt, showContinuation } from "./audit-continuation.ts";

const BATCH = 200;

export interface AuditUploadDependencies {
  readonly storage: Storage;
  readonly receiver: AuditReceiver;
  readonly signal: AbortSignal;
}

/** Uploads until the province has everything; returns how many entries it took this time. A fork is gone on from once, where that was ordered. */
export async function uploadAudit(dependencies: AuditUploadDependencies): Promise<Result<number>> {
  let taken = 0;
  let hasContinued = false;
  while (!dependencies.signal.aborted) {
    const batch = await uploadBatch(dependencies);
    const continued: Result<void> | undefined =
      hasContinued || batch.ok ? undefined : await goOn(dependencies, batch.fault);
    if (continued && !continued.ok) return continued;
    if (continued) {
      hasContinued = true;
      continue;
    }
    if (!batch.ok || batch.value === 0) return batch.ok ? ok(taken) : batch;
    taken += batch.value;
  }
  return ok(taken);
}

/** One batch: how far the cursor moved, 0 when there was nothing to send. */
async function uploadBatch({ storage, receiver, signal }: AuditUploadDependencies): Promise<Result<number>> {
  const cursor = await storage.auditUploaded();
  if (!cursor.ok) return cursor;
  const entries = await storage.auditEntries(cursor.value, BATCH);
  if (!entries.ok) return entries;
  if (entries.value.length === 0) return ok(0);
  const checkpoint = await storage.lastCheckpoint();
  const answer = await receiver.upload(entries.value, checkpoint.ok ? checkpoint.value : undefined, signal);
  // After a gap the province says how far it has the chain: the next round goes on from there.
  const told = answer.ok ? answer.value : answer.fault.detail?.["acceptedThrough"];
  if (typeof told !== "number") return failed(answer.ok ? fault("province.nonsense") : answer.fault);
  // It may have rows that a restore from a backup lost here: those to come under their numbers have not been sent.
  const accepted = Math.min(told, entries.value.at(-1)?.seq ?? cursor.value);
  if (answer.ok && accepted <= cursor.value) return failed(fault("province.nonsense"));
  const kept = await storage.putAuditUploaded(accepted);
  if (!kept.ok) return kept;
  return answer.ok ? ok(accepted - cursor.value) : failed(answer.fault);
}

/** Undefined: not a fork, or one that nobody has written a continuation for. */
async function goOn(dependencies: AuditUploadDependencies, found: Fault): Promise<Result<void> | undefined> {
  const differing = forkedAt(found);
  const shown = differing === undefined ? undefined : await showContinuation(dependencies, differing);
  if (!shown) return undefined;
  return shown.ok ? dependencies.storage.putAuditUploaded(shown.value) : shown;
}
