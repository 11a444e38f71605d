/**
 * Decisions waiting for 联网复核, and what came of it. What is kept to ask with is sealed, and gone once there is an answer; what
 * cannot be read any more stays for whoever looks into it.
 */
import type Database from "better-sqlite3";
import type {
  HistoryRecheck,
  PendingRecheck,
  RecheckCounts,
  RecheckDraft,
  RecheckResult,
} from "../app/ports/storage.ts";
import type { RecheckSubject } from "../domain/recheck/recheck.ts";
import { ifReadable, readSealed, type Sealer, sealJson } from "./sealing.ts";

export interface Rechecks {
  /** Inside a transaction. */
  add(draft: RecheckDraft): void;
  /** Inside a transaction. A later decision on the material stands instead: what waited for an earlier one goes. */
  supersede(caseId: string, materialId: string, revision: number): void;
  /** Longest waiting first; one that cannot be read comes without its subject. */
  due(now: number, limit: number): readonly PendingRecheck[];
  /** Inside a transaction. False when it is not waiting any more (a correction came between): nothing is changed. */
  settle(id: number, result: RecheckResult): boolean;
  counts(): RecheckCounts;
  ofCase(caseId: string): readonly HistoryRecheck[];
}

interface Row {
  readonly id: number;
  readonly case_id: string;
  readonly material_id: string;
  readonly delivery_key: string;
  readonly decided_at: number;
  readonly refusals: number;
  readonly subject: Uint8Array | null;
}

interface CaseRow {
  readonly material_id: string;
  readonly state: HistoryRecheck["state"];
  readonly finding: HistoryRecheck["finding"] | null;
  readonly reasons: string | null;
  readonly settled_at: number | null;
}

export function createRechecks(db: Database.Database, sealer: Sealer): Rechecks {
  const insert = db.prepare(
    `INSERT INTO recheck (case_id, material_id, revision, delivery_key, subject, state, decided_at, next_attempt_at)
     VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)`,
  );
  const supersede = db.prepare(
    `UPDATE recheck SET state = 'superseded', subject = NULL
     WHERE case_id = ? AND material_id = ? AND revision < ? AND state = 'waiting'`,
  );
  const selectDue = db.prepare<[number, number], Row>(
    "SELECT * FROM recheck WHERE state = 'waiting' AND next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?",
  );
  const postpone = db.prepare(
    "UPDATE recheck SET next_attempt_at = ?, refusals = ? WHERE id = ? AND state = 'waiting'",
  );
  const settle = db.prepare(
    `UPDATE recheck SET state = ?, settled_at = ?, finding = ?, reasons = ?, subject = CASE WHEN ? = 'unreadable' THEN subject END
     WHERE id = ? AND state = 'waiting'`,
  );
  const count = db.prepare<[], RecheckCounts>(
    `SELECT (SELECT count(*) FROM recheck WHERE state = 'waiting') AS waiting,
      (SELECT count(*) FROM recheck WHERE state = 'flagged' AND handled_at IS NULL) AS flagged`,
  );
  const selectCase = db.prepare<[string], CaseRow>(
    "SELECT * FROM recheck WHERE case_id = ? AND state <> 'superseded' ORDER BY id",
  );

  return {
    add({ caseId, materialId, revision, deliveryKey, decidedAt, subject }) {
      const sealed = sealJson(sealer, "recheck.subject", deliveryKey, subject);
      insert.run(caseId, materialId, revision, deliveryKey, sealed, decidedAt, decidedAt);
    },
    supersede: (caseId, materialId, revision) => void supersede.run(caseId, materialId, revision),
    due: (now, limit) => selectDue.all(now, limit).map((row) => pendingOf(row, sealer)),
    settle(id, result) {
      if (result.state === "waiting") return postpone.run(result.nextAttemptAt, result.refusals, id).changes === 1;
      const { finding, reasons } = result.state === "flagged" ? result : { finding: null, reasons: [] };
      return settle.run(result.state, result.at, finding, reasons.join(","), finding, id).changes === 1;
    },
    counts: () => count.get() ?? { waiting: 0, flagged: 0 },
    ofCase: (caseId) => selectCase.all(caseId).map(recheckOf),
  };
}

function pendingOf(row: Row, sealer: Sealer): PendingRecheck {
  const { delivery_key: key, subject: sealed } = row;
  const subject = sealed && ifReadable(() => readSealed<RecheckSubject>(sealer, "recheck.subject", key, sealed));
  return {
    id: row.id,
    caseId: row.case_id,
    materialId: row.material_id,
    deliveryKey: key,
    decidedAt: row.decided_at,
    refusals: row.refusals,
    ...(subject ? { subject } : {}),
  };
}

function recheckOf({ material_id, state, finding, reasons, settled_at }: CaseRow): HistoryRecheck {
  return {
    materialId: material_id,
    state,
    ...(finding ? { finding } : {}),
    reasons: reasons ? reasons.split(",") : [],
    ...(settled_at === null ? {} : { settledAt: settled_at }),
  };
}
