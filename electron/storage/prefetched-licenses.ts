/** What the library answered for an appointment, type by type: records and files sealed, or the fault that came instead. */
import type Database from "better-sqlite3";
import type { PrefetchState } from "../app/ports/appointments.ts";
import type { PulledLicense } from "../app/ports/province.ts";
import type { FaultCode } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import type { Result } from "../domain/result.ts";
import { readSealed, type Sealer, sealJson } from "./sealing.ts";

export interface PrefetchedLicenses {
  /** Inside a transaction. Takes the place of what was there. */
  put(appointmentId: string, typeCode: string, answer: Result<readonly PulledLicense[]>, at: number): void;
  /** Inside a transaction. It could not be asked for now: what was there stays, with the time it was fetched at; that there is none, too. */
  noteRefusal(appointmentId: string, typeCode: string, reason: FaultCode, at: number): void;
  get(appointmentId: string, typeCode: string): readonly PulledLicense[];
  states(appointmentId: string): readonly PrefetchState[];
  count(appointmentId: string): number;
}

interface LicenseRow {
  readonly slot: number;
  readonly record: Uint8Array;
  readonly body: Uint8Array;
}

interface StateRow {
  readonly type_code: string;
  readonly at: number;
  readonly fault_code: FaultCode | null;
  readonly licenses: number;
  readonly fetched_at: number | null;
  readonly refusals: number;
}

export function createPrefetchedLicenses(db: Database.Database, sealer: Sealer): PrefetchedLicenses {
  const putState = db.prepare("INSERT OR REPLACE INTO prefetch VALUES (?, ?, ?, ?, ?, 0)");
  const putRefusal = db.prepare(
    `INSERT INTO prefetch VALUES (?, ?, ?, ?, NULL, 1) ON CONFLICT (appointment_id, type_code)
     DO UPDATE SET at = excluded.at, refusals = refusals + 1,
       fault_code = CASE fault_code WHEN 'license.not-found' THEN fault_code ELSE excluded.fault_code END`,
  );
  const clear = db.prepare("DELETE FROM prefetched_license WHERE appointment_id = ? AND type_code = ?");
  const insert = db.prepare("INSERT INTO prefetched_license VALUES (?, ?, ?, ?, ?)");
  const select = db.prepare<[string, string], LicenseRow>(
    "SELECT slot, record, body FROM prefetched_license WHERE appointment_id = ? AND type_code = ? ORDER BY slot",
  );
  const selectStates = db.prepare<[string], StateRow>(
    `SELECT type_code, at, fault_code, fetched_at, refusals, (SELECT count(*) FROM prefetched_license AS l
       WHERE l.appointment_id = p.appointment_id AND l.type_code = p.type_code) AS licenses
     FROM prefetch AS p WHERE appointment_id = ? ORDER BY type_code`,
  );
  const count = db
    .prepare<[string], number>("SELECT count(*) FROM prefetched_license WHERE appointment_id = ?")
    .pluck();
  const place = (id: string, typeCode: string, slot: number) => `${id}\n${typeCode}\n${slot}`;

  return {
    put(id, typeCode, answer, at) {
      const licenses = answer.ok ? answer.value : [];
      clear.run(id, typeCode);
      putState.run(id, typeCode, at, answer.ok ? null : answer.fault.code, licenses.length > 0 ? at : null);
      for (const [slot, { record, file }] of licenses.entries()) {
        const row = place(id, typeCode, slot);
        const sealed = sealer.seal("prefetched_license.body", row, file);
        insert.run(id, typeCode, slot, sealJson(sealer, "prefetched_license.record", row, record), sealed);
      }
    },
    noteRefusal: (id, typeCode, reason, at) => void putRefusal.run(id, typeCode, at, reason),
    get: (id, typeCode) =>
      select.all(id, typeCode).map(({ slot, record, body }) => {
        const row = place(id, typeCode, slot);
        return {
          record: readSealed<PulledLicense["record"]>(sealer, "prefetched_license.record", row, record),
          file: sealer.open("prefetched_license.body", row, body),
        };
      }),
    states: (id) => selectStates.all(id).map(stateOf),
    count: (id) => count.get(id) ?? 0,
  };
}

function stateOf({ type_code: typeCode, at, licenses, ...row }: StateRow): PrefetchState {
  const fetchedAt = row.fetched_at ?? undefined;
  return present({ typeCode, at, licenses, fetchedAt, refusals: row.refusals, faultCode: row.fault_code ?? undefined });
}
