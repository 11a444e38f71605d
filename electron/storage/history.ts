/**
 * Closed cases and their license uses: masked, without images, kept 1,095 days. Matters are stored once, so that "contains" looks
 * at some hundred names instead of a million cases; everything else goes by index.
 */
import type Database from "better-sqlite3";
import type {
  ClosedCase,
  DayCounts,
  HistoryCase,
  HistoryPage,
  HistoryQuery,
  LicenseUse,
} from "../app/ports/storage.ts";
import { normalCode } from "../domain/person/person.ts";
import { type Condition, createTextSearch } from "./history-search.ts";
import type { Rechecks } from "./rechecks.ts";
import type { Sealer } from "./sealing.ts";

export interface History {
  /** Inside a transaction. A case that is there already stays as it is: closing may be asked for twice. */
  addCase(closed: ClosedCase): void;
  addUse(use: LicenseUse): void;
  search(query: HistoryQuery): HistoryPage;
  dayCounts(from: number, to: number): DayCounts;
}

interface HistoryRow {
  readonly case_id: string;
  readonly case_no: string;
  readonly matter_code: string;
  readonly matter_name: string;
  readonly clerk: string;
  readonly opened_at: number;
  readonly closed_at: number;
  readonly outcome: ClosedCase["outcome"];
  readonly reason: string | null;
  readonly person_name: string | null;
  readonly person_number: string | null;
  readonly materials: number;
  readonly exempted: number;
  readonly undelivered: number;
}

/** From here on reading the cases newest first and stopping early beats sorting what was found. */
const WIDE = 20_000;

const COLUMNS = `h.case_id, h.case_no, m.code AS matter_code, m.name AS matter_name, h.clerk, h.opened_at, h.closed_at,
  h.outcome, h.reason, h.person_name, h.person_number, h.materials, h.exempted,
  (SELECT count(*) FROM outbox WHERE outbox.case_id = h.case_id AND outbox.state <> 'delivered') AS undelivered`;

const BY_CLOSE = "INDEXED BY history_by_close";
const NEWEST_FIRST = "ORDER BY h.closed_at DESC, h.id DESC";

const INSERT_CASE = `INSERT INTO history (case_id, case_no, matter_id, clerk, opened_at, closed_at, outcome, reason, person_name,
  person_number, number_hash, materials, exempted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_id) DO NOTHING`;

const INSERT_USE = `INSERT INTO license_use (case_id, material_id, revision, kind, license_type, license_identifier, face, reason,
  recheck_required, at, clerk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const DAY_COUNTS = `SELECT count(*) AS cases, count(*) FILTER (WHERE outcome = 'submitted') AS submitted,
  coalesce(sum(materials) FILTER (WHERE outcome = 'submitted'), 0) AS materials,
  coalesce(sum(exempted) FILTER (WHERE outcome = 'submitted'), 0) AS exempted
  FROM history WHERE closed_at >= ? AND closed_at < ?`;

export function createHistory(db: Database.Database, sealer: Sealer, rechecks: Rechecks): History {
  const addMatter = db.prepare("INSERT INTO matter_name (code, name) VALUES (?, ?) ON CONFLICT DO NOTHING");
  const matterId = db
    .prepare<[string, string], number>("SELECT id FROM matter_name WHERE code = ? AND name = ?")
    .pluck();
  const insertCase = db.prepare(INSERT_CASE);
  const insertUse = db.prepare(INSERT_USE);
  const dayCounts = db.prepare<[number, number], DayCounts>(DAY_COUNTS);
  const conditionsFor = createTextSearch(db, sealer);

  return {
    addCase(closed) {
      addMatter.run(closed.matterCode, closed.matterName);
      const { caseId, caseNo, clerk, openedAt, closedAt, outcome, personNumberToHash: number } = closed;
      insertCase.run(
        ...[caseId, caseNo, matterId.get(closed.matterCode, closed.matterName), clerk, openedAt, closedAt, outcome],
        ...[closed.reason ?? null, closed.personName ?? null, closed.personNumber ?? null],
        ...[number ? sealer.hash(normalCode(number)) : null, closed.materials, closed.exempted],
      );
    },
    addUse(use) {
      const { caseId, materialId, revision, kind, licenseType, licenseIdentifier, face, reason, at, clerk } = use;
      insertUse.run(
        ...[caseId, materialId, revision, kind, licenseType ?? null, licenseIdentifier ?? null, face ?? null],
        ...[reason ?? null, use.isRecheckRequired ? 1 : 0, at, clerk],
      );
    },
    search(query) {
      const found = conditionsFor(query.text ?? "");
      if (found === "nothing") return { total: 0, cases: [] };
      const { where, values } = filterOf(query, found);
      const counted = db.prepare<unknown[], number>(countOf(query, found, where));
      const total = counted.pluck().get(...values) ?? 0;
      const ids = `SELECT id FROM history h ${total > WIDE ? BY_CLOSE : ""} ${where} ${NEWEST_FIRST} LIMIT ? OFFSET ?`;
      const page = `SELECT ${COLUMNS} FROM history h JOIN matter_name m ON m.id = h.matter_id WHERE h.id IN (${ids}) ${NEWEST_FIRST}`;
      const rows = db.prepare<unknown[], HistoryRow>(page).all(...values, query.limit, query.offset);
      return { total, cases: rows.map((row) => ({ ...caseOf(row), rechecks: rechecks.ofCase(row.case_id) })) };
    },
    dayCounts: (from, to) => dayCounts.get(from, to) ?? { cases: 0, submitted: 0, materials: 0, exempted: 0 },
  };
}

/** A bound that was not asked for is left out: looking at the time of a million cases takes as long as finding them. */
function filterOf({ from, to }: HistoryQuery, found: readonly Condition[]) {
  const any: Condition = {
    sql: `(${found.map((one) => one.sql).join(" OR ")})`,
    values: found.flatMap((one) => one.values),
  };
  const all: readonly Condition[] = [
    ...(from === undefined ? [] : [{ sql: "h.closed_at >= ?", values: [from] }]),
    ...(to === undefined ? [] : [{ sql: "h.closed_at < ?", values: [to] }]),
    ...(found.length === 0 ? [] : [any]),
  ];
  const where = all.length === 0 ? "" : `WHERE ${all.map((one) => one.sql).join(" AND ")}`;
  return { where, values: all.flatMap((one) => one.values) };
}

/** By the index of each condition; only the quickest way to count is told to SQLite. */
function countOf({ from, to }: HistoryQuery, found: readonly Condition[], where: string): string {
  const isAlone = found.length === 1 && from === undefined && to === undefined;
  const quick = isAlone ? found[0]?.count : undefined;
  return quick ? `SELECT ${quick}` : `SELECT count(*) FROM history h ${where}`;
}

function caseOf(row: HistoryRow): Omit<HistoryCase, "rechecks"> {
  return {
    caseId: row.case_id,
    caseNo: row.case_no,
    matterCode: row.matter_code,
    matterName: row.matter_name,
    clerk: row.clerk,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    outcome: row.outcome,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.person_name === null ? {} : { personName: row.person_name }),
    ...(row.person_number === null ? {} : { personNumber: row.person_number }),
    materials: row.materials,
    exempted: row.exempted,
    undelivered: row.undelivered,
  };
}
