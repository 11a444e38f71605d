/**
 * Looks backwards through the chain block by block, so that decisions are written in between. A look ends after so many rows, found or not, and says where to go on.
 */
import type { AuditEntry } from "../domain/audit/audit-entry.ts";
import { type AuditFilter, fitsFilter } from "../domain/audit/audit-filter.ts";
import { ok, type Result } from "../domain/result.ts";
import type { Storage } from "./ports/storage.ts";

const BLOCK = 1_000;
const BLOCKS_PER_LOOK = 20;

type Chain = Pick<Storage, "auditEntries" | "auditHead">;

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Where to go on; none = that was all. */
  readonly next?: number;
}

export interface AuditLook {
  readonly filter: AuditFilter;
  /** Only rows before this one; without it from the newest. */
  readonly before: number | undefined;
  readonly limit: number;
  readonly signal: AbortSignal;
}

export async function searchAudit(
  chain: Chain,
  { filter, before, limit, signal }: AuditLook,
): Promise<Result<AuditPage>> {
  const head = await chain.auditHead();
  if (!head.ok) return head;
  let end = Math.min(before ?? Number.MAX_SAFE_INTEGER, head.value.seq + 1);
  const found: AuditEntry[] = [];
  for (let block = 0; block < BLOCKS_PER_LOOK && end > 1 && !signal.aborted; block += 1) {
    const read = await rowsBefore(chain, end);
    if (!read.ok) return read;
    const fitting = read.value.rows.filter((row) => fitsFilter(row, filter)).slice(0, limit - found.length);
    found.push(...fitting);
    end = read.value.start;
    const [last] = found.slice(-1);
    if (found.length === limit && last) return ok({ entries: found, ...(last.seq > 1 ? { next: last.seq } : {}) });
  }
  return ok({ entries: found, ...(end > 1 ? { next: end } : {}) });
}

/** One block, newest first, and the row to go on before; 1 = there is nothing older, also where retention took the rows. */
async function rowsBefore(chain: Chain, end: number) {
  const after = Math.max(0, end - 1 - BLOCK);
  const wanted = end - 1 - after;
  const read = await chain.auditEntries(after, wanted);
  if (!read.ok) return read;
  const rows = read.value.filter(({ seq }) => seq < end).toReversed();
  return ok({ rows, start: rows.length < wanted ? 1 : after + 1 });
}
