/**
 * The first schema: open case, license uses, outbox, audit chain, history, settings (design.md section 6). BLOB columns named
 * `snapshot`, `body`, `sealed` hold AES-256-GCM text; what is readable beside them is masked or not personal.
 */
import type { Migration } from "./migration.ts";

const TERMINAL = `
CREATE TABLE data_key (
  purpose TEXT NOT NULL,
  version INTEGER NOT NULL,
  level TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  check_value BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (purpose, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (id TEXT PRIMARY KEY, pid INTEGER NOT NULL, started_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO mark VALUES ('highest-time', 0), ('audit-uploaded', 0);

CREATE TABLE user (account TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE secret (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
`;

const CASES = `
CREATE TABLE open_case (
  slot INTEGER PRIMARY KEY CHECK (slot = 1),
  case_id TEXT NOT NULL,
  snapshot BLOB NOT NULL
) STRICT;

CREATE TABLE license_body (
  case_id TEXT NOT NULL,
  license_id TEXT NOT NULL,
  body BLOB NOT NULL,
  stored_at INTEGER NOT NULL,
  PRIMARY KEY (case_id, license_id)
) STRICT;

CREATE TABLE license_use (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  material_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  license_type TEXT,
  license_identifier TEXT,
  face TEXT,
  reason TEXT,
  recheck_required INTEGER NOT NULL,
  at INTEGER NOT NULL,
  clerk TEXT NOT NULL,
  UNIQUE (case_id, material_id, revision)
) STRICT;
CREATE INDEX license_use_by_time ON license_use (at);

CREATE TABLE matter_name (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (code, name)
) STRICT;

CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE,
  case_no TEXT NOT NULL COLLATE NOCASE,
  matter_id INTEGER NOT NULL REFERENCES matter_name (id),
  clerk TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('submitted', 'cancelled', 'discarded')),
  reason TEXT,
  person_name TEXT,
  person_number TEXT,
  number_hash BLOB,
  materials INTEGER NOT NULL,
  exempted INTEGER NOT NULL
) STRICT;
CREATE INDEX history_by_close ON history (closed_at DESC, id DESC, matter_id, person_name, case_no);
CREATE INDEX history_by_number ON history (case_no, closed_at);
CREATE INDEX history_by_matter ON history (matter_id, closed_at);
CREATE INDEX history_by_name ON history (person_name, closed_at) WHERE person_name IS NOT NULL;
CREATE INDEX history_by_hash ON history (number_hash) WHERE number_hash IS NOT NULL;
`;

const OUTBOX = `
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL,
  case_no TEXT NOT NULL,
  material_id TEXT NOT NULL,
  body BLOB,
  body_hash BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'unknown', 'delivered', 'refused')),
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  next_attempt_at INTEGER,
  settled_at INTEGER,
  receipt_no TEXT,
  fault_code TEXT,
  CHECK ((state IN ('queued', 'unknown')) = (next_attempt_at IS NOT NULL)),
  CHECK (state <> 'delivered' OR body IS NULL)
) STRICT;
CREATE INDEX outbox_waiting ON outbox (next_attempt_at) WHERE state IN ('queued', 'unknown');
CREATE INDEX outbox_undelivered ON outbox (case_id, material_id) WHERE state <> 'delivered';
CREATE INDEX outbox_settled ON outbox (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE outbox_tally (state TEXT PRIMARY KEY, rows INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO outbox_tally VALUES ('queued', 0), ('unknown', 0), ('delivered', 0), ('refused', 0);
CREATE TRIGGER outbox_tally_insert AFTER INSERT ON outbox BEGIN
  UPDATE outbox_tally SET rows = rows + 1 WHERE state = NEW.state;
END;
CREATE TRIGGER outbox_tally_update AFTER UPDATE OF state ON outbox WHEN OLD.state <> NEW.state BEGIN
  UPDATE outbox_tally SET rows = rows - 1 WHERE state = OLD.state;
  UPDATE outbox_tally SET rows = rows + 1 WHERE state = NEW.state;
END;
CREATE TRIGGER outbox_tally_delete AFTER DELETE ON outbox BEGIN
  UPDATE outbox_tally SET rows = rows - 1 WHERE state = OLD.state;
END;
`;

const AUDIT = `
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  prev_hash BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TABLE audit_edge (
  which TEXT PRIMARY KEY CHECK (which IN ('base', 'head')),
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  mac BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_checkpoint (
  seq INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  signature TEXT NOT NULL,
  public_key TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
WHEN NEW.seq <> (SELECT seq FROM audit_edge WHERE which = 'head') + 1 BEGIN
  SELECT RAISE(ABORT, 'audit rows are added in order only');
END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'audit rows are never changed');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
WHEN OLD.seq > (SELECT seq FROM audit_edge WHERE which = 'base') BEGIN
  SELECT RAISE(ABORT, 'audit rows go only when their time is over');
END;
CREATE TRIGGER audit_edge_forward BEFORE UPDATE ON audit_edge WHEN NEW.seq < OLD.seq OR NEW.which <> OLD.which BEGIN
  SELECT RAISE(ABORT, 'the audit chain only moves forward');
END;
CREATE TRIGGER audit_edge_no_delete BEFORE DELETE ON audit_edge BEGIN
  SELECT RAISE(ABORT, 'the audit chain keeps its ends');
END;
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint BEGIN
  SELECT RAISE(ABORT, 'checkpoints are never changed');
END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint
WHEN OLD.seq >= (SELECT seq FROM audit_edge WHERE which = 'base') BEGIN
  SELECT RAISE(ABORT, 'checkpoints go only when their rows are gone');
END;
`;

export const initial: Migration = { version: 1, sql: TERMINAL + CASES + OUTBOX + AUDIT };
