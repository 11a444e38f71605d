/** 用证: who used which license for what, over all cases. Written with each decision (`history.ts`), read by the auditor. */
import type Database from "better-sqlite3";
import type { PastUse, UsePage, UseQuery } from "../app/ports/storage.ts";
import { present } from "../domain/present.ts";

export interface LicenseUses {
  search(query: UseQuery): UsePage;
}

interface Row {
  readonly case_id: string;
  readonly material_id: string;
  readonly revision: number;
  readonly kind: PastUse["kind"];
  readonly license_type: string | null;
  readonly license_identifier: string | null;
  readonly face: PastUse["face"] | null;
  readonly reason: string | null;
  readonly recheck_required: number;
  readonly at: number;
  readonly clerk: string;
  readonly case_no: string | null;
  readonly matter_name: string | null;
}

export function createLicenseUses(db: Database.Database): LicenseUses {
  return {
    search({ from, to, clerk, limit, offset }) {
      const conditions = [
        ...(from === undefined ? [] : [{ sql: "u.at >= ?", value: from }]),
        ...(to === undefined ? [] : [{ sql: "u.at < ?", value: to }]),
        ...(clerk === undefined ? [] : [{ sql: "u.clerk = ?", value: clerk }]),
      ];
      const where = conditions.length === 0 ? "" : `WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}`;
      const values = conditions.map(({ value }) => value);
      const total = db
        .prepare<unknown[], number>(`SELECT count(*) FROM license_use u ${where}`)
        .pluck()
        .get(...values);
      const rows = db.prepare<unknown[], Row>(
        `SELECT u.*, h.case_no, m.name AS matter_name FROM license_use u LEFT JOIN history h ON h.case_id = u.case_id
         LEFT JOIN matter_name m ON m.id = h.matter_id ${where} ORDER BY u.at DESC, u.id DESC LIMIT ? OFFSET ?`,
      );
      return { total: total ?? 0, uses: rows.all(...values, limit, offset).map(useOf) };
    },
  };
}

function useOf(row: Row): PastUse {
  return present({
    caseId: row.case_id,
    materialId: row.material_id,
    revision: row.revision,
    kind: row.kind,
    licenseType: row.license_type ?? undefined,
    licenseIdentifier: row.license_identifier ?? undefined,
    face: row.face ?? undefined,
    reason: row.reason ?? undefined,
    isRecheckRequired: row.recheck_required === 1,
    at: row.at,
    clerk: row.clerk,
    caseNo: row.case_no ?? undefined,
    matterName: row.matter_name ?? undefined,
  });
}
