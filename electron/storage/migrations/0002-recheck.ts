/** 联网复核: decisions that are provisional until the library and the lists have been asked again. */
import type { Migration } from "./migration.ts";

export const recheck: Migration = {
  version: 2,
  sql: `
CREATE TABLE recheck (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  material_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  delivery_key TEXT NOT NULL UNIQUE,
  subject BLOB,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'flagged', 'superseded')),
  decided_at INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  settled_at INTEGER,
  finding TEXT,
  reasons TEXT,
  UNIQUE (case_id, material_id, revision)
) STRICT;
CREATE INDEX recheck_waiting ON recheck (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX recheck_flagged ON recheck (settled_at) WHERE state = 'flagged';
CREATE INDEX recheck_by_time ON recheck (decided_at);
`,
};
