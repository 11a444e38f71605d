/**
 * 预约: the day's appointments and the licenses fetched for them beforehand. Whatever way an appointment goes, what was fetched for
 * it goes in the same statement. BLOB columns are sealed but for `person_hash`, which is keyed.
 */
import type { Migration } from "./migration.ts";

export const appointments: Migration = {
  version: 4,
  sql: `
CREATE TABLE appointment (
  id TEXT PRIMARY KEY,
  origin TEXT NOT NULL CHECK (origin IN ('file', 'province')),
  matter_code TEXT NOT NULL,
  person_hash BLOB NOT NULL,
  day TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX appointment_by_person ON appointment (person_hash, matter_code);

CREATE TABLE prefetch (
  appointment_id TEXT NOT NULL REFERENCES appointment (id),
  type_code TEXT NOT NULL,
  at INTEGER NOT NULL,
  fault_code TEXT,
  PRIMARY KEY (appointment_id, type_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE prefetched_license (
  appointment_id TEXT NOT NULL REFERENCES appointment (id),
  type_code TEXT NOT NULL,
  slot INTEGER NOT NULL,
  record BLOB NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (appointment_id, type_code, slot)
) STRICT;

-- Its case was submitted: a list that still names it brings it back no more.
CREATE TABLE appointment_done (id TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TRIGGER appointment_gone BEFORE DELETE ON appointment BEGIN
  DELETE FROM prefetched_license WHERE appointment_id = OLD.id;
  DELETE FROM prefetch WHERE appointment_id = OLD.id;
END;
`,
};
