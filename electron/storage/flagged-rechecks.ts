/** 复核有异: decisions that a re-check did not confirm, with their history, until and after a person has seen to them. */
import type Database from "better-sqlite3";
import type { FlaggedRecheck, HandledRecheck } from "../app/ports/storage.ts";
import { present } from "../domain/present.ts";

export interface FlaggedRechecks {
  list(limit: number): readonly FlaggedRecheck[];
  /** Inside a transaction. */
  handle(id: number, handled: HandledRecheck): boolean;
}

interface Row {
  readonly id: number;
  readonly case_id: string;
  readonly material_id: string;
  readonly case_no: string | null;
  readonly decided_at: number;
  readonly settled_at: number;
  readonly finding: FlaggedRecheck["finding"];
  readonly reasons: string | null;
  readonly handled_at: number | null;
  readonly handled_by: string | null;
  readonly handling: string | null;
  readonly matter_name: string | null;
  readonly person_name: string | null;
}

interface UseRow {
  readonly at: number;
  readonly clerk: string;
  readonly kind: FlaggedRecheck["decisions"][number]["kind"];
  readonly reason: string | null;
  readonly revision: number;
}

export function createFlaggedRechecks(db: Database.Database): FlaggedRechecks {
  const select = db.prepare<[number], Row>(
    `SELECT r.*, o.case_no, m.name AS matter_name, h.person_name FROM recheck r
     LEFT JOIN outbox o ON o.key = r.delivery_key LEFT JOIN history h ON h.case_id = r.case_id
     LEFT JOIN matter_name m ON m.id = h.matter_id WHERE r.state = 'flagged'
     ORDER BY r.handled_at IS NOT NULL, coalesce(r.handled_at, r.settled_at) DESC, r.id DESC LIMIT ?`,
  );
  const selectUses = db.prepare<[string, string], UseRow>(
    "SELECT at, clerk, kind, reason, revision FROM license_use WHERE case_id = ? AND material_id = ? ORDER BY revision",
  );
  const update = db.prepare(
    `UPDATE recheck SET handled_at = ?, handled_by = ?, handling = ?
     WHERE id = ? AND state = 'flagged' AND handled_at IS NULL`,
  );
  return {
    list: (limit) => select.all(limit).map((row) => flaggedOf(row, selectUses.all(row.case_id, row.material_id))),
    handle: (id, { at, by, handling, note }) =>
      update.run(at, by, JSON.stringify({ handling, note }), id).changes === 1,
  };
}

function flaggedOf(row: Row, uses: readonly UseRow[]): FlaggedRecheck {
  return present({
    id: row.id,
    caseId: row.case_id,
    // A decision is committed with its delivery, which is kept at least as long.
    caseNo: row.case_no ?? "",
    materialId: row.material_id,
    decidedAt: row.decided_at,
    settledAt: row.settled_at,
    finding: row.finding,
    reasons: row.reasons ? row.reasons.split(",") : [],
    matterName: row.matter_name ?? undefined,
    personName: row.person_name ?? undefined,
    decisions: uses.map(({ reason, ...use }) => present({ ...use, reason: reason ?? undefined })),
    handled: handledOf(row),
  });
}

function handledOf({ handled_at: at, handled_by: by, handling }: Row): HandledRecheck | undefined {
  return at === null || by === null || handling === null ? undefined : { at, by, ...JSON.parse(handling) };
}
