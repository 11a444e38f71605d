/**
 * Makes a database under another name and gives it its own when it is whole: a file under the right name is therefore never empty
 * because a first start was cut short, and an empty one is damage.
 */
import { closeSync, openSync, renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { startChain } from "./audit-chain.ts";
import { SIDE_FILES } from "./damaged-file.ts";
import { APPLICATION_ID } from "./file-header.ts";
import { createKeys, type KeyRing } from "./keys.ts";
import { MIGRATIONS, migrate } from "./migrations/migrate.ts";
import { createSealer } from "./sealing.ts";
import { syncFolderOf } from "./sync-folder.ts";

export interface NewFile {
  readonly file: string;
  readonly keys: KeyRing;
  /** Epoch ms. */
  readonly now: number;
}

export function createFile({ file, keys, now }: NewFile): void {
  const unfinished = `${file}.new`;
  for (const suffix of ["", ...SIDE_FILES]) rmSync(unfinished + suffix, { force: true });
  closeSync(openSync(unfinished, "wx", 0o600));
  const db = new Database(unfinished, { fileMustExist: true });
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db, { file: unfinished, migrations: MIGRATIONS, now });
    db.transaction(() => startChain(db, createSealer(createKeys(db, keys, now)))).immediate();
  } finally {
    db.close();
  }
  renameSync(unfinished, file);
  syncFolderOf(file);
}
