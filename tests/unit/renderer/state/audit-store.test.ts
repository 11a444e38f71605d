/** What the auditor looks for and exports, and that the next one finds nothing of it. */
import { beforeEach, expect, test, vi } from "vitest";
import type { CounterView } from "../../../../electron/contract/counter.ts";
import { ok } from "../../../../electron/domain/result.ts";

const host = vi.hoisted(() => ({ call: vi.fn(), on: vi.fn() }));
const saved = vi.hoisted(() => vi.fn());
vi.mock("../../../../renderer/client/host.ts", () => ({ host }));
vi.mock("../../../../renderer/client/save-text.ts", () => ({ saveText: saved }));
vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });

const { useAudit } = await import("../../../../renderer/state/audit-store.ts");
const { useCounter } = await import("../../../../renderer/state/counter-store.ts");

const auditor = (account: string): CounterView => ({
  phase: "ready",
  isLocked: false,
  clerk: { account, name: "江慕白", role: "auditor" },
});

beforeEach(() => {
  host.call.mockReset().mockResolvedValue(ok({ ok: true, rows: 3, lines: "", entries: [], uses: [], total: 0 }));
  useCounter.setState({ view: auditor("jiang.mubai") });
});

test("an export goes on with the filter it began with", async () => {
  host.call.mockResolvedValueOnce(ok({ lines: "{}\n", rows: 1, next: 1 }));
  const done = useAudit.getState().exportFile("audit.jsonl");
  useAudit.getState().change({ clerk: "lu.zhiwei" });
  await done;
  const asked = host.call.mock.calls.filter(([command]) => command === "audit.export");
  expect(asked.map(([, { clerk, after }]) => [clerk, after])).toEqual([
    [undefined, 0],
    [undefined, 1],
  ]);
  expect(saved).toHaveBeenCalledWith("audit.jsonl", ["{}\n", ""]);
});

test("another auditor finds neither filter, rows nor the outcome of a check", async () => {
  await useAudit.getState().checkChain();
  useAudit.getState().change({ caseId: "5f0c1c9e", period: "all" });
  expect(useAudit.getState().check).toBeDefined();
  useCounter.setState({ view: auditor("qin.yuanshan") });
  expect(useAudit.getState()).toMatchObject({ query: { period: "today", caseId: undefined }, check: undefined });
  await Promise.resolve();
  expect(useAudit.getState().entries).toBeUndefined();
});
