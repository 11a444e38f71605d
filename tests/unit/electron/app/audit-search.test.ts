import { describe, expect, test } from "vitest";
import { searchAudit } from "../../../../electron/app/audit-search.ts";
import type { AuditEntry } from "../../../../electron/domain/audit/audit-entry.ts";
import type { AuditFilter } from "../../../../electron/domain/audit/audit-filter.ts";
import { ok } from "../../../../electron/domain/result.ts";

const START = Date.UTC(2026, 10, 28);
/** Row n at second n, by clerk n mod 3; every thousandth is a reveal. */
const row = (seq: number): AuditEntry => ({
  seq,
  at: new Date(START + seq * 1_000).toISOString(),
  terminal: "T",
  action: seq % 1_000 === 0 ? "license.revealed" : "license.viewed",
  clerk: `c${seq % 3}`,
  prevHash: "",
  hash: "",
});
let reads = 0;
/** Retention took the rows up to `base`. */
const chainOf = (rows: number, base = 0) => ({
  auditHead: async () => ok({ seq: rows, hash: "" }),
  auditEntries: async (after: number, limit: number) => {
    reads += 1;
    const first = Math.max(after, base) + 1;
    return ok(Array.from({ length: Math.max(0, Math.min(limit, rows - first + 1)) }, (_, index) => row(first + index)));
  },
});
const { signal } = new AbortController();
async function search(chain: ReturnType<typeof chainOf>, filter: AuditFilter, before?: number, limit = 3) {
  const page = await searchAudit(chain, { filter, before, limit, signal });
  if (!page.ok) throw new Error(page.fault.code);
  return { seqs: page.value.entries.map(({ seq }) => seq), next: page.value.next };
}

describe("looking back through the chain", () => {
  test("is newest first, page after page, and ends at the first row", async () => {
    const chain = chainOf(7);
    expect(await search(chain, {})).toEqual({ seqs: [7, 6, 5], next: 5 });
    expect(await search(chain, {}, 5)).toEqual({ seqs: [4, 3, 2], next: 2 });
    expect(await search(chain, {}, 2)).toEqual({ seqs: [1], next: undefined });
    expect(await search(chainOf(0), {})).toEqual({ seqs: [], next: undefined });
  });

  test("ends where retention took the rows", async () => {
    expect(await search(chainOf(2_500, 2_497), {})).toEqual({ seqs: [2_500, 2_499, 2_498], next: 2_498 });
    expect(await search(chainOf(2_500, 2_497), {}, 2_498)).toEqual({ seqs: [], next: undefined });
  });

  test("filters by action, clerk and time, over many blocks", async () => {
    const chain = chainOf(5_500);
    expect(await search(chain, { action: "license.revealed" })).toEqual({ seqs: [5_000, 4_000, 3_000], next: 3_000 });
    expect((await search(chain, { clerk: "c1" })).seqs).toEqual([5_500, 5_497, 5_494]);
    const from = START + 10_000;
    expect(await search(chain, { from, to: from + 2_000 }, undefined, 9)).toEqual({ seqs: [11, 10], next: undefined });
  });

  test("stops after twenty thousand rows that do not fit, and says where to go on", async () => {
    reads = 0;
    expect(await search(chainOf(50_000), { clerk: "nobody" })).toEqual({ seqs: [], next: 30_001 });
    expect(reads).toBe(20);
  });
});
