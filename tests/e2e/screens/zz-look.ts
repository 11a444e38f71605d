import { ok } from "/work/main/electron/domain/result.ts";
import {
  axeFindings,
  clippedTexts,
  openPage,
  openScreenStage,
  photograph,
  SIZES,
} from "/work/main/tests/e2e/screens/screen-stage.ts";
import { changedReport, report } from "/work/main/tests/helpers/fixtures/reports.ts";
import * as F from "/work/main/tests/helpers/fixtures/views.ts";

const only = process.argv[2]?.split(",");
const sizes = process.argv[3] ? SIZES.filter((s) => String(s.width) === process.argv[3]) : SIZES;
const stage = await openScreenStage();
const { host } = stage;
host.answer("matter.list", () => ok({ matters: [...F.matters] }));
host.answer("history.today", () => ok({ cases: 13, submitted: 12, materials: 71, exempted: 46 }));
host.answer("history.search", ({ limit, offset }) =>
  ok({ total: 43, cases: F.historyCases(43).slice(offset, offset + limit) }),
);
host.answer("training.cast", () => ok({ lines: [...F.cast] }));
host.answer("case.receipt", () => ok(F.receipt));
host.answer("person.reveal", () => ok({ fullName: "张晓明", fullNumber: "990123198806120173" }));
host.answer("license.open", ({ licenseId }) =>
  ok({
    drawing: stage.drawings.get(licenseId)?.screen,
    blobBase: `/document/${licenseId}/`,
    report: licenseId === "realEstate" && (globalThis as any).changed ? changedReport : report(),
    ms: 6.4,
  } as any),
);
const states: Record<string, (p: any) => Promise<void>> = {
  "sign-in": async () => {
    host.showCounter(F.signedOut);
  },
  matter: async () => {
    host.showCounter(F.noMatter);
  },
  ready: async () => {
    host.showCounter(F.ready);
  },
  interrupted: async () => {
    host.showCounter(F.interrupted);
  },
  training: async (p) => {
    host.showCounter(F.ready);
    await p.keyboard.press("F9");
    await p.waitForTimeout(200);
  },
  identifying: async () => {
    host.showCounter(
      F.inCase({
        phase: "identifying",
        proposals: { ...F.PENDING, "GJJ-01": { kind: "pending" } },
        licenses: [],
        part: { consent: undefined, person: undefined },
      } as any),
    );
  },
  "consent-phone": async () => {
    host.showCounter(
      F.inCase({
        phase: "consenting",
        proposals: { ...F.PENDING, "GJJ-01": { kind: "pending" } },
        licenses: [],
        part: { consent: { kind: "by-phone", state: "waiting", at: F.NOW - 30000 } },
      }),
    );
  },
  fetching: async () => {
    host.showCounter(F.inCase({ phase: "fetching", proposals: F.PENDING, licenses: [F.license("identityCard")] }));
    await (0 as any);
  },
  deciding: async (p) => {
    host.showCounter(F.inCase({ phase: "deciding" }));
    await p.waitForTimeout(100);
    await p.keyboard.press("ArrowDown");
  },
  mixed: async (p) => {
    (globalThis as any).changed = true;
    host.showCounter(F.inCase({ phase: "deciding", proposals: F.MIXED }));
    await p.waitForTimeout(100);
    await p.keyboard.press("ArrowDown");
    await p.keyboard.press("v");
    await p.waitForTimeout(250);
  },
  paper: async (p) => {
    host.showCounter(F.inCase({ phase: "deciding", decisions: F.EXEMPTED as any }));
    await p.waitForTimeout(100);
    for (let i = 0; i < 6; i++) await p.keyboard.press("ArrowDown");
  },
  submitting: async (p) => {
    host.showCounter(F.inCase({ phase: "submitting", decisions: F.ALL_DECIDED as any }));
  },
  refuse: async (p) => {
    host.showCounter(F.inCase({ phase: "deciding" }));
    await p.waitForTimeout(100);
    await p.keyboard.press("r");
    await p.waitForTimeout(250);
  },
  receipt: async (p) => {
    host.showCounter(F.inCase({ phase: "submitting", decisions: F.ALL_DECIDED as any }));
    await p.waitForTimeout(100);
    await p.keyboard.press("Control+p");
    await p.waitForTimeout(250);
  },
  keys: async (p) => {
    host.showCounter(F.ready);
    await p.waitForTimeout(200);
    await p.keyboard.press("F1");
    await p.waitForTimeout(250);
  },
  history: async (p) => {
    host.showCounter(F.ready);
    await p.waitForTimeout(150);
    await p.keyboard.press("F8");
    await p.waitForTimeout(250);
  },
  "bad-status": async (p) => {
    host.showCounter(F.ready);
    host.showStatus(F.badStatus);
    await p.waitForTimeout(100);
  },
  lock: async () => {
    host.showCounter({ ...F.inCase({ phase: "deciding" }), isLocked: true });
  },
};
const citizen: Record<string, any> = {
  "citizen-rest": F.restingCitizen,
  "citizen-naming": F.citizenAt("naming", { items: [], personName: undefined } as any),
  "citizen-consent": F.citizenAt("consent", { consent: { kind: "on-site", state: "waiting" } }),
  "citizen-phone": F.citizenAt("consent", { consent: { kind: "by-phone", state: "waiting" } }),
  "citizen-working": F.citizenAt("working"),
  "citizen-result": F.citizenAt("result"),
  "citizen-thanks": F.citizenAt("thanks", {
    exempted: 4,
    items: ["申请人身份证明", "不动产权证书", "结婚证", "收款账户（社会保障卡）", "住房公积金提取申请书"].map(
      (name, i) => ({ name, state: i < 4 ? "exempted" : "paper" }),
    ) as any,
  }),
};
for (const size of sizes) {
  for (const [name, go] of Object.entries(states)) {
    if (only && only[0] && !only.includes(name)) continue;
    host.showCounter(F.signedOut);
    host.showStatus(F.status);
    (globalThis as any).changed = false;
    const p = await openPage(stage, size);
    await p.page.waitForSelector("main");
    if (process.argv[4])
      await p.page
        .evaluate(() => localStorage.setItem("liangzheng.preferences", JSON.stringify({ language: "en" })))
        .then(() => p.page.reload())
        .then(() => p.page.waitForSelector("main"));
    try {
      await go(p.page);
    } catch (e) {
      console.log(name, e);
    }
    await p.page.waitForTimeout(250);
    await photograph(p.page, name, size);
    const axe = await axeFindings(p.page);
    const clip = await clippedTexts(p.page);
    if (axe.length || clip.length || p.complaints.length)
      console.log(size.width, name, { axe, clip, complaints: p.complaints });
    await p.close();
  }
  for (const [name, view] of Object.entries(citizen)) {
    if (only && only[0] && !only.includes(name)) continue;
    host.showCitizen(view);
    const p = await openPage(stage, size, "/citizen");
    await p.page.waitForSelector("main h1");
    await photograph(p.page, name, size);
    const axe = await axeFindings(p.page);
    const clip = await clippedTexts(p.page);
    if (axe.length || clip.length || p.complaints.length)
      console.log(size.width, name, { axe, clip, complaints: p.complaints });
    await p.close();
  }
}
console.log("bugs", host.bugs);
await stage.close();
