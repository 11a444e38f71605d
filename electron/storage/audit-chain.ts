/**
 * 留痕: appends to the hash chain and reads it (electron/province/interfaces.md section 5). The rows are append-only by trigger;
 * the two ends of the chain are kept apart from the rows under a MAC, so that a chain cut or rebuilt by hand is found.
 */
import type Database from "better-sqlite3";
import type { AuditCheckpoint, AuditDraft, AuditEntry } from "../domain/audit/audit-entry.ts";
import { canonicalJson } from "../domain/audit/canonical-json.ts";
import { checkpointText } from "../domain/audit/checkpoint-text.ts";
import { createSm3 } from "../seal/sm3.ts";
import type { Sealer } from "./sealing.ts";
import { createSettings } from "./settings.ts";
import { StorageFailure, storageFault } from "./storage-fault.ts";
import { createTerminalKeys, isSignedBy } from "./terminal-keys.ts";

export interface AuditRow {
  readonly seq: number;
  /** Canonical JSON of the entry without `hash` and `prevHash`: exactly what is hashed. */
  readonly record: string;
  readonly prev_hash: Uint8Array;
  readonly hash: Uint8Array;
}

/** `head` is the last entry; `base` is the last one that retention took, or number 0. */
export interface ChainEdge {
  readonly seq: number;
  readonly hash: Uint8Array;
}

export interface AuditChain {
  /** Inside a transaction. Returns the number of the last entry, also when there are no drafts. */
  append(drafts: readonly AuditDraft[]): number;
  /** Throws a `StorageFailure` (corrupt) when the kept end is not the one this program wrote. */
  edge(which: "base" | "head"): ChainEdge;
  isEdgeGenuine(which: "base" | "head"): boolean;
  /** Inside a transaction: rows up to `edge` may be deleted from then on. */
  moveBase(edge: ChainEdge): void;
  headEntry(): { readonly seq: number; readonly hash: string };
  entries(afterSeq: number, limit: number): readonly AuditEntry[];
  rows(afterSeq: number, limit: number): readonly AuditRow[];
  checkpoints(): readonly AuditCheckpoint[];
  /** By the terminal's key of that time; by the key that it names only where none was ever pinned. */
  isSigned(checkpoint: AuditCheckpoint): boolean;
  /** Of a row that announces a key of the terminal. */
  isKeyInOrder(row: AuditRow): boolean;
  /** A second one at the same number is passed over; one that does not fit the chain is a bug. */
  putCheckpoint(checkpoint: AuditCheckpoint): void;
}

const ZERO = new Uint8Array(32);

export function chainHash(prevHash: Uint8Array, record: string): Uint8Array {
  return createSm3().update(prevHash).update(new TextEncoder().encode(record)).digest();
}

/** The two ends of a new chain, in the transaction that makes the file. */
export function startChain(db: Database.Database, sealer: Sealer): void {
  const insert = db.prepare("INSERT INTO audit_edge VALUES (?, 0, ?, ?)");
  for (const which of ["base", "head"] as const)
    insert.run(which, ZERO, edgeMac(sealer, which, { seq: 0, hash: ZERO }));
}

export function createAuditChain(db: Database.Database, sealer: Sealer, terminal: string): AuditChain {
  const keys = createTerminalKeys(createSettings(db, sealer), terminal);
  const insert = db.prepare("INSERT INTO audit (seq, record, prev_hash, hash) VALUES (?, ?, ?, ?)");
  const selectEdge = db.prepare<[string], ChainEdge & { mac: Uint8Array }>("SELECT * FROM audit_edge WHERE which = ?");
  const updateEdge = db.prepare("UPDATE audit_edge SET seq = ?, hash = ?, mac = ? WHERE which = ?");
  const selectRows = db.prepare<[number, number], AuditRow>("SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?");
  const selectCheckpoints = db.prepare<[], CheckpointRow>("SELECT * FROM audit_checkpoint ORDER BY seq");
  const insertCheckpoint = db.prepare("INSERT INTO audit_checkpoint VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

  function keptEdge(which: "base" | "head"): (ChainEdge & { mac: Uint8Array }) | undefined {
    const row = selectEdge.get(which);
    return row && Buffer.compare(row.mac, edgeMac(sealer, which, row)) === 0 ? row : undefined;
  }

  function edge(which: "base" | "head"): ChainEdge {
    const kept = keptEdge(which);
    if (!kept) throw new StorageFailure(storageFault("corrupt", { found: `audit-${which}` }));
    return kept;
  }

  function moveEdge(which: "base" | "head", to: ChainEdge): void {
    updateEdge.run(to.seq, to.hash, edgeMac(sealer, which, to), which);
  }

  return {
    append(drafts) {
      let head = edge("head");
      for (const draft of drafts) {
        const seq = head.seq + 1;
        const record = recordOf(draft, seq, terminal);
        const hash = chainHash(head.hash, record);
        insert.run(seq, record, head.hash, hash);
        head = { seq, hash };
        moveEdge("head", head);
      }
      return head.seq;
    },
    edge,
    isEdgeGenuine: (which) => keptEdge(which) !== undefined,
    moveBase: (to) => moveEdge("base", to),
    headEntry() {
      const { seq, hash } = edge("head");
      return { seq, hash: hexOf(hash) };
    },
    entries: (afterSeq, limit) => selectRows.all(afterSeq, limit).map(entryOf),
    rows: (afterSeq, limit) => selectRows.all(afterSeq, limit),
    checkpoints: () => selectCheckpoints.all().map(checkpointOf),
    isSigned(checkpoint) {
      const pinned = keys.inForceAt(checkpoint.seq) ?? checkpoint.publicKey;
      const text = checkpointText(terminal, checkpoint);
      return checkpoint.publicKey === pinned && isSignedBy(pinned, text, checkpoint.signature);
    },
    isKeyInOrder: ({ seq, record }) => keys.isInOrder(seq, JSON.parse(record).detail ?? {}),
    putCheckpoint({ seq, hash, at, signature, publicKey }) {
      const row = selectRows.get(seq - 1, 1);
      if (row?.seq !== seq || hexOf(row.hash) !== hash) throw new Error(`checkpoint ${seq} does not fit the chain`);
      insertCheckpoint.run(seq, hash, at, signature, publicKey);
    },
  };
}

export function edgeMac(sealer: Sealer, which: string, { seq, hash }: ChainEdge): Uint8Array {
  return sealer.mac(`${which}\n${seq}\n${hexOf(hash)}`);
}

function recordOf(draft: AuditDraft, seq: number, terminal: string): string {
  const { at, action, clerk, caseId, materialId, detail } = draft;
  return canonicalJson({ seq, at: hallTime(at), terminal, action, clerk, caseId, materialId, detail });
}

/** ISO 8601 with the offset of every hall in China. */
function hallTime(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().replace("Z", "+08:00");
}

function entryOf(row: AuditRow): AuditEntry {
  const record: Omit<AuditEntry, "hash" | "prevHash"> = JSON.parse(row.record);
  return { ...record, prevHash: hexOf(row.prev_hash), hash: hexOf(row.hash) };
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
}

interface CheckpointRow {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly signature: string;
  readonly public_key: string;
}

function checkpointOf({ public_key: publicKey, ...row }: CheckpointRow): AuditCheckpoint {
  return { ...row, publicKey };
}
