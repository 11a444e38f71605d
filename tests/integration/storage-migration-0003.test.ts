import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { initial } from "../../electron/storage/migrations/0001-initial.ts";
import { recheck } from "../../electron/storage/migrations/0002-recheck.ts";
import { people } from "../../electron/storage/migrations/0003-people.ts";
import { migrate } from "../../electron/storage/migrations/migrate.ts";
import {
  type Bench,
  CANARY_NAME,
  CANARY_NUMBER,
  createBench,
  decision,
  interrupted,
  START,
  value,
} from "./storage-sample.ts";

let bench: Bench;
let db: Database.Database;

beforeEach(() => {
  bench = createBench();
  db = new Database(bench.file);
  migrate(db, { file: bench.file, migrations: [initial, recheck], now: START });
  db.exec(`UPDATE mark SET value = ${START} WHERE name = 'highest-time';
    INSERT INTO open_case VALUES (1, 'c1', x'0102');
    INSERT INTO recheck (case_id, material_id, revision, delivery_key, state, decided_at, next_attempt_at, settled_at)
    VALUES ('c0', 'm1', 1, 'k1', 'flagged', ${START}, ${START}, ${START})`);
});

afterEach(() => {
  db.close();
  bench.remove();
});

const upgrade = (migrations = [initial, recheck, people]) => migrate(db, { file: bench.file, migrations, now: START });

test("migration 3 keeps the open case, which was last saved no later than now, and makes room for others", () => {
  upgrade();
  db.exec("INSERT INTO open_case VALUES ('c2', x'03', 1)");
  expect(db.prepare("SELECT case_id, saved_at FROM open_case ORDER BY case_id").all()).toEqual([
    { case_id: "c1", saved_at: START },
    { case_id: "c2", saved_at: 1 },
  ]);
  expect(() => db.exec("INSERT INTO open_case VALUES ('c2', x'03', 1)")).toThrow("UNIQUE");
});

test("21: a case of version 2 is the clerk's again, and neither file nor copy holds the citizen in plain text", () => {
  db.close();
  const other = createBench();
  const before = other.open();
  value(before.commit(decision("c1")));
  before.close();
  const old = new Database(other.file);
  old.exec(`DROP TABLE appointment; DROP TABLE prefetch; DROP TABLE prefetched_license; DROP TABLE appointment_done;
    CREATE TABLE former (slot INTEGER PRIMARY KEY CHECK (slot = 1), case_id TEXT NOT NULL, snapshot BLOB NOT NULL) STRICT;
    INSERT INTO former SELECT 1, case_id, snapshot FROM open_case;
    DROP TABLE open_case;
    ALTER TABLE former RENAME TO open_case;
    DROP INDEX recheck_flagged;
    ALTER TABLE recheck DROP COLUMN handled_at;
    ALTER TABLE recheck DROP COLUMN handled_by;
    ALTER TABLE recheck DROP COLUMN handling;
    ALTER TABLE recheck DROP COLUMN refusals;
    CREATE INDEX recheck_flagged ON recheck (settled_at) WHERE state = 'flagged';
    PRAGMA user_version = 2`);
  old.close();
  const after = other.open();
  expect(value(after.interruptedCase("wang"))).toEqual(interrupted("c1"));
  after.close();
  const folder = dirname(other.file);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const holding = files.filter(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name));
    return bytes.includes(CANARY_NUMBER) || bytes.includes(CANARY_NAME);
  });
  expect([files.some(({ name }) => /\.before-\d{4}-/.test(name)), holding]).toEqual([true, []]);
  other.remove();
});

test("what was flagged before it has not been handled", () => {
  upgrade();
  expect(db.prepare("SELECT handled_at, handled_by, handling FROM recheck").all()).toEqual([
    { handled_at: null, handled_by: null, handling: null },
  ]);
});

test("a break after it leaves version 2 and the case in its old place", () => {
  expect(() => upgrade([initial, recheck, people, { version: 4, sql: "CREATE nonsense" }])).toThrow();
  expect([
    db.pragma("user_version", { simple: true }),
    db.prepare("SELECT slot, case_id FROM open_case").all(),
  ]).toEqual([2, [{ slot: 1, case_id: "c1" }]]);
});
