/** The whole host cut short: what its events told is in the records, and the case that was open comes back at the next start. */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { TRAINING_TERMINAL_ID } from "../../../electron/host/training-setting.ts";
import { openStorage } from "../../../electron/storage/open-storage.ts";
import { optionsFor, value } from "../../integration/storage-sample.ts";
import { openProvinceApart } from "../host/province-apart.ts";
import type { Findings } from "../torture.ts";
import type { Line, Scene } from "./scene.ts";

export const hostScene: Scene = {
  name: "whole host",
  async start() {
    const province = await openProvinceApart();
    return {
      startMs: 1_500,
      workMs: 1_500,
      args: () => ["host", province.folder],
      inspect: async (lines, findings) => inspectRecords(province.file, lines, findings),
      remove: province.close,
    };
  },
};

function inspectRecords(file: string, lines: readonly Line[], findings: Findings): void {
  findings.require(lines.length === 0 || existsSync(file), "events without a database");
  if (!existsSync(file)) return;
  const opened = openStorage({ ...optionsFor(file), terminalId: TRAINING_TERMINAL_ID, now: Date.now });
  findings.require(opened.ok, `does not open: ${JSON.stringify(opened)}`);
  if (!opened.ok) return;
  const storage = opened.value;
  const chain = value(storage.verifyAudit());
  findings.require(chain.ok, `audit: ${JSON.stringify(chain)}`);
  const open = value(storage.interruptedCase())?.file;
  storage.close();
  const db = new Database(file, { readonly: true });
  findings.require(db.pragma("quick_check(1)", { simple: true }) === "ok", "quick_check");
  const isUsed = db.prepare<[unknown, unknown]>("SELECT 1 FROM license_use WHERE case_id = ? AND material_id = ?");
  const isClosed = db.prepare<[unknown]>("SELECT 1 FROM history WHERE case_id = ?");
  for (const { event, caseId, materialId } of lines) {
    const isThere = isClosed.get(caseId) !== undefined || (event !== "closed" && open?.id === caseId);
    findings.require(isThere, `lost: ${event} of case ${caseId}`);
    const isDecision = event === "decided";
    findings.require(
      !isDecision || isUsed.get(caseId, materialId) !== undefined,
      `lost decision ${caseId} ${materialId}`,
    );
  }
  db.close();
}
