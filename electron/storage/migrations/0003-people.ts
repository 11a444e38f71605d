/** Several clerks at one terminal: a case waits for whoever opened it. And what a person did about a flagged re-check. */
import type { Migration } from "./migration.ts";

export const people: Migration = {
  version: 3,
  sql: `
CREATE TABLE waiting_case (
  case_id TEXT PRIMARY KEY,
  snapshot BLOB NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;
INSERT INTO waiting_case
  SELECT case_id, snapshot, (SELECT value FROM mark WHERE name = 'highest-time') FROM open_case;
DROP TABLE open_case;
ALTER TABLE waiting_case RENAME TO open_case;
CREATE INDEX open_case_by_time ON open_case (saved_at);

ALTER TABLE recheck ADD COLUMN handled_at INTEGER;
ALTER TABLE recheck ADD COLUMN handled_by TEXT;
ALTER TABLE recheck ADD COLUMN handling TEXT;
DROP INDEX recheck_flagged;
CREATE INDEX recheck_flagged ON recheck (settled_at) WHERE state = 'flagged' AND handled_at IS NULL;
`,
};
