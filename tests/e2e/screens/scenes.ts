/** Every screen and state that is photographed: what the host says, and what the clerk presses. */
import type { Page } from "playwright-core";
import type { CitizenView } from "../../../electron/contract/citizen.ts";
import type { CounterView } from "../../../electron/contract/counter.ts";
import type { StatusView } from "../../../electron/contract/status.ts";
import type { TrustOverview } from "../../../electron/contract/trust.ts";
import { fault } from "../../../electron/domain/fault.ts";
import { failed, ok } from "../../../electron/domain/result.ts";
import { appointmentViews, takenList } from "../../helpers/fixtures/appointment-views.ts";
import {
  ALL_DECIDED,
  EXEMPTED,
  inCase,
  license,
  MIXED,
  PENDING,
  type Proposals,
} from "../../helpers/fixtures/case-views.ts";
import { citizenAt, restingCitizen } from "../../helpers/fixtures/citizen-views.ts";
import { virtualReaderStates, virtualReaders } from "../../helpers/fixtures/device-views.ts";
import { cast, historyCases, receipt } from "../../helpers/fixtures/past-views.ts";
import { changedReport, report } from "../../helpers/fixtures/reports.ts";
import {
  badStatus,
  interrupted,
  matters,
  NOW,
  noMatter,
  ready,
  signedOut,
  status,
} from "../../helpers/fixtures/terminal-views.ts";
import { bundleDifference, noTrust, rootDifference } from "../../helpers/fixtures/trust-views.ts";
import type { ScriptedHost } from "../../helpers/scripted-host.ts";
import { deviceScenes } from "./device-scenes.ts";
import { answerRecords, recordScenes } from "./record-scenes.ts";
import { answerReveal, revealScenes } from "./reveal-scenes.ts";
import type { ScreenStage } from "./screen-stage.ts";

export interface Scene {
  readonly name: string;
  readonly counter: CounterView;
  readonly status?: StatusView;
  /** Keys one after the other, as slowly as a person presses them. */
  readonly keys?: readonly string[];
  /** Whatever else it takes. */
  readonly act?: (page: Page, host: ScriptedHost) => Promise<unknown>;
  readonly isChanged?: boolean;
  readonly trust?: TrustOverview;
}

const NOTHING_YET: Proposals = { ...PENDING, "GJJ-01": { kind: "pending" } };
const waiting = { proposals: NOTHING_YET, licenses: [] };
/** In an outage: the card was read, and what was fetched for the appointment stands in. */
const prefetched = inCase({
  phase: "deciding",
  licenses: ["identityCard", "realEstate"].map((id) =>
    license(id, { source: "prefetched", prefetchedAt: NOW - 52 * 60_000 }),
  ),
  part: {
    entry: { way: "id-card", family: "license-app", card: { type: "citizen", notes: [] } },
    consent: { kind: "by-appointment", state: "granted", at: NOW - 16 * 3_600_000 },
  },
});
export const administrator: CounterView = {
  phase: "ready",
  isLocked: false,
  clerk: { account: "admin", name: "沈怀瑾", role: "administrator" },
};
const stale: Proposals = {
  ...MIXED,
  "GJJ-01": {
    kind: "exempt",
    licenseId: "identityCard",
    face: "attention",
    right: "second-confirmation",
    reasons: [{ code: "second-confirmation" }],
  },
};

export const SCENES: readonly Scene[] = [
  { name: "sign-in", counter: signedOut },
  {
    name: "sign-in-new-password",
    counter: signedOut,
    act: async (page, host) => {
      host.answer("session.sign-in", () => failed(fault("session.password-change")));
      await page.getByLabel("账号").fill("wang.min");
      await page.getByLabel("密码", { exact: true }).fill("abcd-efgh-jkmn");
      await page.keyboard.press("Enter");
      await page.getByLabel("新密码").fill("Fenster-06!");
      await page.getByLabel("再输一遍").fill("Fenster-7");
    },
  },
  {
    name: "password",
    counter: ready,
    act: async (page) => {
      await page.getByRole("button", { name: "陆知微" }).click();
      await page.getByRole("button", { name: "修改密码" }).click();
      await page.getByLabel("现在的密码").waitFor();
      await page.locator(".popover").waitFor({ state: "detached" });
    },
  },
  { name: "matter", counter: noMatter },
  { name: "matter-search", counter: noMatter, act: (page) => page.getByRole("combobox").fill("运输") },
  { name: "ready", counter: ready },
  { name: "ready-bad-day", counter: ready, status: badStatus },
  { name: "ready-paste", counter: ready, keys: ["F2"] },
  { name: "ready-keys", counter: ready, keys: ["F1"] },
  { name: "ready-number", counter: ready, keys: ["F4"], act: fillNumber },
  {
    name: "ready-camera-none",
    counter: ready,
    keys: ["c"],
    act: (page) => page.locator(".camera[data-state=failed]").waitFor(),
  },
  { name: "ready-training", counter: ready, keys: ["F9"] },
  {
    name: "ready-training-readers",
    counter: ready,
    status: { ...status, readers: [...status.readers, ...virtualReaders] },
    keys: ["F9"],
    act: (page) => page.locator(".virtual__card").filter({ hasText: "阿娜尔·图尔荪" }).waitFor(),
  },
  {
    name: "ready-training-code",
    counter: ready,
    keys: ["F9"],
    act: (page) => page.getByRole("button", { name: "显示二维码" }).first().click(),
  },
  { name: "interrupted", counter: interrupted },
  { name: "interrupted-discard", counter: interrupted, keys: ["Delete"] },
  { name: "identifying", counter: withoutPerson(inCase({ phase: "identifying", ...waiting })) },
  {
    name: "identifying-failed",
    counter: withoutPerson(inCase({ phase: "identifying", ...waiting, part: { notice: fault("code.expired") } })),
  },
  {
    name: "identifying-away",
    counter: withoutPerson(inCase({ phase: "identifying", ...waiting, part: { notice: fault("province.timed-out") } })),
    status: badStatus,
  },
  {
    name: "consent-on-phone",
    counter: inCase({
      phase: "consenting",
      ...waiting,
      part: { consent: { kind: "by-phone", state: "waiting", at: NOW - 30_000 } },
    }),
  },
  {
    name: "consent-on-site",
    counter: inCase({
      phase: "consenting",
      ...waiting,
      part: { consent: { kind: "on-site", state: "waiting", at: NOW } },
    }),
  },
  { name: "fetching", counter: inCase({ phase: "fetching", proposals: PENDING, licenses: [license("identityCard")] }) },
  { name: "fetching-first", counter: inCase({ phase: "fetching", ...waiting }) },
  { name: "deciding", counter: inCase({ phase: "deciding" }), keys: ["ArrowDown"] },
  { name: "deciding-evidence", counter: prefetched, keys: ["ArrowDown", "v"] },
  { name: "deciding-zoom", counter: inCase({ phase: "deciding" }), keys: ["z"] },
  { name: "deciding-refuse", counter: inCase({ phase: "deciding" }), keys: ["r", "1"] },
  { name: "deciding-cancel", counter: inCase({ phase: "deciding" }), keys: ["Escape"] },
  ...revealScenes,
  { name: "faces-attention", counter: inCase({ phase: "deciding", proposals: MIXED }) },
  {
    name: "faces-invalid",
    counter: inCase({ phase: "deciding", proposals: MIXED }),
    keys: ["ArrowDown", "v"],
    isChanged: true,
  },
  {
    name: "faces-unconfirmed",
    counter: inCase({ phase: "deciding", proposals: MIXED }),
    keys: ["ArrowDown", "ArrowDown"],
  },
  { name: "faces-missing", counter: inCase({ phase: "deciding", proposals: MIXED }), keys: down(3) },
  { name: "faces-not-license", counter: inCase({ phase: "deciding", proposals: MIXED }), keys: down(4) },
  {
    name: "second-confirmation",
    counter: inCase({ phase: "deciding", proposals: stale }),
    status: badStatus,
    keys: ["Enter"],
  },
  {
    name: "notice",
    counter: inCase({ phase: "deciding", part: { notice: fault("province.timed-out") } }),
  },
  {
    name: "long-names",
    counter: withLongNames(
      inCase({
        phase: "deciding",
        decisions: {
          "GJJ-02": { kind: "refused", reason: "证照记载的坐落与本次申请提取所购住房的坐落不一致，群众当场确认拿错" },
        },
      }),
    ),
  },
  { name: "paper", counter: inCase({ phase: "deciding", decisions: EXEMPTED }), keys: down(5) },
  { name: "submitting", counter: inCase({ phase: "submitting", decisions: ALL_DECIDED }) },
  { name: "submitting-correct", counter: inCase({ phase: "submitting", decisions: ALL_DECIDED }), keys: ["p"] },
  { name: "submitting-receipt", counter: inCase({ phase: "submitting", decisions: ALL_DECIDED }), keys: ["Control+p"] },
  { name: "closing", counter: inCase({ phase: "closing", decisions: ALL_DECIDED }) },
  { name: "history", counter: ready, keys: ["F8"] },
  { name: "appointments", counter: ready, keys: ["a"] },
  { name: "appointments-taken", counter: ready, keys: ["a", "F5"] },
  {
    name: "status-audit",
    counter: administrator,
    act: async (page) => {
      await page.getByRole("button", { name: "留痕", exact: true }).click();
      await page.getByRole("button", { name: "核查留痕链" }).click();
      await page.getByText("完整，没有改动").waitFor();
    },
  },
  { name: "trust", counter: administrator },
  { name: "trust-certificates", counter: administrator, keys: ["2"] },
  { name: "trust-generations", counter: administrator, keys: ["3"] },
  { name: "trust-never", counter: administrator, trust: noTrust },
  { name: "trust-import", counter: administrator, act: lookAt("trust-219.json") },
  { name: "trust-import-root", counter: administrator, act: lookAt("root.cer") },
  { name: "trust-import-refused", counter: administrator, act: lookAt("trust-214.json") },
  {
    name: "trust-roll-back",
    counter: administrator,
    act: (page) => page.getByRole("button", { name: "回退一代" }).click(),
  },
  ...deviceScenes(administrator),
  { name: "people", counter: administrator, keys: ["F10", "F10"] },
  { name: "people-add", counter: administrator, keys: ["F10", "F10", "F6"] },
  {
    name: "people-one-time",
    counter: administrator,
    keys: ["F10", "F10", "F6"],
    act: async (page) => {
      await page.getByLabel("姓名").fill("王敏");
      await page.getByLabel("账号", { exact: true }).fill("wang.min");
      await page.keyboard.press("Enter");
      await page.getByText("abcd-efgh-jkmn").waitFor();
    },
  },
  { name: "lock", counter: { ...inCase({ phase: "deciding" }), isLocked: true } },
  {
    name: "lock-relieve",
    counter: { ...ready, isLocked: true },
    act: async (page) => {
      await page.getByRole("button", { name: /换人登录/ }).click();
      await page.getByLabel("账号").waitFor();
    },
  },
  ...recordScenes(administrator, ready),
  {
    name: "status-network",
    counter: ready,
    status: badStatus,
    act: (page) => page.getByRole("button", { name: /^省库、受理平台离线/ }).click(),
  },
  {
    name: "status-trust",
    counter: ready,
    status: badStatus,
    act: (page) => page.getByRole("button", { name: /信任数据/ }).click(),
  },
  {
    name: "status-readers",
    counter: ready,
    status: badStatus,
    act: async (page) => {
      await page.getByRole("button", { name: "设备 1/2" }).click();
      await page.getByText("USB 扫码枪：设备被拔出或断电。请检查接线").waitFor();
    },
  },
  {
    name: "status-queue",
    counter: ready,
    status: badStatus,
    act: (page) => page.getByRole("button", { name: /待报送/ }).click(),
  },
];

export interface CitizenScene {
  readonly name: string;
  readonly view: CitizenView;
}

const done = citizenAt("thanks").items.map(({ name }, index) => ({
  name,
  state: index === 5 ? ("paper" as const) : index === 3 ? ("later" as const) : ("exempted" as const),
}));

export const CITIZEN_SCENES: readonly CitizenScene[] = [
  { name: "citizen-rest", view: restingCitizen },
  { name: "citizen-naming", view: { ...restingCitizen, phase: "naming" } },
  { name: "citizen-consent", view: citizenAt("consent", { consent: { kind: "on-site", state: "waiting" } }) },
  { name: "citizen-consent-phone", view: citizenAt("consent", { consent: { kind: "by-phone", state: "waiting" } }) },
  { name: "citizen-working", view: citizenAt("working") },
  { name: "citizen-result", view: citizenAt("result") },
  {
    name: "citizen-refused",
    view: citizenAt("result", { consent: { kind: "on-site", state: "refused" } }),
  },
  { name: "citizen-thanks", view: citizenAt("thanks", { exempted: 4, items: done }) },
];

function down(times: number): readonly string[] {
  return Array.from({ length: times }, () => "ArrowDown");
}

function withoutPerson(view: CounterView): CounterView {
  if (!view.case) return view;
  const { person: _, consent: __, ...rest } = view.case;
  return { ...view, case: rest };
}

/** The longest that the catalogue and the library have. */
function withLongNames(view: CounterView): CounterView {
  if (!view.case) return view;
  const names = ["已取得的道路运输经营许可证（扩大经营范围时提交）", "法定代表人（负责人）身份证明及授权委托书原件"];
  return {
    ...view,
    matter: {
      code: "M9",
      name: "建设工程（含临时建设）核发建设工程规划许可证及施工图设计文件审查情况备案（联合办理）",
      department: "样例市自然资源和规划局",
      highRisk: true,
    },
    case: {
      ...view.case,
      person: {
        name: "样例市青禾区云栖里现代供应链管理服务（集团）有限责任公司第二分公司",
        number: "9199**********017X",
        isOrganization: true,
      },
      materials: view.case.materials.map((material, index) => ({ ...material, name: names[index] ?? material.name })),
    },
  };
}

function lookAt(name: string) {
  return async (page: Page) => {
    const picked = { name, mimeType: "application/octet-stream", buffer: Buffer.from(name) };
    await page.locator(".administration input[type=file]").setInputFiles(picked);
    await page.locator(".dialog .dialog__foot").waitFor();
  };
}

async function fillNumber(page: Page): Promise<void> {
  await page.getByLabel("姓名或单位名称").fill("张晓明");
  await page.getByLabel("证件号码或统一社会信用代码").fill("990123198806120171");
}

/** Answers that every scene shares. */
export function answerAll(stage: ScreenStage, isChanged: () => boolean): void {
  const { host, drawings } = stage;
  host.answer("matter.list", () => ok({ matters: [...matters] }));
  host.answer("history.today", () => ok({ cases: 13, submitted: 12, materials: 71, exempted: 46 }));
  host.answer("history.search", ({ limit, offset, text }) => {
    const all = historyCases(43).filter((one) => !text || one.caseNo.includes(text) || one.matterName.includes(text));
    return ok({ total: all.length, cases: all.slice(offset, offset + limit) });
  });
  host.answer("appointments.list", () => ok({ items: [...appointmentViews], canReceive: true }));
  host.answer("appointments.receive", () => ok(takenList));
  let uploaded = "";
  host.answer("trust.upload", ({ fileName, piece }) => {
    uploaded = fileName;
    return ok({ uploadId: "upload-1", sizeBytes: piece.length });
  });
  host.answer("trust.preview", () => {
    if (uploaded === "trust-214.json") return failed(fault("trust.rolled-back", { held: 218, offered: 214 }));
    return ok(uploaded === "root.cer" ? rootDifference : bundleDifference);
  });
  answerRecords(host);
  host.answer("training.cast", () => ok({ lines: [...cast] }));
  host.answer("training.reader", ({ reader }) => ok(virtualReaderStates[reader]));
  host.answer("audit.check", () => ok({ ok: true, rows: 1_284 }));
  host.answer("case.receipt", () => ok(receipt));
  host.answer("receipt.print", () => ok(receipt));
  answerReveal(host);
  host.answer("license.open", ({ licenseId }) => {
    const drawing = drawings.get(licenseId)?.screen;
    return ok({
      ...(drawing ? { drawing } : {}),
      blobBase: `/document/${licenseId}/`,
      report: isChanged() ? changedReport : report(),
      ms: 6.4,
    });
  });
}
