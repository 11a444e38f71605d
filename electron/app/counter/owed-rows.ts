/** Audit rows of what could not wait for the disk. A locked terminal may be left alone for a night, so nobody's next act is waited for. */
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";

const RETRY_MS = 5_000;

export interface OwedRows {
  /** Oldest first. */
  rows(): readonly AuditDraft[];
  owe(rows: readonly AuditDraft[]): void;
  /** So many of the oldest are written; more may have come to be owed meanwhile. */
  paid(count: number): void;
  stop(): void;
}

/** @param write at once, and again every now and then as long as something is owed; one try at a time, however long the disk hangs */
export function createOwedRows(write: () => Promise<unknown>): OwedRows {
  let owed: readonly AuditDraft[] = [];
  let timer: ReturnType<typeof setInterval> | undefined;
  let isTrying = false;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const attempt = () => {
    if (isTrying) return;
    isTrying = true;
    const tried = () => {
      isTrying = false;
    };
    // A throw is told of as a bug where it came from; the rows are still owed.
    write().then(tried, tried);
  };
  return {
    rows: () => owed,
    owe(rows) {
      owed = [...owed, ...rows];
      timer ??= setInterval(attempt, RETRY_MS);
      timer.unref?.();
      attempt();
    },
    paid(count) {
      owed = owed.slice(count);
      if (owed.length === 0) stop();
    },
    stop,
  };
}
