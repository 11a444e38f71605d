/** Migrations cut short: the file is as before or as after, nothing between; the next start brings it all the way. */
import { copyFileSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { latestOf, MIGRATIONS } from "../../../electron/storage/migrations/migrate.ts";
import { openStorage } from "../../../electron/storage/open-storage.ts";
import { closing, createBench, decision, optionsFor, value } from "../../integration/storage-sample.ts";
import type { Findings } from "../torture.ts";
import { migrateToNext, NEXT } from "./migration-work.ts";
import type { Line, Scene } from "./scene.ts";

const CASES = 4_000;

export const migrationScene: Scene = {
  name: "migration",
  async start() {
    const bench = createBench();
    const filling = bench.open();
    const uses = Array.from({ length: CASES }, (_, at) => decision(`c${at}`)).flatMap(({ uses = [] }) => uses);
    const audit = uses.flatMap(({ caseId }) => decision(caseId).audit);
    value(filling.commit({ ...decision("open"), uses, audit }));
    value(filling.commit(closing("open")));
    filling.close();
    const template = `${bench.file}.template`;
    copyFileSync(bench.file, template);
    const reset = () => {
      for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(bench.file + suffix, { force: true });
      copyFileSync(template, bench.file);
    };
    return {
      startMs: 200,
      workMs: 120,
      args() {
        reset();
        return ["migration", bench.file];
      },
      inspect: async (lines, findings) => inspectMigration(bench.file, lines, findings),
      remove: async () => bench.remove(),
    };
  },
};

function inspectMigration(file: string, lines: readonly Line[], findings: Findings): void {
  const db = new Database(file);
  const version = () => db.pragma("user_version", { simple: true });
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get();
  const traces = () =>
    count("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'mark_of_next%' OR name = 'license_use_by_note'");
  findings.require(db.pragma("quick_check(1)", { simple: true }) === "ok", "quick_check after a cut migration");
  const found = version();
  const isBefore = found === latestOf(MIGRATIONS) && traces() === 0;
  const isAfter = found === NEXT.version && traces() === 3;
  findings.require(isBefore || isAfter, `half migrated: version ${found}, ${traces()} traces`);
  findings.require(lines.length === 0 || isAfter, "a migration that was acknowledged is gone");
  migrateToNext(db, file);
  findings.require(version() === NEXT.version && traces() === 3, "the migration does not resume");
  findings.require(count("SELECT count(*) FROM license_use") === CASES, "rows lost by the migration");
  // This program does not know that schema: its mark is taken away, so that it can be asked about the rest.
  db.pragma(`user_version = ${latestOf(MIGRATIONS)}`);
  db.close();
  const storage = value(openStorage(optionsFor(file)));
  findings.require(value(storage.verifyAudit()).ok, "audit after a resumed migration");
  storage.close();
}
