/**
 * After the clock had run ahead and a person has confirmed the present time: the mark goes back, and with it every time in the future
 * that would keep something waiting, or here, until then. What was recorded stays as it was recorded.
 */
import type Database from "better-sqlite3";
import type { AuditDraft } from "../domain/audit/audit-entry.ts";
import type { AuditChain } from "./audit-chain.ts";
import type { Marks } from "./marks.ts";

/** Each takes the confirmed time twice. */
const WAITS = [
  "UPDATE outbox SET next_attempt_at = ? WHERE state IN ('queued', 'unknown') AND next_attempt_at > ?",
  "UPDATE recheck SET next_attempt_at = ? WHERE state = 'waiting' AND next_attempt_at > ?",
  "UPDATE open_case SET saved_at = ? WHERE saved_at > ?",
  "UPDATE open_case SET set_aside_at = ? WHERE set_aside_at > ?",
  "UPDATE license_body SET stored_at = ? WHERE stored_at > ?",
] as const;

export interface Lowering {
  /** Epoch ms. */
  readonly to: number;
  readonly audit: readonly AuditDraft[];
}

/** Inside a transaction. */
export function lowerHighestTime(
  db: Database.Database,
  { marks, chain }: { readonly marks: Marks; readonly chain: AuditChain },
  { to, audit }: Lowering,
): void {
  for (const sql of WAITS) db.prepare(sql).run(to, to);
  marks.set("highest-time", to);
  chain.append(audit);
}
