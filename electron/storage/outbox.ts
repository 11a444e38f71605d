/**
 * Decisions on their way to the acceptance platform. A key is sent once, whatever happens: a lost answer is `unknown`, not
 * failed, and is asked for by key. Bodies are sealed, and gone once they are delivered.
 */
import type Database from "better-sqlite3";
import type {
  DeliveryDraft,
  DeliveryResult,
  OutboxCounts,
  PendingDelivery,
  SettledDelivery,
} from "../app/ports/storage.ts";
import { ifReadable, type Sealer } from "./sealing.ts";

export interface Outbox {
  /** Inside a transaction. The same key and body again changes nothing; the same key with another body is a bug. */
  add(delivery: DeliveryDraft, now: number): void;
  /** Oldest first; one that cannot be read comes without its body. One that waits for an earlier one of its case is not due: a case arrives in order. */
  due(now: number, limit: number): readonly PendingDelivery[];
  /** Inside a transaction. A delivery that is not waiting is a bug. */
  settle(id: number, result: DeliveryResult, now: number): void;
  settled(keys: readonly string[]): readonly SettledDelivery[];
  hurry(now: number): number;
  counts(): Omit<OutboxCounts, "auditPending">;
  isEmpty(): boolean;
}

interface OutboxRow {
  readonly id: number;
  readonly key: string;
  readonly case_id: string;
  readonly case_no: string;
  readonly material_id: string;
  readonly body: Uint8Array | null;
  readonly state: "queued" | "unknown";
  readonly attempts: number;
  readonly created_at: number;
  readonly next_attempt_at: number;
}

const WAITING = "state IN ('queued', 'unknown')";

const DUE = `SELECT * FROM outbox AS o WHERE ${WAITING} AND next_attempt_at <= ? AND NOT EXISTS (
  SELECT 1 FROM outbox AS earlier WHERE earlier.case_id = o.case_id AND earlier.state <> 'delivered' AND earlier.${WAITING} AND earlier.id < o.id
) ORDER BY id LIMIT ?`;

const SETTLE = `UPDATE outbox SET state = ?, attempts = attempts + 1, next_attempt_at = ?, settled_at = ?, receipt_no = ?,
  fault_code = ?, body = CASE WHEN ? = 'delivered' THEN NULL ELSE body END WHERE id = ? AND ${WAITING}`;

export function createOutbox(db: Database.Database, sealer: Sealer): Outbox {
  const selectHash = db.prepare<[string], Uint8Array>("SELECT body_hash FROM outbox WHERE key = ?").pluck();
  const insert = db.prepare(
    `INSERT INTO outbox (key, case_id, case_no, material_id, body, body_hash, state, attempts, created_at, next_attempt_at)
     VALUES (?, ?, ?, ?, ?, ?, 'queued', 0, ?, ?)`,
  );
  const selectDue = db.prepare<[number, number], OutboxRow>(DUE);
  const update = db.prepare(SETTLE);
  const selectSettled = db.prepare<[string], SettledRow>(
    "SELECT key, state, receipt_no, fault_code FROM outbox WHERE key = ? AND state IN ('delivered', 'refused')",
  );
  const hurry = db.prepare(`UPDATE outbox SET next_attempt_at = min(next_attempt_at, ?) WHERE ${WAITING}`);
  const selectTally = db.prepare<[], { state: keyof Tally; rows: number }>("SELECT state, rows FROM outbox_tally");
  const selectOldest = db
    .prepare<[], number | null>(`SELECT min(created_at) FROM outbox INDEXED BY outbox_waiting WHERE ${WAITING}`)
    .pluck();

  function tally(): Tally {
    const found = { queued: 0, unknown: 0, refused: 0, delivered: 0 };
    for (const { state, rows } of selectTally.all()) found[state] = rows;
    return found;
  }

  return {
    add({ key, caseId, caseNo, materialId, body }, now) {
      const hash = sealer.hash(body);
      const known = selectHash.get(key);
      if (known && Buffer.compare(known, hash) === 0) return;
      if (known) throw new Error(`delivery key ${key} used again for another body`);
      const sealed = sealer.seal("outbox.body", key, new TextEncoder().encode(body));
      insert.run(key, caseId, caseNo, materialId, sealed, hash, now, now);
    },
    due: (now, limit) => selectDue.all(now, limit).map((row) => pendingOf(row, sealer)),
    settle(id, result, now) {
      const { state, nextAttemptAt, settledAt, receiptNo, faultCode } = columnsOf(result, now);
      const { changes } = update.run(state, nextAttemptAt, settledAt, receiptNo, faultCode, state, id);
      if (changes !== 1) throw new Error(`delivery ${id} is not waiting`);
    },
    settled: (keys) => keys.flatMap((key) => settledOf(selectSettled.get(key))),
    hurry: (now) => hurry.run(now).changes,
    counts() {
      const oldestAt = selectOldest.get();
      return { ...tally(), ...(typeof oldestAt === "number" ? { oldestAt } : {}) };
    },
    isEmpty: () => tally().queued + tally().unknown === 0,
  };
}

interface SettledRow {
  readonly key: string;
  readonly state: "delivered" | "refused";
  readonly receipt_no: string | null;
  readonly fault_code: string | null;
}

function settledOf(row: SettledRow | undefined): SettledDelivery[] {
  if (!row) return [];
  const { key, state, receipt_no: receiptNo, fault_code: faultCode } = row;
  return [{ key, state, ...(receiptNo ? { receiptNo } : {}), ...(faultCode ? { faultCode } : {}) }];
}

type Tally = Record<"queued" | "unknown" | "refused" | "delivered", number>;

function columnsOf(result: DeliveryResult, now: number) {
  const isWaiting = result.state === "queued" || result.state === "unknown";
  return {
    state: result.state,
    nextAttemptAt: isWaiting ? result.nextAttemptAt : null,
    settledAt: result.state === "delivered" ? result.at : isWaiting ? null : now,
    receiptNo: result.state === "delivered" ? result.receiptNo : null,
    faultCode: result.state === "delivered" ? null : result.faultCode,
  };
}

function pendingOf(row: OutboxRow, sealer: Sealer): PendingDelivery {
  const { body: sealed } = row;
  const body = sealed ? ifReadable(() => sealer.open("outbox.body", row.key, sealed)) : undefined;
  return {
    id: row.id,
    key: row.key,
    caseId: row.case_id,
    caseNo: row.case_no,
    materialId: row.material_id,
    ...(body ? { body: new TextDecoder().decode(body) } : {}),
    attempts: row.attempts,
    state: row.state,
    createdAt: row.created_at,
    nextAttemptAt: row.next_attempt_at,
  };
}
