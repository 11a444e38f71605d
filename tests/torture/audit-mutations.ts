/** What somebody with the file and a SQLite shell can do to the audit chain, at random. Each answers what it did. */
import { createHash } from "node:crypto";
import type Database from "better-sqlite3";
import { checkpointText } from "../../electron/domain/audit/checkpoint-text.ts";
import { toHex } from "../../electron/seal/hex.ts";
import { deriveKeyPair, signSm2 } from "../../electron/seal/sm2/sign.ts";
import type { Random } from "../fuzz/random.ts";

export interface Ground {
  readonly db: Database.Database;
  readonly rows: number;
  /** Rows of another chain of the same terminal, from a file of its own. */
  readonly foreign: readonly Row[];
}

interface Row {
  readonly seq: number;
  readonly record: string;
  readonly prev_hash: Uint8Array;
  readonly hash: Uint8Array;
}

type Mutation = (ground: Ground, random: Random) => string;

const place = ({ rows }: Ground, random: Random) => 1 + random.below(rows);

/** One byte of one column becomes another one. */
const edit: Mutation = (ground, random) => {
  const { db } = ground;
  const seq = place(ground, random);
  const column = random.pick(["record", "prev_hash", "hash"]);
  const held = db.prepare<[number], Uint8Array>(`SELECT CAST(${column} AS BLOB) FROM audit WHERE seq = ?`).pluck();
  const bytes = Uint8Array.from(held.get(seq) ?? []);
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 + random.below(127));
  const cast = column === "record" ? "CAST(? AS TEXT)" : "?";
  db.prepare(`UPDATE audit SET ${column} = ${cast} WHERE seq = ?`).run(bytes, seq);
  return `byte ${at} of ${column} of row ${seq}`;
};

/** A plausible record with its hash made right, alone or with every later row hashed anew. */
const rewrite: Mutation = (ground, random) => {
  const { db } = ground;
  // Row 1 announces a key and has none of these words.
  const seq = 2 + random.below(ground.rows - 1);
  const isWhole = random.below(2) === 1;
  const [field, from, to] = random.pick([
    ["clerk", "wang", "zhao"],
    ["kind", "exempted", "refused"],
    ["time", "09:00:00", "09:30:00"],
  ] as const);
  db.prepare("UPDATE audit SET record = replace(record, ?, ?) WHERE seq = ?").run(from, to, seq);
  rehash(db, seq, isWhole ? ground.rows : seq);
  if (isWhole)
    db.exec("UPDATE audit_edge SET hash = (SELECT hash FROM audit ORDER BY seq DESC LIMIT 1) WHERE which = 'head'");
  return `${field} of row ${seq} rewritten${isWhole ? ", and every hash after it" : ""}`;
};

function rehash(db: Database.Database, from: number, to: number): void {
  const before = db.prepare<[number], Uint8Array>("SELECT hash FROM audit WHERE seq = ?").pluck();
  const rows = db.prepare<[number, number], Row>("SELECT * FROM audit WHERE seq BETWEEN ? AND ?").all(from, to);
  let prev: Uint8Array = before.get(from - 1) ?? new Uint8Array(32);
  for (const { seq, record } of rows) {
    const hash = createHash("sm3").update(prev).update(record).digest();
    db.prepare("UPDATE audit SET prev_hash = ?, hash = ? WHERE seq = ?").run(prev, hash, seq);
    prev = hash;
  }
}

/** Some rows go, and those after them may move up. */
const remove: Mutation = (ground, random) => {
  const { db } = ground;
  const seq = place(ground, random);
  const many = 1 + random.below(3);
  const isClosedUp = random.below(2) === 1;
  db.prepare("DELETE FROM audit WHERE seq >= ? AND seq < ?").run(seq, seq + many);
  if (isClosedUp) {
    db.prepare("UPDATE audit SET seq = -seq WHERE seq >= ?").run(seq + many);
    db.prepare("UPDATE audit SET seq = -seq - ? WHERE seq < 0").run(many);
  }
  return `${many} rows from ${seq} deleted${isClosedUp ? ", the rest moved up" : ""}`;
};

/** Two rows change places. */
const reorder: Mutation = (ground, random) => {
  const { db } = ground;
  const one = place(ground, random);
  const other = 1 + ((one - 1 + 1 + random.below(ground.rows - 1)) % ground.rows);
  const move = db.prepare("UPDATE audit SET seq = ? WHERE seq = ?");
  move.run(-1, one);
  move.run(one, other);
  move.run(other, -1);
  return `rows ${one} and ${other} changed over`;
};

/** The end goes; the kept head and the checkpoints may be set back with it. */
const truncate: Mutation = (ground, random) => {
  const { db } = ground;
  const seq = place(ground, random);
  const isHidden = random.below(2) === 1;
  db.prepare("DELETE FROM audit WHERE seq >= ?").run(seq);
  if (isHidden) {
    db.prepare("DELETE FROM audit_checkpoint WHERE seq >= ?").run(seq);
    db.prepare(
      `UPDATE audit_edge SET seq = ?, hash = coalesce((SELECT hash FROM audit WHERE seq = ?), zeroblob(32))
       WHERE which = 'head'`,
    ).run(seq - 1, seq - 1);
  }
  return `cut at ${seq}${isHidden ? ", head and checkpoints set back" : ""}`;
};

/** Rows of another chain take the place of some, or of everything from a row on. */
const splice: Mutation = (ground, random) => {
  const { db, foreign, rows } = ground;
  const seq = place(ground, random);
  const last = random.below(2) === 1 ? rows : seq;
  const put = db.prepare("INSERT OR REPLACE INTO audit VALUES (?, ?, ?, ?)");
  for (const row of foreign.slice(seq - 1, last)) put.run(row.seq, row.record, row.prev_hash, row.hash);
  if (random.below(2) === 1) rehash(db, seq, rows);
  return `rows ${seq} to ${last} from another chain`;
};

/** A row is there once more: behind the end, or between two others with the rest moved down. */
const insert: Mutation = (ground, random) => {
  const { db, rows } = ground;
  const from = place(ground, random);
  const at = random.below(2) === 1 ? rows + 1 : place(ground, random);
  db.prepare("UPDATE audit SET seq = -seq - 1 WHERE seq >= ?").run(at);
  db.exec("UPDATE audit SET seq = -seq WHERE seq < 0");
  const source = from >= at ? from + 1 : from;
  db.prepare("INSERT INTO audit SELECT ?, record, prev_hash, hash FROM audit WHERE seq = ?").run(at, source);
  return `row ${from} once more at ${at}`;
};

/** A checkpoint signed anew by a key of the forger's own, which it names; at a place where one is, or at any other. */
const forge: Mutation = (ground, random) => {
  const { db } = ground;
  const seq = place(ground, random);
  const held = db.prepare<[number], Uint8Array>("SELECT hash FROM audit WHERE seq = ?").pluck().get(seq);
  const hash = Buffer.from(held ?? []).toString("hex");
  const key = deriveKeyPair(random.bytes(32)) ?? raise("no key");
  const at = "2026-11-24T01:00:00.000Z";
  const text = new TextEncoder().encode(checkpointText("T-01", { seq, hash, at }));
  const signature = Buffer.from(signSm2(key, text, { entropy: random.bytes(32) })).toString("base64");
  db.prepare("INSERT OR REPLACE INTO audit_checkpoint VALUES (?, ?, ?, ?, ?)").run(
    seq,
    hash,
    at,
    signature,
    toHex(key.publicKey),
  );
  return `checkpoint at ${seq} by a key of its own`;
};

function raise(what: string): never {
  throw new Error(what);
}

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  edit,
  rewrite,
  remove,
  reorder,
  truncate,
  splice,
  insert,
  forge,
};
