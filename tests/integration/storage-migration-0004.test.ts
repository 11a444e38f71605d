import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { initial } from "../../electron/storage/migrations/0001-initial.ts";
import { recheck } from "../../electron/storage/migrations/0002-recheck.ts";
import { people } from "../../electron/storage/migrations/0003-people.ts";
import { appointments } from "../../electron/storage/migrations/0004-appointments.ts";
import { migrate } from "../../electron/storage/migrations/migrate.ts";
import { type Bench, createBench, START } from "./storage-sample.ts";

const BEFORE = [initial, recheck, people];

let bench: Bench;
let db: Database.Database;

beforeEach(() => {
  bench = createBench();
  db = new Database(bench.file);
  db.pragma("foreign_keys = ON");
  migrate(db, { file: bench.file, migrations: BEFORE, now: START });
  db.exec(`INSERT INTO recheck (case_id, material_id, revision, delivery_key, state, decided_at, next_attempt_at)
    VALUES ('c1', 'm1', 1, 'k1', 'waiting', ${START}, ${START})`);
});

afterEach(() => {
  db.close();
  bench.remove();
});

const upgrade = (migrations = [...BEFORE, appointments]) => migrate(db, { file: bench.file, migrations, now: START });
const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
const put = (id: string, origin = "file") =>
  db.exec(`INSERT INTO appointment VALUES ('${id}', '${origin}', 'M', x'01', '2026-11-24', ${START}, x'02')`);

test("migration 4 adds the tables of appointments and leaves what was there", () => {
  upgrade();
  put("a");
  expect([db.pragma("user_version", { simple: true }), count("recheck"), count("appointment")]).toEqual([4, 1, 1]);
});

test("whatever is fetched belongs to an appointment and goes with it", () => {
  upgrade();
  put("a");
  put("b");
  for (const id of ["a", "b"]) {
    db.exec(`INSERT INTO prefetch VALUES ('${id}', 'T', ${START}, NULL)`);
    db.exec(`INSERT INTO prefetched_license VALUES ('${id}', 'T', 0, x'01', x'02')`);
  }
  db.exec("DELETE FROM appointment WHERE id = 'a'");
  expect([count("prefetch"), count("prefetched_license")]).toEqual([1, 1]);
  expect(() => db.exec("INSERT INTO prefetched_license VALUES ('a', 'T', 0, x'01', x'02')")).toThrow("FOREIGN KEY");
  expect(() => put("c", "rumour")).toThrow("CHECK");
});

test("a break after it leaves version 3 and no table", () => {
  expect(() => upgrade([...BEFORE, appointments, { version: 5, sql: "CREATE nonsense" }])).toThrow();
  const tables = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%appointment%'").pluck().get();
  expect([db.pragma("user_version", { simple: true }), tables, count("recheck")]).toEqual([3, 0, 1]);
});

test("killed in the middle of it, the next start finishes it", () => {
  // What a power cut leaves: the migration's statements in the log, and no commit.
  db.exec(`BEGIN IMMEDIATE; ${appointments.sql}`);
  db.close();
  db = new Database(bench.file);
  db.pragma("foreign_keys = ON");
  expect(db.pragma("user_version", { simple: true })).toBe(3);
  upgrade();
  put("a");
  expect(count("appointment")).toBe(1);
});
