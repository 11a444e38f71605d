import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { initial } from "../../electron/storage/migrations/0001-initial.ts";
import { latestOf, MIGRATIONS, migrate } from "../../electron/storage/migrations/migrate.ts";
import type { Migration } from "../../electron/storage/migrations/migration.ts";
import {
  type Bench,
  CANARY_NUMBER,
  closing,
  createBench,
  decision,
  interrupted,
  START,
  value,
} from "./storage-sample.ts";

let bench: Bench;
let db: Database.Database | undefined;

beforeEach(() => {
  bench = createBench();
});

afterEach(() => {
  db?.close();
  db = undefined;
  bench.remove();
});

const LATEST = latestOf(MIGRATIONS);
const second: Migration = { version: LATEST + 1, sql: "ALTER TABLE license_use ADD COLUMN note TEXT" };
const broken: Migration = { version: LATEST + 1, sql: "CREATE TABLE half (x); CREATE TABLE half (x)" };

function names(type: string): string[] {
  const sql = "SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%' ORDER BY name";
  return db?.prepare<[string], string>(sql).pluck().all(type) ?? [];
}

function run(migrations: readonly Migration[]): string | undefined {
  db ??= new Database(bench.file);
  return migrate(db, { file: bench.file, migrations, now: START });
}

const version = () => db?.pragma("user_version", { simple: true });

describe("migration 1", () => {
  test("makes the tables of an empty file", () => {
    run([initial]);
    expect(names("table")).toEqual([
      "audit",
      "audit_checkpoint",
      "audit_edge",
      "data_key",
      "history",
      "license_body",
      "license_use",
      "mark",
      "matter_name",
      "open_case",
      "outbox",
      "outbox_tally",
      "run",
      "secret",
      "setting",
      "user",
    ]);
  });

  test("guards audit, ends and checkpoints with triggers", () => {
    run([initial]);
    expect(names("trigger").filter((name) => name.startsWith("audit"))).toEqual([
      "audit_checkpoint_no_delete",
      "audit_checkpoint_no_update",
      "audit_edge_forward",
      "audit_edge_no_delete",
      "audit_in_order",
      "audit_no_delete",
      "audit_no_update",
    ]);
  });

  test("is version 1, and done only once", () => {
    run([initial]);
    run([initial]);
    expect(version()).toBe(1);
  });

  test("copies nothing, as there was nothing", () => {
    expect([run([initial]), readdirSync(bench.folder)]).toEqual([undefined, ["terminal.db"]]);
  });

  test("the list of this program is numbered from 1 without gaps", () => {
    expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });
});

describe("migrating a file that is in use", () => {
  beforeEach(() => {
    const storage = bench.open();
    value(storage.commit(decision("c1")));
    storage.close();
  });

  test("copies it first, as it was, and readable by its owner only", () => {
    const path = run([...MIGRATIONS, second]) ?? "";
    const copy = new Database(path);
    const found = [copy.pragma("user_version", { simple: true }), copy.prepare("SELECT count(*) n FROM audit").get()];
    copy.close();
    expect([path, found, statSync(path).mode & 0o777]).toEqual([
      `${bench.file}.before-${String(LATEST + 1).padStart(4, "0")}-${START}`,
      [LATEST, { n: 1 }],
      0o600,
    ]);
  });

  test("21: keeps what was in it, still sealed", () => {
    const copy = run([...MIGRATIONS, second]) ?? "";
    const hits = [bench.file, copy].filter((path) => readFileSync(path).includes(CANARY_NUMBER));
    db?.pragma(`user_version = ${LATEST}`);
    const storage = bench.open();
    const kept = value(storage.interruptedCase());
    storage.close();
    expect([hits, kept]).toEqual([[], interrupted("c1")]);
  });

  test("leaves everything as it was when a step breaks", () => {
    expect(() => run([...MIGRATIONS, broken])).toThrow("already exists");
    expect([version(), names("table").includes("half")]).toEqual([LATEST, false]);
  });

  test("does not take secure deletion away", () => {
    run([...MIGRATIONS, second]);
    db?.close();
    db = new Database(bench.file);
    db.pragma(`user_version = ${LATEST}`);
    const sealed = db.prepare<[], Buffer>("SELECT snapshot FROM open_case").pluck().get() ?? Buffer.alloc(0);
    db.close();
    const storage = bench.open();
    storage.commit(closing("c1"));
    storage.close();
    const files = readdirSync(bench.folder).filter((name) => !name.includes(".before-"));
    const hits = files.filter((name) => readFileSync(join(bench.folder, name)).includes(sealed.subarray(3, 40)));
    expect(hits).toEqual([]);
  });
});
