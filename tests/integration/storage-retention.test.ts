import { existsSync, utimesSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import {
  type Bench,
  closedCase,
  createBench,
  decision,
  delivery,
  draft,
  licenseUse,
  START,
  signedCheckpoint,
  value,
} from "./storage-sample.ts";

const DAY = 86_400_000;

let bench: Bench;
let storage: SyncStorage;

beforeEach(() => {
  bench = createBench();
  storage = bench.open();
});

afterEach(() => {
  storage.close();
  bench.remove();
});

const purge = (now: number) => value(storage.purge(now));

function rowsOf(table: string): number {
  const db = new Database(bench.file);
  try {
    return db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? -1;
  } finally {
    db.close();
  }
}

/** Entries at the start, ten days and twenty days later. */
function threeLogs(): void {
  for (const at of [START, START + 10 * DAY, START + 20 * DAY]) {
    value(storage.commit({ audit: [draft("terminal.started", { at })] }));
  }
}

describe("retention of logs", () => {
  test("stays to the last millisecond of 183 days", () => {
    threeLogs();
    storage.putAuditUploaded(3);
    expect(purge(START + 183 * DAY)).toBe(0);
  });

  test("goes after 183 days, oldest first", () => {
    threeLogs();
    storage.putAuditUploaded(3);
    expect([purge(START + 195 * DAY), value(storage.auditEntries(0, 9)).map((entry) => entry.seq)]).toEqual([2, [3]]);
  });

  test("what the province has not acknowledged stays longer", () => {
    threeLogs();
    storage.putAuditUploaded(1);
    expect(purge(START + 300 * DAY)).toBe(1);
  });

  test("what was never acknowledged goes after 1,095 days", () => {
    threeLogs();
    expect([purge(START + 1_095 * DAY), purge(START + 1_095 * DAY + 1)]).toEqual([0, 1]);
  });

  test("the rest of the chain is whole, and goes on", () => {
    threeLogs();
    storage.putAuditUploaded(3);
    purge(START + 195 * DAY);
    storage.commit({ audit: [draft("terminal.stopped")] });
    expect(value(storage.verifyAudit())).toEqual({ ok: true, rows: 2 });
  });

  test("a chain of which nothing is left goes on from its end", () => {
    threeLogs();
    storage.putAuditUploaded(3);
    purge(START + 900 * DAY);
    storage.commit({ audit: [draft("terminal.stopped")] });
    expect([value(storage.verifyAudit()), value(storage.auditHead()).seq]).toEqual([{ ok: true, rows: 1 }, 4]);
  });

  test("rows taken from the purged beginning of the rest are noticed", () => {
    threeLogs();
    storage.putAuditUploaded(3);
    purge(START + 190 * DAY);
    const db = new Database(bench.file);
    db.exec("DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq = 2");
    db.close();
    expect(value(storage.verifyAudit())).toMatchObject({ firstBad: 2, problem: "gap" });
  });

  test("more rows than one step takes all go", () => {
    storage.commit({ audit: Array.from({ length: 1_700 }, () => draft("license.viewed")) });
    storage.putAuditUploaded(1_700);
    expect([purge(START + 184 * DAY), value(storage.verifyAudit())]).toEqual([1_700, { ok: true, rows: 0 }]);
  });

  test("the last checkpoint stays when its rows are gone", () => {
    threeLogs();
    for (const { seq, hash, at } of value(storage.auditEntries(0, 2))) {
      value(storage.putCheckpoint(signedCheckpoint({ seq, hash, at })));
    }
    storage.putAuditUploaded(3);
    purge(START + 900 * DAY);
    expect([value(storage.lastCheckpoint())?.seq, rowsOf("audit_checkpoint")]).toEqual([2, 1]);
  });
});

describe("retention of cases", () => {
  test("uses and history stay 1,095 days and go together", () => {
    value(storage.commit({ close: closedCase("c1", { closedAt: START }), uses: [licenseUse("c1")], audit: [] }));
    const kept = purge(START + 1_095 * DAY);
    expect([kept, purge(START + 1_095 * DAY + 1), rowsOf("history"), rowsOf("license_use")]).toEqual([0, 2, 0, 0]);
  });

  test("a license body of a case left open goes after 24 hours, the case stays", () => {
    storage.commit({ ...decision("c1"), bodies: [{ licenseId: "L1", bytes: Uint8Array.of(1) }] });
    expect([purge(START + DAY), purge(START + DAY + 1), value(storage.interruptedCase())?.file.id]).toEqual([
      0,
      1,
      "c1",
    ]);
  });

  test("a delivery that waits never goes", () => {
    storage.commit({ deliveries: [delivery("c1")], audit: [] });
    expect([purge(START + 5_000 * DAY), value(storage.outboxCounts()).queued]).toEqual([0, 1]);
  });

  test("a delivered one goes with the uses", () => {
    storage.commit({ deliveries: [delivery("c1")], audit: [] });
    storage.settleDelivery(1, { state: "delivered", receiptNo: "R", at: START }, []);
    expect([purge(START + 1_095 * DAY + 1), value(storage.outboxCounts()).delivered]).toEqual([1, 0]);
  });

  test("a refused one loses its body after 183 days and stays counted", () => {
    storage.commit({ deliveries: [delivery("c1")], audit: [] });
    storage.settleDelivery(1, { state: "refused", faultCode: "delivery.refused" }, []);
    purge(START + 183 * DAY + 1);
    const left = rowsOf("outbox WHERE body IS NOT NULL");
    expect([left, value(storage.outboxCounts()).refused]).toEqual([0, 1]);
  });

  test("a copy made before a migration goes after a day", () => {
    const copy = `${bench.file}.before-0002-1`;
    writeFileSync(copy, "");
    purge(Date.now());
    const first = existsSync(copy);
    utimesSync(copy, new Date(Date.now() - 2 * DAY), new Date(Date.now() - 2 * DAY));
    purge(Date.now());
    expect([first, existsSync(copy)]).toEqual([true, false]);
  });
});
