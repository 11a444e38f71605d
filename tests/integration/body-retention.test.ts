/** No license file stays longer than 24 hours (design.md section 6), whatever the case does meanwhile: the whole cadence on a virtual clock. */
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Storage } from "../../electron/app/ports/storage.ts";
import { createRetention } from "../../electron/app/retention.ts";
import { MIGRATIONS, migrate } from "../../electron/storage/migrations/migrate.ts";
import { startStorage } from "../../electron/storage/storage-client.ts";
import { type Bench, createBench, draft, interrupted, licenseUse, START, value } from "./storage-sample.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let bench: Bench;
let storage: Storage;
let now: number;

beforeEach(async () => {
  bench = createBench();
  now = START;
  storage = value(await startStorage({ file: bench.file, terminalId: "T-01", inProcess: true, now: () => now }));
});

afterEach(async () => {
  await storage.close();
  bench.remove();
});

const open = interrupted("c1");
const GOOD = { isDoubtful: false, isVouched: true };

function sql<T>(work: (db: Database.Database) => T): T {
  const db = new Database(bench.file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}
const oldest = () =>
  sql((db) => db.prepare<[], number | null>("SELECT min(stored_at) FROM license_body").pluck().get());

/** The clerk of the case sits at it the whole time, locked or not. */
const retentionOfSeat = () =>
  createRetention({
    storage,
    clock: { now: () => now },
    state: () => ({ kind: "ready", clerk: open.file.openedBy, isLocked: true }) as never,
    onBug: (error) => {
      throw error;
    },
  });

describe("a license file", () => {
  // Between rounds of the courier: at rest, in an outage, after the longest pause that a province can ask for.
  test.each([30, 60, 300, 420])(
    "is gone within 24 hours with a round every %d seconds",
    async (seconds) => {
      const retention = retentionOfSeat();
      const round = seconds * 1000;
      await retention.purgeIfDue(GOOD);
      // Just after a purge: by the daily one alone it would stay for two days.
      now += round;
      const bodies = [{ licenseId: "L1", bytes: Uint8Array.of(1) }];
      value(await storage.commit({ open, bodies, audit: [draft("license.fetched")] }));
      const storedAt = now;
      let eldest = 0;
      for (; now < storedAt + 2 * DAY && oldest() !== null; now += round) {
        eldest = now - storedAt;
        // Every event of the case saves it anew.
        if (eldest % (7 * round) === 0) value(await storage.commit({ open, audit: [draft("license.viewed")] }));
        await retention.purgeIfDue(GOOD);
      }
      expect(eldest).toBeLessThanOrEqual(DAY);
      expect(eldest).toBeGreaterThan(DAY - 60 * MINUTE);
      // The case is its clerk's to end.
      expect(value(await storage.interruptedCase("wang"))?.file.id).toBe("c1");
    },
    60_000,
  );

  test("of which the time was over while the terminal was off goes at the first round", async () => {
    const bodies = [{ licenseId: "L1", bytes: Uint8Array.of(1) }];
    value(await storage.commit({ open, bodies, audit: [] }));
    now += 3 * DAY;
    await retentionOfSeat().purgeIfDue(GOOD);
    expect(oldest()).toBeNull();
  });

  test("goes by a clock that nothing vouches for, and the records of years do not: it may have started in 2099", async () => {
    const bodies = [{ licenseId: "L1", bytes: Uint8Array.of(1) }];
    value(await storage.commit({ open, bodies, uses: [licenseUse("c1")], audit: [draft("license.fetched")] }));
    const rows = () => sql((db) => db.prepare("SELECT count(*) FROM license_use").pluck().get());
    now = Date.parse("2099-01-01T00:00:00+08:00");
    const retention = retentionOfSeat();
    await retention.purgeIfDue({ isDoubtful: false, isVouched: false });
    expect([oldest(), rows(), value(await storage.auditEntries(0, 9)).length]).toEqual([null, 1, 1]);
    // Once newer lists vouch for it the records go: the day's turn was not used up.
    await retention.purgeIfDue(GOOD);
    expect([rows(), value(await storage.auditEntries(0, 9)).length]).toEqual([0, 0]);
  });

  test("stays while the clock cannot be trusted", async () => {
    const bodies = [{ licenseId: "L1", bytes: Uint8Array.of(1) }];
    value(await storage.commit({ open, bodies, audit: [] }));
    now += 3 * DAY;
    await retentionOfSeat().purgeIfDue({ isDoubtful: true, isVouched: false });
    expect(oldest()).toBe(START);
  });
});

describe("a copy made before a migration", () => {
  test("goes with the same cadence", async () => {
    const copy = `${bench.file}.before-0002-1`;
    writeFileSync(copy, "");
    utimesSync(copy, new Date(START), new Date(START));
    const retention = retentionOfSeat();
    for (; now < START + 2 * DAY && existsSync(copy); now += MINUTE) await retention.purgeIfDue(GOOD);
    expect(now - START).toBeLessThanOrEqual(DAY);
    expect(now - START).toBeGreaterThan(DAY - 60 * MINUTE);
  });

  test("holds no license file, which may be a day old already, and everything else", async () => {
    const bodies = [{ licenseId: "L1", bytes: new TextEncoder().encode("x".repeat(50_000)) }];
    value(await storage.commit({ open, bodies, audit: [draft("license.fetched")] }));
    const sealed = sql((db) => db.prepare<[], Buffer>("SELECT body FROM license_body").pluck().get());
    const next = { version: MIGRATIONS.length + 1, sql: "CREATE TABLE more (id INTEGER) STRICT" };
    const path = sql((db) => migrate(db, { file: bench.file, migrations: [...MIGRATIONS, next], now: START })) ?? "";
    expect(readFileSync(path).includes(sealed?.subarray(100, 200) ?? "")).toBe(false);
    const copy = new Database(path, { readonly: true });
    const count = (table: string) => copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect([count("license_body"), count("open_case"), count("audit")]).toEqual([0, 1, 1]);
    copy.close();
    sql((db) => db.pragma(`user_version = ${MIGRATIONS.length}`));
  });
});
