/**
 * The day's appointments and the licenses fetched for them, sealed. They go when their case is closed, when their time is over, or
 * at a person's wish; each time the audit says how many, in the same transaction.
 */
import type Database from "better-sqlite3";
import type { AppointmentBatch, BatchOutcome, StoredAppointment } from "../app/ports/appointments.ts";
import type { PulledLicense } from "../app/ports/province.ts";
import type { ClosedCase } from "../app/ports/storage.ts";
import { type Appointment, expiryOf } from "../domain/appointment/appointment.ts";
import type { AuditDraft } from "../domain/audit/audit-entry.ts";
import type { Clerk } from "../domain/case/case-file.ts";
import type { FaultCode } from "../domain/fault.ts";
import { shanghaiDate } from "../domain/license/license-record.ts";
import { normalCode } from "../domain/person/person.ts";
import type { Result } from "../domain/result.ts";
import type { AuditChain } from "./audit-chain.ts";
import { createPrefetchedLicenses } from "./prefetched-licenses.ts";
import { readSealed, type Sealer, sealJson } from "./sealing.ts";

/** Everything that writes is called inside a transaction. */
export interface Appointments {
  put(batch: AppointmentBatch): BatchOutcome;
  list(now: number): readonly StoredAppointment[];
  find(matterCode: string, personCode: string, now: number): StoredAppointment | undefined;
  putPrefetched(id: string, typeCode: string, answer: Result<readonly PulledLicense[]>, at: number): void;
  notePrefetchRefusal(id: string, typeCode: string, reason: FaultCode, at: number): void;
  prefetched(id: string, typeCode: string): readonly PulledLicense[];
  remove(id: string | undefined, clerk: string, at: number): number;
  removeOver(now: number): number;
  /** The case of an appointment was closed: it is over. */
  removeOf(closed: ClosedCase): number;
}

interface Row {
  readonly id: string;
  readonly sealed: Uint8Array;
}

interface Kept {
  readonly appointment: Appointment;
  readonly by: Clerk;
}

/** What may still be there: of the day, and not over. */
const STANDS = "day = ? AND expires_at > ?";

export function createAppointments(db: Database.Database, sealer: Sealer, chain: AuditChain): Appointments {
  const licenses = createPrefetchedLicenses(db, sealer);
  const statements = statementsOf(db);
  const hashOf = (personCode: string) => sealer.hash(`appointment person\n${normalCode(personCode)}`);
  const keptOf = ({ id, sealed }: Row) => readSealed<Kept>(sealer, "appointment.sealed", id, sealed);
  const stored = (row: Row): StoredAppointment => ({ id: row.id, ...keptOf(row), prefetched: licenses.states(row.id) });
  const byTime = (rows: readonly Row[]) =>
    rows.map(stored).sort((a, b) => a.appointment.from - b.appointment.from || (a.id < b.id ? -1 : 1));

  function removeEach(ids: readonly string[], audit: Pick<AuditDraft, "at" | "clerk" | "detail" | "caseId">): number {
    if (ids.length === 0) return 0;
    const held = ids.reduce((sum, id) => sum + licenses.count(id), 0);
    for (const id of ids) statements.deleteOne.run(id);
    const detail = { ...audit.detail, appointments: ids.length, licenses: held };
    chain.append([{ ...audit, action: "appointments.deleted", detail }]);
    return ids.length;
  }

  function putOne(id: string, appointment: Appointment, { origin, by }: AppointmentBatch): keyof BatchOutcome {
    if (statements.selectDone.get(id) !== undefined) return "done";
    const before = statements.selectOne.get(id);
    if (before && isSame(keptOf(before).appointment, appointment)) return "unchanged";
    if (before) statements.deleteOne.run(id);
    const { matterCode, person, from } = appointment;
    const sealed = sealJson(sealer, "appointment.sealed", id, { appointment, by });
    const hash = hashOf(person.code);
    statements.insert.run(id, origin, matterCode, hash, shanghaiDate(from), expiryOf(appointment), sealed);
    return before ? "changed" : "added";
  }

  function put(batch: AppointmentBatch): BatchOutcome {
    const { appointments, origin, by, at, refused } = batch;
    const outcome = { added: 0, changed: 0, unchanged: 0, done: 0, gone: 0 };
    const received = new Set(origin === "province" ? statements.selectReceived.all() : []);
    for (const appointment of appointments) {
      const id = idOf(appointment, sealer);
      received.delete(id);
      outcome[putOne(id, appointment, batch)] += 1;
    }
    outcome.gone = removeEach([...received], { at, clerk: by.account, detail: { why: "cancelled" } });
    const action = origin === "file" ? "appointments.imported" : "appointments.received";
    chain.append([{ at, action, clerk: by.account, detail: { ...outcome, refused } }]);
    return outcome;
  }

  return {
    put,
    list: (now) => byTime(statements.selectAll.all(shanghaiDate(now), now)),
    find: (matterCode, personCode, now) =>
      byTime(statements.selectOf.all(hashOf(personCode), matterCode, shanghaiDate(now), now))[0],
    putPrefetched(id, typeCode, answer, at) {
      if (statements.selectOne.get(id)) licenses.put(id, typeCode, answer, at);
    },
    notePrefetchRefusal(id, typeCode, reason, at) {
      if (statements.selectOne.get(id)) licenses.noteRefusal(id, typeCode, reason, at);
    },
    prefetched: licenses.get,
    remove: (id, clerk, at) =>
      removeEach(
        statements.selectIds.all().filter((one) => id === undefined || one === id),
        { at, clerk, detail: { why: "asked" } },
      ),
    removeOver(now) {
      const today = shanghaiDate(now);
      statements.forgetDone.run(today);
      return removeEach(statements.selectOver.all(today, now), { at: now, clerk: "system", detail: { why: "over" } });
    },
    removeOf({ caseId, personNumberToHash, matterCode, closedAt, outcome }) {
      if (personNumberToHash === undefined) return 0;
      const ids = statements.selectIdsOf.all(hashOf(personNumberToHash), matterCode);
      // Who was sent away may come again today: the next list brings the appointment back.
      if (outcome === "submitted") for (const id of ids) statements.markDone.run(id);
      return removeEach(ids, { at: closedAt, clerk: "system", caseId, detail: { why: "case-closed" } });
    },
  };
}

function idOf({ reference }: Appointment, sealer: Sealer): string {
  return Buffer.from(sealer.name(`appointment\n${reference}`))
    .toString("hex")
    .slice(0, 24);
}

/** Key order is the reader's own: two readings of one row are written alike. */
function isSame(before: Appointment, now: Appointment): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}

function statementsOf(db: Database.Database) {
  return {
    insert: db.prepare("INSERT INTO appointment VALUES (?, ?, ?, ?, ?, ?, ?)"),
    selectOne: db.prepare<[string], Row>("SELECT id, sealed FROM appointment WHERE id = ?"),
    selectAll: db.prepare<[string, number], Row>(`SELECT id, sealed FROM appointment WHERE ${STANDS}`),
    selectOf: db.prepare<[Uint8Array, string, string, number], Row>(
      `SELECT id, sealed FROM appointment WHERE person_hash = ? AND matter_code = ? AND ${STANDS}`,
    ),
    selectIds: db.prepare<[], string>("SELECT id FROM appointment").pluck(),
    selectReceived: db.prepare<[], string>("SELECT id FROM appointment WHERE origin = 'province'").pluck(),
    selectOver: db.prepare<[string, number], string>(`SELECT id FROM appointment WHERE NOT (${STANDS})`).pluck(),
    selectIdsOf: db
      .prepare<[Uint8Array, string], string>("SELECT id FROM appointment WHERE person_hash = ? AND matter_code = ?")
      .pluck(),
    selectDone: db.prepare<[string], string>("SELECT id FROM appointment_done WHERE id = ?").pluck(),
    markDone: db.prepare("INSERT OR REPLACE INTO appointment_done SELECT id, day FROM appointment WHERE id = ?"),
    forgetDone: db.prepare("DELETE FROM appointment_done WHERE day <> ?"),
    deleteOne: db.prepare("DELETE FROM appointment WHERE id = ?"),
  };
}
