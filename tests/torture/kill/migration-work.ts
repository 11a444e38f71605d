/** Brings a file to a schema that does not exist yet, slowly enough to be killed in the middle. */
import Database from "better-sqlite3";
import { latestOf, MIGRATIONS, migrate } from "../../../electron/storage/migrations/migrate.ts";
import type { Say } from "./child.ts";

/** Touches every row of every large table, as the worst of migrations would, and leaves one table as its mark. */
export const NEXT = {
  version: latestOf(MIGRATIONS) + 1,
  sql: `
    CREATE TABLE mark_of_next AS SELECT seq, record, hash FROM audit;
    CREATE INDEX mark_of_next_by_record ON mark_of_next (record);
    ALTER TABLE license_use ADD COLUMN note TEXT;
    UPDATE license_use SET note = hex(randomblob(200));
    CREATE INDEX license_use_by_note ON license_use (note);
    UPDATE license_use SET note = hex(randomblob(100));`,
};

export function migrateOnce(say: Say, file: string): void {
  const db = new Database(file);
  db.pragma("synchronous = FULL");
  say({ ready: true });
  migrateToNext(db, file);
  say({ migrated: true });
  db.close();
}

export function migrateToNext(db: Database.Database, file: string): void {
  migrate(db, { file, migrations: [...MIGRATIONS, NEXT], now: Date.now() });
}
