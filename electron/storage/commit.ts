/** One step of the counter in one transaction: case, uses, bodies, deliveries, audit, clock. */
import type { Commit } from "../app/ports/storage.ts";
import type { Appointments } from "./appointments.ts";
import type { AuditChain } from "./audit-chain.ts";
import type { History } from "./history.ts";
import type { Marks } from "./marks.ts";
import type { OpenCase } from "./open-case.ts";
import type { Outbox } from "./outbox.ts";
import type { Rechecks } from "./rechecks.ts";

export interface CommitParts {
  readonly appointments: Appointments;
  readonly openCase: OpenCase;
  readonly history: History;
  readonly outbox: Outbox;
  readonly rechecks: Rechecks;
  readonly chain: AuditChain;
  readonly marks: Marks;
}

/** Inside a transaction. Returns the number of the last audit entry. */
export function applyCommit(parts: CommitParts, step: Commit, now: number): { readonly auditSeq: number } {
  const { appointments, openCase, history, outbox, rechecks, chain, marks } = parts;
  if (step.close) {
    if (step.open?.file.id === step.close.caseId)
      throw new Error(`case ${step.close.caseId} saved and closed in one step`);
    history.addCase(step.close);
    openCase.remove(step.close.caseId);
    appointments.removeOf(step.close);
  }
  if (step.open) openCase.save(step.open, now);
  if (step.bodies && step.bodies.length > 0) openCase.addBodies(step.open?.file.id, step.bodies, now);
  for (const use of step.uses ?? []) {
    history.addUse(use);
    rechecks.supersede(use.caseId, use.materialId, use.revision);
  }
  for (const draft of step.rechecks ?? []) rechecks.add(draft);
  for (const delivery of step.deliveries ?? []) outbox.add(delivery, now);
  marks.raise("highest-time", now);
  return { auditSeq: chain.append(step.audit) };
}
