/** What an auditor looks for in the chain. Pure. */
import type { AuditAction, AuditEntry } from "./audit-entry.ts";

export interface AuditFilter {
  /** Epoch ms, inclusive and exclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly clerk?: string | undefined;
  readonly action?: AuditAction | undefined;
  readonly caseId?: string | undefined;
}

export function fitsFilter(entry: AuditEntry, { from, to, clerk, action, caseId }: AuditFilter): boolean {
  const at = Date.parse(entry.at);
  if (from !== undefined && !(at >= from)) return false;
  if (to !== undefined && !(at < to)) return false;
  if (clerk !== undefined && entry.clerk !== clerk) return false;
  if (action !== undefined && entry.action !== action) return false;
  return caseId === undefined || entry.caseId === caseId;
}
