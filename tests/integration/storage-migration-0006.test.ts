import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { initial } from "../../electron/storage/migrations/0001-initial.ts";
import { recheck } from "../../electron/storage/migrations/0002-recheck.ts";
import { people } from "../../electron/storage/migrations/0003-people.ts";
import { appointments } from "../../electron/storage/migrations/0004-appointments.ts";
import { refusals } from "../../electron/storage/migrations/0005-refusals.ts";
import { setAside } from "../../electron/storage/migrations/0006-set-aside.ts";
import { migrate } from "../../electron/storage/migrations/migrate.ts";
import { type Bench, createBench, START } from "./storage-sample.ts";

const BEFORE = [initial, recheck, people, appointments, refusals];

let bench: Bench;
let db: Database.Database;

beforeEach(() => {
  bench = createBench();
  db = new Database(bench.file);
  migrate(db, { file: bench.file, migrations: BEFORE, now: START });
  db.exec(`INSERT INTO open_case VALUES ('c1', x'01', ${START})`);
});

afterEach(() => {
  db.close();
  bench.remove();
});

test("migration 6 sets nothing aside of what is open", () => {
  migrate(db, { file: bench.file, migrations: [...BEFORE, setAside], now: START });
  expect(db.prepare("SELECT case_id, saved_at, set_aside_at FROM open_case").raw().all()).toEqual([
    ["c1", START, null],
  ]);
});

test("a break after it leaves version 5 as it was", () => {
  const migrations = [...BEFORE, setAside, { version: 7, sql: "CREATE nonsense" }];
  expect(() => migrate(db, { file: bench.file, migrations, now: START })).toThrow();
  expect(db.pragma("user_version", { simple: true })).toBe(5);
  expect(() => db.prepare("SELECT set_aside_at FROM open_case")).toThrow("no such column");
});
