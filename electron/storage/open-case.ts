/** The case at the counter, sealed: its snapshot and the license bodies it holds. Both go when it closes. */
import type Database from "better-sqlite3";
import type { LicenseBody } from "../app/ports/storage.ts";
import type { InterruptedCase } from "../domain/case/case-state.ts";
import { readSealed, type Sealer, sealJson } from "./sealing.ts";

export interface OpenCase {
  /** Inside a transaction. A second case while one is open is a bug: the first citizen's would be lost. */
  save(state: InterruptedCase): void;
  load(): InterruptedCase | undefined;
  /** Inside a transaction. Bodies belong to the case that is open then. */
  addBodies(bodies: readonly LicenseBody[], now: number): void;
  body(caseId: string, licenseId: string): Uint8Array | undefined;
  /** Inside a transaction. A case that was never saved leaves nothing to remove. */
  remove(caseId: string): void;
}

export function createOpenCase(db: Database.Database, sealer: Sealer): OpenCase {
  const selectId = db.prepare<[], string>("SELECT case_id FROM open_case").pluck();
  const select = db.prepare<[], { case_id: string; snapshot: Uint8Array }>("SELECT case_id, snapshot FROM open_case");
  const upsert = db.prepare(
    "INSERT INTO open_case VALUES (1, ?, ?) ON CONFLICT (slot) DO UPDATE SET snapshot = excluded.snapshot",
  );
  const putBody = db.prepare("INSERT OR REPLACE INTO license_body VALUES (?, ?, ?, ?)");
  const selectBody = db
    .prepare<[string, string], Uint8Array>("SELECT body FROM license_body WHERE case_id = ? AND license_id = ?")
    .pluck();
  const deleteCase = db.prepare("DELETE FROM open_case WHERE case_id = ?");
  const deleteBodies = db.prepare("DELETE FROM license_body WHERE case_id = ?");

  return {
    save(state) {
      const { id } = state.file;
      const held = selectId.get();
      if (held !== undefined && held !== id) throw new Error(`case ${id} saved while case ${held} is open`);
      upsert.run(id, sealJson(sealer, "open_case.snapshot", id, state));
    },
    load() {
      const row = select.get();
      return row && readSealed<InterruptedCase>(sealer, "open_case.snapshot", row.case_id, row.snapshot);
    },
    addBodies(bodies, now) {
      const caseId = selectId.get();
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
