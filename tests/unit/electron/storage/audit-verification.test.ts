import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../../electron/domain/audit/canonical-json.ts";
import { type AuditChain, type AuditRow, chainHash, hexOf } from "../../../../electron/storage/audit-chain.ts";
import { verifyChain } from "../../../../electron/storage/audit-verification.ts";

const ZERO = new Uint8Array(32);

function rowsOf(count: number): AuditRow[] {
  const rows: AuditRow[] = [];
  let prev: Uint8Array = ZERO;
  for (let seq = 1; seq <= count; seq++) {
    const record = canonicalJson({ seq, at: "2026-11-24T09:00:00.000+08:00", terminal: "T-01", action: "case.opened" });
    const hash = chainHash(prev, record);
    rows.push({ seq, record, prev_hash: prev, hash });
    prev = hash;
  }
  return rows;
}

interface Kept {
  readonly head?: { seq: number; hash: Uint8Array };
  readonly checkpoint?: { seq: number; hash: string };
  readonly genuine?: boolean;
  readonly signed?: boolean;
}

/** A chain over an array: only what a verification reads. */
function chainOver(rows: readonly AuditRow[], kept: Kept = {}): AuditChain {
  const head = kept.head ?? { seq: rows.at(-1)?.seq ?? 0, hash: rows.at(-1)?.hash ?? ZERO };
  const checkpoint = kept.checkpoint && { ...kept.checkpoint, at: "", signature: "", publicKey: "" };
  return {
    edge: (which: "base" | "head") => (which === "base" ? { seq: 0, hash: ZERO } : head),
    isEdgeGenuine: (which: "base" | "head") => which === "base" || kept.genuine !== false,
    rows: (after: number, limit: number) => rows.filter((row) => row.seq > after).slice(0, limit),
    isSigned: () => kept.signed !== false,
    checkpoints: () => (checkpoint ? [checkpoint] : []),
  } as unknown as AuditChain;
}

function verify(chain: AuditChain) {
  const steps = verifyChain(chain);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The chain from `seq` on computed anew, as someone would who knows how. */
function rebuilt(rows: readonly AuditRow[], seq: number, record: string): AuditRow[] {
  const result: AuditRow[] = [];
  let prev: Uint8Array = ZERO;
  for (const row of rows) {
    const text = row.seq === seq ? record : row.record;
    const hash = chainHash(prev, text);
    result.push({ seq: row.seq, record: text, prev_hash: prev, hash });
    prev = hash;
  }
  return result;
}

const rows = rowsOf(30);
const head = { seq: 30, hash: rows[29]!.hash };

describe("a walk along the audit chain", () => {
  test("an untouched chain is whole", () => {
    expect(verify(chainOver(rows))).toEqual({ ok: true, rows: 30 });
  });

  test("an empty chain is whole", () => {
    expect(verify(chainOver([]))).toEqual({ ok: true, rows: 0 });
  });

  test("an edited record is named", () => {
    const edited = rows.map((row) =>
      row.seq === 7 ? { ...row, record: row.record.replace("opened", "closed") } : row,
    );
    expect(verify(chainOver(edited))).toEqual({ ok: false, rows: 6, firstBad: 7, problem: "hash" });
  });

  test("an edit with a fitting hash of its own breaks the link behind it", () => {
    const record = rows[6]!.record.replace("opened", "closed");
    const edited = rows.map((row) =>
      row.seq === 7 ? { ...row, record, hash: chainHash(row.prev_hash, record) } : row,
    );
    expect(verify(chainOver(edited))).toMatchObject({ firstBad: 8, problem: "link" });
  });

  test("a deleted row is a gap", () => {
    expect(verify(chainOver(rows.filter((row) => row.seq !== 12)))).toMatchObject({ firstBad: 12, problem: "gap" });
  });

  test("a deleted first row is a gap", () => {
    expect(verify(chainOver(rows.slice(1)))).toMatchObject({ firstBad: 1, problem: "gap" });
  });

  test("two rows changed over are a broken link", () => {
    const swapped = rows.map((row) =>
      row.seq === 4 ? { ...rows[4]!, seq: 4 } : row.seq === 5 ? { ...rows[3]!, seq: 5 } : row,
    );
    expect(verify(chainOver(swapped))).toMatchObject({ firstBad: 4, problem: "link" });
  });

  test("a row renumbered with the whole chain computed anew is a gap", () => {
    const forged = rebuilt(rows, 9, rows[8]!.record.replace('"seq":9', '"seq":10'));
    const kept = { head: { seq: 30, hash: forged[29]!.hash } };
    expect(verify(chainOver(forged, kept))).toMatchObject({ firstBad: 9, problem: "gap" });
  });

  test("rows cut off at the end are missed by the kept head", () => {
    expect(verify(chainOver(rows.slice(0, 20), { head }))).toEqual({
      ok: false,
      rows: 20,
      firstBad: 21,
      problem: "truncated",
    });
  });

  test("rows cut off at the end are missed by the last checkpoint even when the head was moved back", () => {
    const cut = rows.slice(0, 20);
    const kept = { head: { seq: 20, hash: cut[19]!.hash }, checkpoint: { seq: 25, hash: hexOf(rows[24]!.hash) } };
    expect(verify(chainOver(cut, kept))).toMatchObject({ firstBad: 21, problem: "truncated" });
  });

  test("a chain rebuilt from the edit on does not fit the checkpoint", () => {
    const forged = rebuilt(rows, 3, rows[2]!.record.replace("opened", "closed"));
    const kept = { head: { seq: 30, hash: forged[29]!.hash }, checkpoint: { seq: 10, hash: hexOf(rows[9]!.hash) } };
    expect(verify(chainOver(forged, kept))).toMatchObject({ firstBad: 10, problem: "checkpoint" });
  });

  test("a checkpoint that fits and was not signed is named", () => {
    const checkpoint = { seq: 10, hash: hexOf(rows[9]!.hash) };
    expect(verify(chainOver(rows, { checkpoint }))).toMatchObject({ ok: true });
    expect(verify(chainOver(rows, { checkpoint, signed: false }))).toEqual({
      ok: false,
      rows: 9,
      firstBad: 10,
      problem: "signature",
    });
  });

  test("a chain rebuilt without any checkpoint does not fit the kept head", () => {
    const forged = rebuilt(rows, 3, rows[2]!.record.replace("opened", "closed"));
    expect(verify(chainOver(forged, { head }))).toMatchObject({ firstBad: 30, problem: "checkpoint" });
  });

  test("a head that this program did not write is told apart", () => {
    expect(verify(chainOver(rows, { genuine: false }))).toMatchObject({ ok: false, problem: "checkpoint" });
  });

  test("rows added behind the kept head are named", () => {
    const kept = { head: { seq: 28, hash: rows[27]!.hash } };
    expect(verify(chainOver(rows, kept))).toMatchObject({ firstBad: 29, problem: "checkpoint" });
  });

  test("a chain longer than one step is walked to its end", () => {
    const long = rowsOf(2_500);
    const broken = long.map((row) => (row.seq === 2_400 ? { ...row, record: `${row.record} ` } : row));
    expect([verify(chainOver(long)).ok, verify(chainOver(broken)).firstBad]).toEqual([true, 2_400]);
  });

  test("whatever stands in a record, the walk ends with a finding", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (record, seq) => {
        const forged = rebuilt(rows, seq, record);
        expect(verify(chainOver(forged, { head: { seq: 30, hash: forged[29]!.hash } })).ok).toBe(false);
      }),
    );
  });
});
