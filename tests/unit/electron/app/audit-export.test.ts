import { beforeEach, expect, test } from "vitest";
import { createAuditExport } from "../../../../electron/app/audit-export.ts";
import type { AuditDraft, AuditEntry } from "../../../../electron/domain/audit/audit-entry.ts";
import { fault } from "../../../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../../../electron/domain/result.ts";

const NOW = Date.UTC(2026, 10, 28);
let rows: number;
let audited: AuditDraft[];
let kept: Result<{ auditSeq: number }>;
let piece: ReturnType<typeof createAuditExport>;

const row = (seq: number): AuditEntry => ({
  ...{ seq, at: new Date(NOW).toISOString(), terminal: "T", action: "license.viewed", prevHash: "", hash: "" },
  clerk: `c${seq % 2}`,
});
/** As the real one: what is audited is a row of the chain itself. */
const storage = {
  auditHead: async () => ok({ seq: rows, hash: "" }),
  auditEntries: async (after: number, limit: number) =>
    ok(Array.from({ length: Math.max(0, Math.min(limit, rows - after)) }, (_, index) => row(after + 1 + index))),
  commit: async ({ audit }: { audit: readonly AuditDraft[] }) => {
    audited.push(...audit);
    rows += audit.length;
    return kept;
  },
};
const ask = async (after: number, by = "wu", filter = {}) => {
  const page = await piece({ by, filter, after });
  if (!page.ok) throw new Error(page.fault.code);
  return { seqs: page.value.entries.map(({ seq }) => seq), next: page.value.next };
};
const named = () => audited.map(({ clerk, detail }) => [clerk, detail?.["after"], detail?.["through"]]);

beforeEach(() => {
  [rows, audited, kept] = [2_500, [], ok({ auditSeq: 1 })];
  piece = createAuditExport({ storage, clock: { now: () => NOW } });
});

test("is audited once, goes forwards in pieces, and gives out no row that its audit row does not name", async () => {
  const first = await ask(0);
  rows += 700;
  const second = await ask(1_000);
  const third = await ask(2_000);
  expect([first.next, second.next, third.next]).toEqual([1_000, 2_000, undefined]);
  expect([first.seqs[0], third.seqs.at(-1)]).toEqual([1, 2_500]);
  expect(named()).toEqual([["wu", 0, 2_500]]);
});

test("is audited whichever row it begins at", async () => {
  expect((await ask(2_498)).seqs).toEqual([2_499, 2_500]);
  await ask(1);
  expect(named()).toEqual([
    ["wu", 2_498, 2_500],
    ["wu", 1, 2_501],
  ]);
});

test.each([
  ["the same piece again", 0, "wu", {}],
  ["somebody else", 1_000, "lu", {}],
  ["another filter", 1_000, "wu", { clerk: "c1" }],
])("going on with an export is nothing for %s: that is another one", async (_, after, by, filter) => {
  await ask(0);
  await ask(after, by, filter);
  expect(audited).toHaveLength(2);
});

test("two who ask for the same piece at once are no single export", async () => {
  await ask(0);
  await Promise.all([ask(1_000), ask(1_000)]);
  expect(audited).toHaveLength(2);
});

test("a piece in which nothing fits does not end it", async () => {
  expect(await ask(0, "wu", { clerk: "nobody" })).toEqual({ seqs: [], next: 1_000 });
  expect(audited[0]?.detail).toMatchObject({ clerk: "nobody" });
});

test("gives out nothing that cannot be audited", async () => {
  kept = failed(fault("storage.full"));
  expect(await piece({ by: "wu", filter: {}, after: 7 })).toMatchObject({ ok: false, fault: { code: "storage.full" } });
});
