/**
 * Walks the whole audit chain and names the first row that is not as it was written: edited (`hash`), taken out or renumbered
 * (`gap`), put elsewhere (`link`), rebuilt (`checkpoint`), named by a checkpoint whose signature is wrong or not the terminal's (`signature`),
 * announcing a key that the terminal never took (`key`), or cut off at the end (`truncated`). In steps of a thousand rows, so that a million rows need little memory and decisions can be
 * committed in between.
 */

import type { AuditCheck } from "../app/ports/storage.ts";
import type { AuditCheckpoint } from "../domain/audit/audit-entry.ts";
import { type AuditChain, type AuditRow, type ChainEdge, chainHash, hexOf } from "./audit-chain.ts";

type Problem = NonNullable<AuditCheck["problem"]>;

interface Finding {
  readonly firstBad: number;
  readonly problem: Problem;
}

const STEP_ROWS = 1_000;
const SEQ_KEY = ',"seq":';
/** In canonical JSON only such a row begins so: `action` is its first key, as it is of no case. */
const KEY_ROW = '{"action":"terminal.key"';

/** Yields between steps; each step reads what is committed by then. */
export function* verifyChain(chain: AuditChain): Generator<void, AuditCheck> {
  if (!chain.isEdgeGenuine("base")) return { ok: false, rows: 0, firstBad: 1, problem: "checkpoint" };
  let last: ChainEdge = chain.edge("base");
  let rows = 0;
  for (;;) {
    last = passedOver(chain, last);
    const batch = chain.rows(last.seq, STEP_ROWS);
    const marks = checkpointsBySeq(chain.checkpoints());
    for (const row of batch) {
      const finding = judgeRow(row, last, marks.get(row.seq), chain);
      if (finding) return { ok: false, rows, ...finding };
      last = row;
      rows += 1;
    }
    if (batch.length < STEP_ROWS) break;
    yield;
  }
  const finding = judgeEnd(chain, last);
  return finding ? { ok: false, rows, ...finding } : { ok: true, rows };
}

/** Retention may have taken rows while the walk was under way. */
function passedOver(chain: AuditChain, last: ChainEdge): ChainEdge {
  const base = chain.edge("base");
  return base.seq > last.seq ? base : last;
}

function checkpointsBySeq(checkpoints: readonly AuditCheckpoint[]): ReadonlyMap<number, AuditCheckpoint> {
  return new Map(checkpoints.map((checkpoint) => [checkpoint.seq, checkpoint]));
}

function judgeRow(
  row: AuditRow,
  last: ChainEdge,
  checkpoint: AuditCheckpoint | undefined,
  chain: AuditChain,
): Finding | undefined {
  const seq = last.seq + 1;
  if (row.seq !== seq) return { firstBad: seq, problem: "gap" };
  if (!isSame(row.prev_hash, last.hash)) return { firstBad: seq, problem: "link" };
  if (!isSame(row.hash, chainHash(last.hash, row.record))) return { firstBad: seq, problem: "hash" };
  if (seqOf(row.record) !== seq) return { firstBad: seq, problem: "gap" };
  if (row.record.startsWith(KEY_ROW) && !chain.isKeyInOrder(row)) return { firstBad: seq, problem: "key" };
  if (!checkpoint) return undefined;
  if (checkpoint.hash !== hexOf(row.hash)) return { firstBad: seq, problem: "checkpoint" };
  return chain.isSigned(checkpoint) ? undefined : { firstBad: seq, problem: "signature" };
}

/** Read from the text, as a forged record need not be JSON. Inside a JSON string the quotes would be escaped. */
function seqOf(record: string): number {
  const at = record.lastIndexOf(SEQ_KEY);
  return at === -1 ? Number.NaN : Number.parseInt(record.slice(at + SEQ_KEY.length), 10);
}

/** The rows agree with one another; now with what is kept beside them. */
function judgeEnd(chain: AuditChain, last: ChainEdge): Finding | undefined {
  const checkpointed = chain.checkpoints().at(-1)?.seq ?? 0;
  if (checkpointed > last.seq) return { firstBad: last.seq + 1, problem: "truncated" };
  if (!chain.isEdgeGenuine("head")) return { firstBad: last.seq, problem: "checkpoint" };
  const head = chain.edge("head");
  if (head.seq > last.seq) return { firstBad: last.seq + 1, problem: "truncated" };
  if (head.seq < last.seq) return { firstBad: head.seq + 1, problem: "checkpoint" };
  return isSame(head.hash, last.hash) ? undefined : { firstBad: last.seq, problem: "checkpoint" };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
