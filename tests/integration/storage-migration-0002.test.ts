import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { initial } from "../../electron/storage/migrations/0001-initial.ts";
import { recheck } from "../../electron/storage/migrations/0002-recheck.ts";
import { migrate } from "../../electron/storage/migrations/migrate.ts";
import { type Bench, createBench, START } from "./storage-sample.ts";

let bench: Bench;
let db: Database.Database;

beforeEach(() => {
  bench = createBench();
  db = new Database(bench.file);
  migrate(db, { file: bench.file, migrations: [initial], now: START });
  db.exec(`INSERT INTO license_use (case_id, material_id, revision, kind, recheck_required, at, clerk)
    VALUES ('c0', 'm1', 1, 'exempted', 1, ${START}, 'wang')`);
});

afterEach(() => {
  db.close();
  bench.remove();
});

const upgrade = (migrations = [initial, recheck]) => migrate(db, { file: bench.file, migrations, now: START });
const put = (state: string) =>
  db.exec(`INSERT INTO recheck (case_id, material_id, revision, delivery_key, state, decided_at, next_attempt_at)
    VALUES ('c1', 'm1', 1, 'k1', '${state}', ${START}, ${START})`);

test("migration 2 adds the table of re-checks and leaves what was there", () => {
  upgrade();
  put("waiting");
  const uses = db.prepare("SELECT count(*) FROM license_use").pluck().get();
  expect([db.pragma("user_version", { simple: true }), uses]).toEqual([2, 1]);
});

test("one re-check for each decision, in a known state", () => {
  upgrade();
  expect(() => put("forgotten")).toThrow("CHECK");
  put("waiting");
  expect(() => put("waiting")).toThrow("UNIQUE");
});

test("a break after it leaves version 1 and no table", () => {
  expect(() => upgrade([initial, recheck, { version: 3, sql: "CREATE nonsense" }])).toThrow();
  const table = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'recheck'").pluck().get();
  expect([db.pragma("user_version", { simple: true }), table]).toEqual([1, 0]);
});
