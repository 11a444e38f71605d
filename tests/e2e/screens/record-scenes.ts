/** The auditor's screens and the flagged re-checks, as they are photographed. */
import type { AuditEntryView, LicenseUseView } from "../../../electron/contract/audit.ts";
import type { CounterView } from "../../../electron/contract/counter.ts";
import type { FlaggedRecheckView } from "../../../electron/contract/recheck.ts";
import { fault } from "../../../electron/domain/fault.ts";
import { failed, ok } from "../../../electron/domain/result.ts";
import { HOUR, MINUTE, matter, NOW } from "../../helpers/fixtures/terminal-views.ts";
import type { ScriptedHost } from "../../helpers/scripted-host.ts";
import type { Scene } from "./scenes.ts";

const AUDITOR = { account: "jiang.mubai", name: "江慕白", role: "auditor" } as const;

const DIGEST = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
const at = (before: number) => new Date(NOW - before + 8 * HOUR).toISOString().replace("Z", "+08:00");
const CASE = "5f0c1c9e2b7d";
type Line = Pick<AuditEntryView, "action" | "clerk" | "caseId" | "materialId" | "detail">;

const DAY: readonly Line[] = [
  {
    action: "material.recheck",
    clerk: "system",
    caseId: CASE,
    materialId: "GJJ-02",
    detail: { state: "flagged", finding: "license-gone" },
  },
  { action: "session.signed-out", clerk: "lu.zhiwei", caseId: CASE, detail: { by: "qin.yuanshan", caseKept: true } },
  { action: "session.signed-in", clerk: "qin.yuanshan", detail: { relieved: true } },
  { action: "license.revealed", clerk: "lu.zhiwei", caseId: CASE, detail: { reason: "群众要求核对完整号码" } },
  {
    action: "material.decided",
    clerk: "lu.zhiwei",
    caseId: CASE,
    materialId: "GJJ-01",
    detail: { kind: "exempted", revision: 1, face: "valid" },
  },
  {
    action: "license.verified",
    clerk: "lu.zhiwei",
    caseId: CASE,
    detail: { license: "l-3", indication: "TOTAL_PASSED", sm3: DIGEST, policy: "2026.11" },
  },
  {
    action: "case.opened",
    clerk: "lu.zhiwei",
    caseId: CASE,
    detail: { caseNo: "YL0106-20261124-0013", way: "serial-scanner" },
  },
  { action: "user.added", clerk: "shen.huaijin", detail: { account: "wang.min", role: "clerk" } },
];

const entries: AuditEntryView[] = Array.from({ length: 24 }, (_, index) => ({
  ...(DAY[index % DAY.length] as Line),
  seq: 1_284 - index,
  at: at(index * 3 * MINUTE),
  terminal: "YL0106",
  prevHash: DIGEST,
  hash: DIGEST,
}));

/** The newest in a case that is still open: its number and matter are not in the records yet. */
const uses: LicenseUseView[] = (["不动产权证书", "结婚证", undefined] as const).map((licenseName, index) => ({
  at: NOW - index * HOUR,
  clerk: "lu.zhiwei",
  ...(index === 0
    ? { caseId: "91d20b7ac4e8" }
    : { caseId: CASE, caseNo: "YL0106-20261124-0013", matterName: matter.name }),
  materialId: `GJJ-0${index + 1}`,
  revision: 1,
  kind: licenseName ? "exempted" : "refused",
  ...(licenseName
    ? {
        licenseName,
        face: index === 1 ? "attention" : "valid",
        licenseIdentifier: "1.2.156.3005.2.11100000000013338W011.11990100.0000000017.001.K",
      }
    : {}),
  ...(licenseName ? {} : { reason: "证照照片与本人明显不符" }),
  isRecheckRequired: index === 1,
}));

const flagged: FlaggedRecheckView[] = [
  { id: 2, finding: "license-gone", reasons: [] },
  {
    id: 1,
    finding: "no-longer-exempts",
    reasons: ["status-cancelled"],
    handled: { at: NOW - HOUR, by: "shen.huaijin", handling: "paper-collected", note: "次日补收原件，核对一致" },
  },
].map((one) => ({
  ...(one as Pick<FlaggedRecheckView, "id" | "finding" | "reasons" | "handled">),
  caseId: CASE,
  caseNo: `YL0106-20261123-000${one.id}`,
  materialId: "GJJ-02",
  decidedAt: NOW - 26 * HOUR,
  settledAt: NOW - 2 * HOUR,
  matterName: matter.name,
  personName: "张*明",
  decisions: [{ at: NOW - 26 * HOUR, clerk: "lu.zhiwei", kind: "exempted", revision: 1 }],
}));

export function answerRecords(host: ScriptedHost): void {
  host.answer("audit.search", ({ before }) => ok({ entries, ...(before === undefined ? { next: 1_260 } : {}) }));
  host.answer("audit.uses", () => ok({ total: 3, uses }));
  host.answer("audit.export", () => ok({ lines: "{}\n", rows: 1 }));
  host.answer("recheck.flagged", () => ok({ flagged }));
}

export function recordScenes(administrator: CounterView, clerk: CounterView): readonly Scene[] {
  const counter: CounterView = { phase: "ready", isLocked: false, clerk: AUDITOR };
  return [
    { name: "audit", counter, act: (page) => page.getByRole("cell", { name: "查看完整信息" }).first().waitFor() },
    {
      name: "audit-checked",
      counter,
      keys: ["F6"],
      act: async (page) => {
        await page.getByText("共 1284 行").waitFor();
        await page.getByLabel("操作").selectOption("license.revealed");
        await page
          .getByRole("button", { name: CASE.slice(0, 8) })
          .first()
          .click();
        await page.getByRole("button", { name: "只看办件" }).waitFor();
      },
    },
    { name: "audit-uses", counter, keys: ["F10"], act: (page) => page.getByText("结婚证").waitFor() },
    { name: "audit-history", counter, keys: ["F10", "F10"] },
    { name: "audit-people", counter, keys: ["F10", "F10", "F10"] },
    {
      name: "people-key",
      counter: administrator,
      keys: ["F10", "F10"],
      act: async (page, host) => {
        host.answer("user.enrol-key", () => failed(fault("factor.pin-wrong", { left: 5 })));
        await page.getByRole("button", { name: "登记 UKey" }).first().click();
        await page.getByLabel("UKey 的 PIN").fill("123456");
        await page.keyboard.press("Enter");
        await page.getByText("PIN 不正确").waitFor();
      },
    },
    { name: "rechecks", counter: administrator, keys: ["F10", "F10", "F10"] },
    {
      name: "rechecks-handle",
      counter: clerk,
      keys: ["F8"],
      act: async (page) => {
        await page.getByRole("button", { name: "复核有异" }).click();
        await page.getByRole("button", { name: "登记处理" }).click();
        await page.getByLabel("理由和经过").fill("已电话告知，明日补交");
      },
    },
  ];
}
