import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AuditEntry } from "../../electron/domain/audit/audit-entry.ts";
import { canonicalJson } from "../../electron/domain/audit/canonical-json.ts";
import { toHex } from "../../electron/seal/hex.ts";
import { createAuditChain } from "../../electron/storage/audit-chain.ts";
import { verifyChain } from "../../electron/storage/audit-verification.ts";
import { fileKeyRing } from "../../electron/storage/file-key-ring.ts";
import { loadKeys } from "../../electron/storage/keys.ts";
import { createSealer } from "../../electron/storage/sealing.ts";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import { type Bench, createBench, draft, signedCheckpoint, TERMINAL_KEY, value } from "./storage-sample.ts";

let bench: Bench;
let storage: SyncStorage;

beforeEach(() => {
  bench = createBench();
  storage = bench.open();
  const detail = { kind: "exempted", revision: 1, fresh: true };
  const about = (at: number) => ({ caseId: `c${at}`, materialId: "m1", detail });
  value(storage.commit({ audit: Array.from({ length: 40 }, (_, at) => draft("material.decided", about(at))) }));
});

afterEach(() => {
  storage.close();
  bench.remove();
});

const check = () => value(storage.verifyAudit());

/** What someone with the file and a SQLite shell can do. */
function tamper(sql: string): void {
  const db = new Database(bench.file);
  try {
    dropTriggers(db);
    db.exec(sql);
  } finally {
    db.close();
  }
}

function dropTriggers(db: Database.Database): void {
  const names = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of names) db.exec(`DROP TRIGGER ${name}`);
}

function checkpointAt(seq: number): void {
  const [entry] = value(storage.auditEntries(seq - 1, 1));
  value(storage.putCheckpoint(signedCheckpoint({ seq, hash: entry!.hash, at: entry!.at })));
}

describe("the audit chain", () => {
  test("entries are numbered without gaps and linked from 64 zeros on", () => {
    const entries = value(storage.auditEntries(0, 100));
    expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
    expect(entries.map((entry) => entry.prevHash)).toEqual([
      "0".repeat(64),
      ...entries.slice(0, -1).map((e) => e.hash),
    ]);
  });

  test("a receiver computes the same hash from the entry alone", () => {
    for (const entry of value(storage.auditEntries(0, 100))) {
      const { hash, prevHash, ...rest } = entry;
      const computed = createHash("sm3").update(Buffer.from(prevHash, "hex")).update(canonicalJson(rest)).digest("hex");
      expect(computed).toBe(hash);
    }
  });

  test("an entry carries the terminal, the hall's time and what was said, and nothing absent", () => {
    const { prevHash: _, hash: __, ...entry } = value(storage.auditEntries(0, 1))[0] as AuditEntry;
    expect(entry).toEqual({
      seq: 1,
      at: "2026-11-24T09:00:00.000+08:00",
      terminal: "T-01",
      action: "material.decided",
      clerk: "wang",
      caseId: "c0",
      materialId: "m1",
      detail: { kind: "exempted", revision: 1, fresh: true },
    });
  });

  test("the head is the last entry", () => {
    const last = value(storage.auditEntries(39, 1))[0]!;
    expect(value(storage.auditHead())).toEqual({ seq: 40, hash: last.hash });
  });

  test("goes on where it was after a restart", () => {
    storage.close();
    storage = bench.open();
    storage.commit({ audit: [draft("terminal.started")] });
    expect(check()).toEqual({ ok: true, rows: 41 });
  });

  test("the last checkpoint comes back, and one at the same number is passed over", () => {
    checkpointAt(10);
    checkpointAt(20);
    checkpointAt(20);
    expect(value(storage.lastCheckpoint())).toMatchObject({ seq: 20, publicKey: toHex(TERMINAL_KEY.publicKey) });
  });

  test("a checkpoint that does not fit is a bug", () => {
    const wrong = { seq: 5, hash: "00", at: "", signature: "", publicKey: "" };
    expect(() => storage.putCheckpoint(wrong)).toThrow("does not fit");
  });

  test.each([
    "UPDATE audit SET record = '{}' WHERE seq = 3",
    "DELETE FROM audit WHERE seq = 40",
    "DELETE FROM audit",
    "INSERT INTO audit VALUES (99, '{}', x'00', x'00')",
    "INSERT OR REPLACE INTO audit SELECT seq, '{}', prev_hash, hash FROM audit WHERE seq = 3",
    "UPDATE audit_edge SET seq = 10 WHERE which = 'head'",
    "DELETE FROM audit_edge",
    "UPDATE audit_checkpoint SET hash = '00'",
    "DELETE FROM audit_checkpoint",
  ])("the database itself refuses: %s", (sql) => {
    checkpointAt(20);
    const db = new Database(bench.file);
    try {
      expect(() => db.exec(sql)).toThrow(/audit|checkpoints/);
    } finally {
      db.close();
    }
  });
});

describe("tampering with a SQLite shell", () => {
  test.each([
    ["an edited record", "UPDATE audit SET record = replace(record, 'exempted', 'refused') WHERE seq = 7", 7, "hash"],
    ["an edited hash", "UPDATE audit SET hash = zeroblob(32) WHERE seq = 7", 7, "hash"],
    ["an edited link", "UPDATE audit SET prev_hash = zeroblob(32) WHERE seq = 7", 7, "link"],
    ["a deleted row", "DELETE FROM audit WHERE seq = 7", 7, "gap"],
    ["a deleted beginning", "DELETE FROM audit WHERE seq <= 7", 1, "gap"],
    ["a cut end", "DELETE FROM audit WHERE seq > 33", 34, "truncated"],
    ["everything deleted", "DELETE FROM audit", 1, "truncated"],
    [
      "a deleted row with the rest moved up",
      "DELETE FROM audit WHERE seq = 7; UPDATE audit SET seq = seq - 1 WHERE seq > 7",
      7,
      "link",
    ],
    [
      "two rows changed over",
      "UPDATE audit SET seq = -7 WHERE seq = 7; UPDATE audit SET seq = 7 WHERE seq = 8; UPDATE audit SET seq = 8 WHERE seq = -7",
      7,
      "link",
    ],
    ["a copied row", "INSERT INTO audit SELECT 41, record, prev_hash, hash FROM audit WHERE seq = 40", 41, "link"],
    [
      "a cut end with the head moved back",
      `DELETE FROM audit WHERE seq > 33;
       UPDATE audit_edge SET seq = 33, hash = (SELECT hash FROM audit WHERE seq = 33) WHERE which = 'head'`,
      33,
      "checkpoint",
    ],
    [
      "a deleted beginning with the base moved on",
      `UPDATE audit_edge SET seq = 7, hash = (SELECT hash FROM audit WHERE seq = 7) WHERE which = 'base';
       DELETE FROM audit WHERE seq <= 7`,
      1,
      "checkpoint",
    ],
  ])("finds %s", (_, sql, firstBad, problem) => {
    tamper(sql);
    expect(check()).toMatchObject({ ok: false, firstBad, problem });
  });

  test("finds a chain rebuilt from an edit on, head and all", () => {
    const db = new Database(bench.file);
    dropTriggers(db);
    const rows = db.prepare<[], { seq: number; record: string }>("SELECT seq, record FROM audit ORDER BY seq").all();
    let prev: Uint8Array = new Uint8Array(32);
    for (const { seq, record } of rows) {
      const text = seq === 5 ? record.replace("exempted", "refused") : record;
      const hash = createHash("sm3").update(prev).update(text).digest();
      db.prepare("UPDATE audit SET record = ?, prev_hash = ?, hash = ? WHERE seq = ?").run(text, prev, hash, seq);
      prev = hash;
    }
    db.prepare("UPDATE audit_edge SET hash = ? WHERE which = 'head'").run(prev);
    db.close();
    expect(check()).toMatchObject({ ok: false, firstBad: 40, problem: "checkpoint" });
  });

  test("finds a checkpoint that the rows do not reach", () => {
    checkpointAt(38);
    tamper("DELETE FROM audit WHERE seq > 30");
    expect(check()).toMatchObject({ firstBad: 31, problem: "truncated" });
  });

  test("finds an edited checkpoint", () => {
    checkpointAt(38);
    tamper("UPDATE audit_checkpoint SET hash = 'ff'");
    expect(check()).toMatchObject({ firstBad: 38, problem: "checkpoint" });
  });

  test("takes a chain under checkpoints that the terminal signed", () => {
    checkpointAt(20);
    checkpointAt(40);
    expect(check()).toEqual({ ok: true, rows: 40 });
  });

  test.each([
    ["an edited time", "UPDATE audit_checkpoint SET at = '2026-11-25T00:00:00.000Z'"],
    [
      "an edited signature",
      "UPDATE audit_checkpoint SET signature = substr(signature, 1, 20) || 'AAAA' || substr(signature, 25)",
    ],
    ["no signature", "UPDATE audit_checkpoint SET signature = ''"],
    ["another key", "UPDATE audit_checkpoint SET public_key = '04' || hex(zeroblob(64))"],
  ])("finds %s of a checkpoint", (_, sql) => {
    checkpointAt(38);
    tamper(sql);
    expect(check()).toMatchObject({ ok: false, firstBad: 38, problem: "signature" });
  });

  test("a head that was moved by hand stops the counter instead of being built upon", () => {
    tamper("UPDATE audit_edge SET seq = 33 WHERE which = 'head'");
    expect(storage.commit({ audit: [draft("case.opened")] })).toMatchObject({
      ok: false,
      fault: { code: "storage.corrupt", detail: { found: "audit-head" } },
    });
  });

  test("a cut end stays visible after the chain has grown again", () => {
    tamper("DELETE FROM audit WHERE seq > 33");
    value(storage.commit({ audit: [draft("case.opened")] }));
    expect(check()).toMatchObject({ firstBad: 34, problem: "gap" });
  });

  test("finds any single change of a byte, wherever it is", () => {
    const db = new Database(bench.file);
    dropTriggers(db);
    const sealer = createSealer(loadKeys(db, fileKeyRing(bench.keyFile)));
    const chain = createAuditChain(db, sealer, "T-01");
    const columns = fc.constantFrom("record", "prev_hash", "hash");
    const changes = fc.tuple(fc.integer({ min: 1, max: 40 }), columns, fc.nat(400), fc.integer({ min: 1, max: 127 }));
    try {
      fc.assert(
        fc.property(changes, ([seq, column, position, flip]) => {
          db.exec("BEGIN");
          const held = db.prepare<[number], Uint8Array>(`SELECT CAST(${column} AS BLOB) FROM audit WHERE seq = ?`);
          const bytes = Uint8Array.from(held.pluck().get(seq) ?? []);
          bytes[position % bytes.length]! ^= flip;
          const cast = column === "record" ? "CAST(? AS TEXT)" : "?";
          db.prepare(`UPDATE audit SET ${column} = ${cast} WHERE seq = ?`).run(bytes, seq);
          const found = lastOf(verifyChain(chain));
          db.exec("ROLLBACK");
          expect(found.ok).toBe(false);
        }),
        { numRuns: 400 },
      );
    } finally {
      db.close();
    }
  });
});

function lastOf<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
