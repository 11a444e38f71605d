/**
 * The export of the audit chain, piece by piece. Each export is audited once, before its first row is given out and whichever row
 * it begins at; the audit row names the rows (after `after`, up to `through`), and no piece goes beyond them.
 */
import type { AuditDraft } from "../domain/audit/audit-entry.ts";
import { type AuditFilter, fitsFilter } from "../domain/audit/audit-filter.ts";
import { present } from "../domain/present.ts";
import { ok, type Result } from "../domain/result.ts";
import type { AuditPage } from "./audit-search.ts";
import type { Storage } from "./ports/storage.ts";
import type { Clock } from "./ports/surroundings.ts";

const BLOCK = 1_000;

export interface AuditExporter {
  readonly storage: Pick<Storage, "auditEntries" | "auditHead" | "commit">;
  readonly clock: Clock;
}

export interface ExportAsked {
  readonly by: string;
  readonly filter: AuditFilter;
  /** Rows after this one. The `next` of the piece before goes on with its export; anything else begins one. */
  readonly after: number;
  /** How, if not on the screen. */
  readonly way?: "command-line";
}

/** @returns asked for one piece at a time; a piece in which nothing fits does not end the export. */
export function createAuditExport(exporter: AuditExporter): (asked: ExportAsked) => Promise<Result<AuditPage>> {
  let open: { readonly name: string; readonly next: number; readonly through: number } | undefined;
  return async (asked) => {
    const { by, filter, after } = asked;
    const name = JSON.stringify([by, filter]);
    const going = open?.name === name && open.next === after ? open : undefined;
    // Whoever asks for the same piece again begins anew.
    open = undefined;
    const begun = going ? ok(going.through) : await begin(exporter, asked);
    if (!begun.ok) return begun;
    const through = begun.value;
    const read = await exporter.storage.auditEntries(after, BLOCK);
    if (!read.ok) return read;
    const last = read.value.at(-1)?.seq;
    const next = read.value.length === BLOCK && last !== undefined && last < through ? last : undefined;
    if (next !== undefined) open = { name, next, through };
    const entries = read.value.filter((row) => row.seq <= through && fitsFilter(row, filter));
    return ok(present({ entries, next }));
  };
}

/** @returns the last row that this export may give out. */
async function begin({ storage, clock }: AuditExporter, asked: ExportAsked): Promise<Result<number>> {
  const { by, filter, after, way } = asked;
  const head = await storage.auditHead();
  if (!head.ok) return head;
  const through = head.value.seq;
  const detail = present({ ...filter, after, through, way });
  const row: AuditDraft = { at: clock.now(), action: "audit.exported", clerk: by, detail };
  const kept = await storage.commit({ audit: [row] });
  return kept.ok ? ok(through) : kept;
}
