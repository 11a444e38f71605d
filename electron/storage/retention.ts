/**
 * What is past its time goes (design.md section 6): logs after 183 days, license uses and history after 1,095, license bodies of a
 * case left open after 24 hours, appointments with what was fetched for them once they are over. In small transactions, each leaving the chain whole.
 */
import { readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type Database from "better-sqlite3";
import { ok, type Result } from "../domain/result.ts";
import type { Appointments } from "./appointments.ts";
import type { AuditChain, AuditRow } from "./audit-chain.ts";
import type { Guard } from "./guard.ts";
import type { Marks } from "./marks.ts";
import { copyPrefix } from "./migrations/migrate.ts";

const HOUR_MS = 3_600_000;
const BODY_MS = 24 * HOUR_MS;
const LOG_MS = 183 * 24 * HOUR_MS;
const USE_MS = 1_095 * 24 * HOUR_MS;

const STEP_ROWS = 500;

interface Rule {
  readonly sql: string;
  readonly afterMs: number;
}

const OLD_BODIES =
  "DELETE FROM license_body WHERE rowid IN (SELECT rowid FROM license_body WHERE stored_at < ? LIMIT ?)";

/** Each takes the oldest rows of one table. Refused deliveries keep their row for the statistics, and lose their body sooner. */
const RULES: readonly Rule[] = [
  { sql: OLD_BODIES, afterMs: BODY_MS },
  {
    sql: "DELETE FROM open_case WHERE rowid IN (SELECT rowid FROM open_case WHERE set_aside_at < ? LIMIT ?)",
    afterMs: LOG_MS,
  },
  { sql: "DELETE FROM license_use WHERE id IN (SELECT id FROM license_use WHERE at < ? LIMIT ?)", afterMs: USE_MS },
  { sql: "DELETE FROM recheck WHERE id IN (SELECT id FROM recheck WHERE decided_at < ? LIMIT ?)", afterMs: USE_MS },
  { sql: "DELETE FROM history WHERE id IN (SELECT id FROM history WHERE closed_at < ? LIMIT ?)", afterMs: USE_MS },
  { sql: "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE settled_at < ? LIMIT ?)", afterMs: USE_MS },
  {
    sql: `UPDATE outbox SET body = NULL WHERE id IN (
      SELECT id FROM outbox INDEXED BY outbox_undelivered
      WHERE state <> 'delivered' AND state = 'refused' AND settled_at < ? AND body IS NOT NULL LIMIT ?)`,
    afterMs: LOG_MS,
  },
];

export interface RetentionParts {
  readonly db: Database.Database;
  readonly file: string;
  readonly guard: Guard;
  readonly chain: AuditChain;
  readonly marks: Marks;
  readonly appointments: Appointments;
}

/** Yields between transactions. Ends with the number of rows that went. */
export function* purgeSteps(parts: RetentionParts, now: number): Generator<void, Result<number>> {
  const works = [
    () => parts.appointments.removeOver(now),
    ...RULES.map(({ sql, afterMs }) => {
      const statement = parts.db.prepare(sql);
      return () => statement.run(now - afterMs, STEP_ROWS).changes;
    }),
    () => purgeAudit(parts, now),
  ];
  let total = 0;
  for (const work of works) {
    const gone = yield* untilDone(() => parts.guard.write(work));
    if (!gone.ok) return gone;
    total += gone.value;
  }
  const copies = parts.guard.read(() => removeOldCopies(parts.file, now - BODY_MS));
  return copies.ok ? ok(total) : copies;
}

/** License files put down before that time go, and the copies made before it. */
export function purgeBodies({ db, file, guard }: Pick<RetentionParts, "db" | "file" | "guard">, before: number) {
  const gone = guard.write(() => db.prepare(OLD_BODIES).run(before, -1).changes);
  if (!gone.ok) return gone;
  const copies = guard.read(() => removeOldCopies(file, before));
  return copies.ok ? gone : copies;
}

function* untilDone(step: () => Result<number>): Generator<void, Result<number>> {
  for (let total = 0; ; ) {
    const gone = step();
    if (!gone.ok) return gone;
    total += gone.value;
    if (gone.value < STEP_ROWS) return ok(total);
    yield;
  }
}

/** Only from the front of the chain. What the province has not acknowledged waits as long as a license use. */
function purgeAudit({ db, chain, marks }: RetentionParts, now: number): number {
  const uploaded = marks.get("audit-uploaded");
  const base = chain.edge("base");
  const last = lastOver(chain, now, (row) => now - (row.seq <= uploaded ? LOG_MS : USE_MS));
  if (!last) return 0;
  chain.moveBase({ seq: last.seq, hash: last.hash });
  db.prepare("DELETE FROM audit WHERE seq <= ?").run(last.seq);
  db.prepare("DELETE FROM audit_checkpoint WHERE seq < ? AND seq < (SELECT max(seq) FROM audit_checkpoint)").run(
    last.seq,
  );
  return last.seq - base.seq;
}

/** The last row from the front on that is past its time. Rows written by a clock that ran ahead go with the next one whose time can be true. */
function lastOver(chain: AuditChain, now: number, limitOf: (row: AuditRow) => number): AuditRow | undefined {
  let last: AuditRow | undefined;
  for (let after = chain.edge("base").seq; ; ) {
    const batch = chain.rows(after, STEP_ROWS);
    for (const row of batch) {
      const at = writtenAt(row);
      if (at > now) continue;
      if (at >= limitOf(row)) return last;
      last = row;
    }
    const end = batch.at(-1);
    if (last || batch.length < STEP_ROWS || !end) return last;
    after = end.seq;
  }
}

function writtenAt(row: AuditRow): number {
  return Date.parse(JSON.parse(row.record).at);
}

/** Copies made before a migration hold what the file held then, but for the licenses: a day is all they may stay. */
function removeOldCopies(file: string, before: number): void {
  const prefix = basename(copyPrefix(file));
  for (const name of readdirSync(dirname(file))) {
    const path = join(dirname(file), name);
    if (name.startsWith(prefix) && statSync(path).mtimeMs < before) rmSync(path);
  }
}
