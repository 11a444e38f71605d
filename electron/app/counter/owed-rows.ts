/** Audit rows of what could not wait for the disk. A locked terminal may be left alone for a night, so nobody's next act is waited for. */
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";

const RETRY_MS = 5_000;

export interface OwedRows {
  rows(): readonly AuditDraft[];
  /** In place of what was owed before. */
  owe(rows: readonly AuditDraft[]): void;
  stop(): void;
}

/** @param retry called after a while, as long as something is owed */
export function createOwedRows(retry: () => void): OwedRows {
  let owed: readonly AuditDraft[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    rows: () => owed,
    owe(rows) {
      owed = rows;
      clearTimeout(timer);
      if (rows.length === 0) return;
      timer = setTimeout(retry, RETRY_MS);
      timer.unref?.();
    },
    stop: () => clearTimeout(timer),
  };
}
