/**
 * Cases that are not closed, sealed: snapshot and license bodies of each, gone when it closes. One is at the counter; others wait
 * for the clerk who opened them.
 */
import type Database from "better-sqlite3";
import type { LicenseBody } from "../app/ports/storage.ts";
import type { InterruptedCase } from "../domain/case/case-state.ts";
import { ifReadable, readSealed, type Sealer, sealJson } from "./sealing.ts";
import { StorageFailure, storageFault } from "./storage-fault.ts";

export interface OpenCase {
  /** Inside a transaction. A second case of one clerk is a bug: the first citizen's would never be come back to. */
  save(state: InterruptedCase, now: number): void;
  /** The latest of this clerk, or of anyone: then it is a fault where none of those that are there can be read. Whose a case is stands in its sealed part only. */
  load(account?: string): InterruptedCase | undefined;
  /** Inside a transaction. Marks what cannot be read any more; from then on it is nobody's. Returns which cases. */
  setAside(now: number): readonly string[];
  setAsideSince(time: number): number;
  /** Last saved before that time. */
  forgotten(before: number): readonly InterruptedCase[];
  /** Inside a transaction. Bodies belong to the case that is saved with them. */
  addBodies(caseId: string | undefined, bodies: readonly LicenseBody[], now: number): void;
  body(caseId: string, licenseId: string): Uint8Array | undefined;
  /** Inside a transaction. A case that was never saved leaves nothing to remove. */
  remove(caseId: string): void;
}

interface Row {
  readonly case_id: string;
  readonly snapshot: Uint8Array;
}

export function createOpenCase(db: Database.Database, sealer: Sealer): OpenCase {
  const select = db.prepare<[number], Row>(
    "SELECT case_id, snapshot FROM open_case WHERE saved_at < ? AND set_aside_at IS NULL ORDER BY saved_at DESC, rowid DESC",
  );
  const isKnown = db.prepare<[string], number>("SELECT 1 FROM open_case WHERE case_id = ?").pluck();
  const upsert = db.prepare(
    `INSERT INTO open_case (case_id, snapshot, saved_at) VALUES (?, ?, ?)
     ON CONFLICT (case_id) DO UPDATE
       SET snapshot = excluded.snapshot, saved_at = excluded.saved_at, set_aside_at = NULL`,
  );
  const putBody = db.prepare("INSERT OR REPLACE INTO license_body VALUES (?, ?, ?, ?)");
  const selectBody = db
    .prepare<[string, string], Uint8Array>("SELECT body FROM license_body WHERE case_id = ? AND license_id = ?")
    .pluck();
  const deleteCase = db.prepare("DELETE FROM open_case WHERE case_id = ?");
  const deleteBodies = db.prepare("DELETE FROM license_body WHERE case_id = ?");
  const markAside = db.prepare("UPDATE open_case SET set_aside_at = ? WHERE case_id = ?");
  const countAside = db.prepare<[number], number>("SELECT count(*) FROM open_case WHERE set_aside_at >= ?").pluck();
  const opened = ({ case_id, snapshot }: Row) =>
    ifReadable(() => readSealed<InterruptedCase>(sealer, "open_case.snapshot", case_id, snapshot));
  // One that cannot be read keeps nobody from their own.
  const readable = (before: number) => select.all(before).flatMap((row) => opened(row) ?? []);
  const ofClerk = (account?: string) =>
    readable(Number.MAX_SAFE_INTEGER).find(({ file }) => account === undefined || file.openedBy.account === account);

  return {
    save(state, now) {
      const { id, openedBy } = state.file;
      if (isKnown.get(id) === undefined) {
        const held = ofClerk(openedBy.account)?.file.id;
        if (held !== undefined) throw new Error(`case ${id} saved while case ${held} of the same clerk is open`);
      }
      upsert.run(id, sealJson(sealer, "open_case.snapshot", id, state), now);
    },
    load(account) {
      const found = ofClerk(account);
      const isAnyThere = account === undefined && !found && select.get(Number.MAX_SAFE_INTEGER) !== undefined;
      if (isAnyThere) throw new StorageFailure(storageFault("corrupt", { column: "open_case.snapshot" }));
      return found;
    },
    setAside(now) {
      const rows = select.all(Number.MAX_SAFE_INTEGER).filter((row) => opened(row) === undefined);
      for (const { case_id } of rows) markAside.run(now, case_id);
      return rows.map(({ case_id }) => case_id);
    },
    setAsideSince: (time) => countAside.get(time) ?? 0,
    forgotten: readable,
    addBodies(caseId, bodies, now) {
      if (caseId === undefined) throw new Error("license bodies saved without an open case");
      for (const { licenseId, bytes } of bodies) {
        putBody.run(caseId, licenseId, sealer.seal("license_body.body", `${caseId}\n${licenseId}`, bytes), now);
      }
    },
    body(caseId, licenseId) {
      const sealed = selectBody.get(caseId, licenseId);
      return sealed && sealer.open("license_body.body", `${caseId}\n${licenseId}`, sealed);
    },
    remove(caseId) {
      deleteCase.run(caseId);
      deleteBodies.run(caseId);
    },
  };
}
