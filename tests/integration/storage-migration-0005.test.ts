import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { initial } from "../../electron/storage/migrations/0001-initial.ts";
import { recheck } from "../../electron/storage/migrations/0002-recheck.ts";
import { people } from "../../electron/storage/migrations/0003-people.ts";
import { appointments } from "../../electron/storage/migrations/0004-appointments.ts";
import { refusals } from "../../electron/storage/migrations/0005-refusals.ts";
import { migrate } from "../../electron/storage/migrations/migrate.ts";
import { type Bench, createBench, START } from "./storage-sample.ts";

const BEFORE = [initial, recheck, people, appointments];

let bench: Bench;
let db: Database.Database;

beforeEach(() => {
  bench = createBench();
  db = new Database(bench.file);
  db.pragma("foreign_keys = ON");
  migrate(db, { file: bench.file, migrations: BEFORE, now: START });
  db.exec(`INSERT INTO recheck (case_id, material_id, revision, delivery_key, state, decided_at, next_attempt_at)
    VALUES ('c1', 'm1', 1, 'k1', 'waiting', ${START}, ${START});
    INSERT INTO appointment VALUES ('a', 'file', 'M', x'01', '2026-11-24', ${START}, x'02');
    INSERT INTO prefetch VALUES ('a', 'T', ${START}, NULL), ('a', 'U', ${START}, 'license.not-found');
    INSERT INTO prefetched_license VALUES ('a', 'T', 0, x'01', x'02')`);
});

afterEach(() => {
  db.close();
  bench.remove();
});

const upgrade = (migrations = [...BEFORE, refusals]) => migrate(db, { file: bench.file, migrations, now: START });
const version = () => db.pragma("user_version", { simple: true });

test("migration 5 begins to count refusals, and what is here was fetched when it was last asked for", () => {
  upgrade();
  expect(db.prepare("SELECT type_code, fetched_at, refusals FROM prefetch").raw().all()).toEqual([
    ["T", START, 0],
    ["U", null, 0],
  ]);
  expect([version(), db.prepare("SELECT refusals FROM recheck").pluck().all()]).toEqual([5, [0]]);
});

test("a break after it leaves version 4 as it was", () => {
  expect(() => upgrade([...BEFORE, refusals, { version: 6, sql: "CREATE nonsense" }])).toThrow();
  expect(version()).toBe(4);
  expect(() => db.prepare("SELECT refusals FROM recheck")).toThrow("no such column");
});

test("killed in the middle of it, the next start finishes it", () => {
  // What a power cut leaves: the migration's statements in the log, and no commit.
  db.exec(`BEGIN IMMEDIATE; ${refusals.sql}`);
  db.close();
  db = new Database(bench.file);
  expect(version()).toBe(4);
  upgrade();
  expect(version()).toBe(5);
});
