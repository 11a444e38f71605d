/** Decisions cut short: each acknowledged step is there with all its parts, and no other has left a part. */
import Database from "better-sqlite3";
import { openStorage } from "../../../electron/storage/open-storage.ts";
import { createBench, optionsFor, value } from "../../integration/storage-sample.ts";
import type { Findings } from "../torture.ts";
import type { Line, Scene } from "./scene.ts";

export const decisionsScene: Scene = {
  name: "decisions",
  async start() {
    const bench = createBench();
    return {
      startMs: 200,
      workMs: 80,
      args: (round) => ["decisions", bench.file, String(round)],
      inspect: async (lines, findings) => inspectDecisions(bench.file, lines, findings),
      remove: async () => bench.remove(),
    };
  },
};

export function inspectDecisions(file: string, lines: readonly Line[], findings: Findings): void {
  const opened = openStorage(optionsFor(file));
  findings.require(opened.ok, `does not open: ${JSON.stringify(opened)}`);
  if (!opened.ok) return;
  const storage = opened.value;
  const db = new Database(file, { readonly: true });
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? -1;
  try {
    const chain = value(storage.verifyAudit());
    findings.require(chain.ok, `audit: ${JSON.stringify(chain)}`);
    findings.require(db.pragma("quick_check(1)", { simple: true }) === "ok", "quick_check");
    const open = value(storage.interruptedCase())?.file.id;
    const isClosed = db.prepare<[unknown]>("SELECT 1 FROM history WHERE case_id = ?");
    const isQueued = db.prepare<[unknown]>("SELECT 1 FROM outbox WHERE case_id = ?");
    for (const { caseId, auditSeq, closed } of lines) {
      const row = value(storage.auditEntries(Number(auditSeq) - 1, 1))[0];
      findings.require(row?.caseId === caseId, `lost audit row ${auditSeq} of ${caseId}`);
      findings.require(isQueued.get(caseId) !== undefined, `lost delivery of ${caseId}`);
      const isThere = isClosed.get(caseId) !== undefined || (!closed && open === caseId);
      findings.require(isThere, `lost case ${caseId}`);
    }
    const decided = count("SELECT count(*) FROM audit WHERE record LIKE '%material.decided%'");
    const halves = [
      count("SELECT count(*) FROM license_use"),
      count("SELECT count(*) FROM outbox"),
      count("SELECT rows FROM outbox_tally WHERE state = 'queued'"),
      count("SELECT count(*) FROM history") + (open ? 1 : 0),
    ];
    findings.require(
      halves.every((rows) => rows === decided),
      `half a step: ${decided} decided, uses, outbox, tally, cases ${halves}`,
    );
    findings.require(count("SELECT count(*) FROM license_body") === (open ? 1 : 0), "a body without its case");
  } finally {
    db.close();
    storage.close();
  }
}
