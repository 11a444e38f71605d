import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { CastLine } from "../../electron/contract/training.ts";
import { pdfPages } from "../helpers/pdf-text.ts";
import { collectErrors, launchChromium, newContext, photograph } from "../helpers/process/chromium.ts";
import { root } from "../helpers/process/liangzheng.ts";
import { type RunningTerminal, startTerminal } from "../helpers/process/running-terminal.ts";

vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;
let context: BrowserContext;
let terminal: RunningTerminal;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  terminal = await startTerminal();
  context = await newContext(browser);
  page = await context.newPage();
  errors = collectErrors(page);
  await page.goto(terminal.clerkUrl);
});
afterEach(async () => {
  await context.close();
  await terminal.stop();
});

const FIRST_MATTER = "二手房转移登记";

/** Signs in with the first training account and takes the first matter: two keys. */
async function signIn(): Promise<void> {
  await page.getByText("练习窗口人员").waitFor();
  await page.keyboard.press("1");
  await page.getByText(FIRST_MATTER).first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("请扫政务服务码").first().waitFor();
  await terminal.until((view) => view.phase === "ready" && view.matter !== undefined, "a matter");
}

async function cast(fits: (line: CastLine) => boolean): Promise<CastLine> {
  const reply = await terminal.client.call("training.cast", {});
  const line = reply.ok
    ? reply.value.lines.find((one) => one.matterName.startsWith(FIRST_MATTER) && fits(one))
    : undefined;
  if (!line) throw new Error("the cast has nobody like that");
  return line;
}

/** Through the virtual scanner: pseudo-terminal, serialport, device process. */
async function scan(code: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const status = await terminal.client.call("status.view", {});
    if (status.ok && status.value.readers.some((reader) => reader.state === "ready")) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  const scanned = await terminal.client.call("training.scan", { code });
  expect(scanned).toEqual({ ok: true, value: { way: "serial-scanner" } });
}

/** Enter is deaf for a third of a second after the screen has changed, so that a scanner's suffix confirms nothing. */
async function enter(): Promise<void> {
  await page.waitForTimeout(450);
  await page.keyboard.press("Enter");
}

const easy = (line: CastLine) => line.exempted === 3 && line.code.startsWith("SFM");

describe("the counter, by keyboard alone", () => {
  test("sign in → scan → exempt all → paper for the rest → next: at most six keys after the scan", async () => {
    await signIn();
    const { code } = await cast(easy);
    await scan(code);
    await page.getByText("3 项材料可以免交").waitFor();
    await page.getByText("张*明").first().waitFor();
    await page.locator("svg text").first().waitFor();
    await photograph(page, "counter-deciding");
    let keys = 0;
    const press = async (key: string) => {
      keys += 1;
      await (key === "Enter" ? enter() : page.keyboard.press(key));
    };
    await press("Enter");
    await page.getByText(/请处理/).waitFor();
    await press("p");
    await page.getByText("这是最后一项").waitFor();
    await press("p");
    await terminal.until((view) => view.phase === "submitting", "submitting");
    await photograph(page, "counter-submitted");
    const receipt = await terminal.client.call("case.receipt", {});
    expect(receipt.ok && receipt.value.lines.filter((line) => line.kind === "exempted")).toHaveLength(3);
    await terminal.until(
      (view) => (view.case?.materials ?? []).every((m) => !m.decision || m.decision.delivery === "delivered"),
      "receipts",
    );
    await press("Enter");
    await page.getByText("请扫政务服务码").first().waitFor();
    expect(keys).toBeLessThanOrEqual(6);
    expect((await page.content()).includes("张*明")).toBe(false);
    expect(errors).toEqual([]);
  });

  test("the evidence is printed as a verification report on A4, without the citizen, and leaves nothing in the page", async () => {
    await signIn();
    const { code } = await cast(easy);
    await scan(code);
    await page.getByText("3 项材料可以免交").waitFor();
    await page.keyboard.press("v");
    await page.locator("svg text").first().waitFor();
    await photograph(page, "counter-evidence");
    await page.evaluate(() => {
      window.print = () => void document.body.setAttribute("data-printed", "true");
    });
    await page.getByRole("button", { name: "打印核验报告" }).waitFor();
    await page.keyboard.press("b");
    await page.waitForSelector("body[data-printed]");
    const pdf = await page.pdf({ preferCSSPageSize: true });
    writeFileSync(join(root, "tests/artefacts/counter-report.pdf"), pdf);
    const pages = pdfPages(pdf);
    const text = pages.join("").replaceAll(/\s/g, "");
    expect(pages.length).toBeGreaterThan(1);
    for (const fact of [
      "电子证照核验报告",
      "练习样例，不作凭证",
      "SM3",
      "SHA-256",
      "采信",
      "综合受理7号窗口",
      "LX07",
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).toContain(`第1页，共${pages.length}页`);
    expect(text).not.toMatch(/张晓明|张\*明|全部免交/);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.locator(".print-only").waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
    expect(errors).toEqual([]);
  });

  test("a tampered license is shown as invalid, with what to do, and is not exempted", async () => {
    await signIn();
    const { code, exempted } = await cast((line) => line.special.includes("改动"));
    await scan(code);
    await terminal.until((view) => view.phase === "deciding", "deciding");
    await page.getByText("无效").first().waitFor();
    await photograph(page, "counter-tampered");
    await enter();
    const view = await terminal.until((one) => (one.case?.materials ?? []).some((m) => m.decision), "decisions");
    const decided = view.case?.materials.filter((m) => m.decision?.kind === "exempted") ?? [];
    expect(decided).toHaveLength(exempted);
    expect(decided.some((m) => m.proposal.kind === "not-exempt")).toBe(false);
    expect(errors).toEqual([]);
  });

  test("an outage in the middle: the decision is kept and delivered once when the province is back", async () => {
    await signIn();
    const { code } = await cast(easy);
    await scan(code);
    await page.getByText("3 项材料可以免交").waitFor();
    await terminal.client.call("training.misbehave", { what: "unreachable" });
    await enter();
    await terminal.until((view) => (view.case?.materials ?? []).filter((m) => m.decision).length === 3, "decisions");
    await page
      .getByText(/待报送/)
      .first()
      .waitFor();
    await photograph(page, "counter-outage");
    await terminal.client.call("training.misbehave", { what: "well" });
    await terminal.client.call("outbox.hurry", {});
    await terminal.until(
      (view) => (view.case?.materials ?? []).filter((m) => m.decision?.delivery === "delivered").length === 3,
      "deliveries",
      20_000,
    );
  });

  test("a lost acknowledgement delivers once: the key is asked for before anything is sent again", async () => {
    await signIn();
    const { code } = await cast(easy);
    await scan(code);
    await page.getByText("3 项材料可以免交").waitFor();
    await terminal.client.call("training.misbehave", { what: "lost-acknowledgement" });
    await enter();
    await terminal.until((view) => (view.case?.materials ?? []).filter((m) => m.decision).length === 3, "decisions");
    await new Promise((done) => setTimeout(done, 1_000));
    await terminal.client.call("training.misbehave", { what: "well" });
    await terminal.client.call("outbox.hurry", {});
    const view = await terminal.until(
      (one) => (one.case?.materials ?? []).filter((m) => m.decision?.delivery === "delivered").length === 3,
      "deliveries",
      20_000,
    );
    const receipts = view.case?.materials.flatMap((m) => m.decision?.receiptNo ?? []) ?? [];
    expect(new Set(receipts).size).toBe(3);
  });

  test("garbage, a payment code and a second scan in the middle are answered with a sentence", async () => {
    await signIn();
    await scan("https://qr.alipay.com/fkx0001");
    await page
      .getByText(/付款码|支付/)
      .first()
      .waitFor();
    await photograph(page, "counter-not-a-service-code");
    const { code } = await cast(easy);
    await scan(code);
    await terminal.until((view) => view.phase === "deciding", "deciding");
    await scan(`${code}X`.slice(0, -1).replace(/.$/, "Z"));
    await page
      .getByText(/当前办件还没有结束/)
      .first()
      .waitFor();
    const view = await terminal.client.call("counter.view", {});
    expect(view.ok && view.value.phase).toBe("deciding");
  });
});

describe("kill and resume", () => {
  test("kill -9 while deciding: the case is offered at the next start and goes on where it was", async () => {
    await signIn();
    const { code } = await cast(easy);
    await scan(code);
    const before = await terminal.until((view) => view.phase === "deciding", "deciding");
    await page.getByText("3 项材料可以免交").waitFor();
    await enter();
    await terminal.until((view) => (view.case?.materials ?? []).filter((m) => m.decision).length === 3, "decisions");
    await terminal.kill();
    const { dataDir } = terminal;
    terminal = await startTerminal(dataDir);
    await page.goto(terminal.clerkUrl);
    await page.getByText("练习窗口人员").waitFor();
    await page.keyboard.press("1");
    await page
      .getByText(/继续办理/)
      .first()
      .waitFor();
    await photograph(page, "counter-interrupted");
    const resumed = await terminal.client.call("case.resume", {});
    expect(resumed.ok).toBe(true);
    const after = await terminal.until((view) => view.case !== undefined, "the case");
    expect(after.case?.caseId).toBe(before.case?.caseId);
    expect(after.case?.materials.filter((m) => m.decision?.kind === "exempted")).toHaveLength(3);
  });
});

describe("between two citizens", () => {
  test("the citizen's window rests, and nothing of the case is on either screen or on disk", async () => {
    await signIn();
    const opening = context.waitForEvent("page");
    await page.getByRole("button", { name: "群众屏" }).click();
    const second = await opening;
    await second
      .getByText(/请出示|政务服务码/)
      .first()
      .waitFor();
    // One browser, both cookies: the page asks for what is the clerk's, and its origin is another.
    const asked = await second.evaluate(async (address) => {
      const reached = await fetch(address, { mode: "no-cors", credentials: "include" }).then(
        () => "yes",
        () => "no",
      );
      return [reached, window.opener === null];
    }, new URL("/", terminal.clerkUrl).href);
    expect(asked).toEqual(["no", true]);
    const { code } = await cast(easy);
    await scan(code);
    await second.getByText("张*明").first().waitFor();
    await photograph(second, "citizen-working");
    await terminal.until((view) => view.phase === "deciding", "deciding");
    await terminal.client.call("case.cancel", { reason: "测试" });
    await second
      .getByText(/请出示|政务服务码/)
      .first()
      .waitFor();
    await photograph(second, "citizen-rest");
    await terminal.until((view) => view.phase === "ready", "ready");
    for (const one of [page, second]) expect((await one.content()).includes("张*明")).toBe(false);
    for (const name of readdirSync(terminal.dataDir).filter((one) => one.startsWith("terminal.sqlite"))) {
      const bytes = readFileSync(join(terminal.dataDir, name));
      expect(bytes.includes(Buffer.from("张晓明")), name).toBe(false);
      expect(bytes.includes(Buffer.from(code)), name).toBe(false);
    }
  });
});

describe("who may reach the terminal", () => {
  test("no token, a wrong host, a wrong origin and a citizen's cookie get nothing of the clerk's", async () => {
    const { origin } = new URL(terminal.clerkUrl);
    expect((await fetch(`${origin}/`)).status).toBe(403);
    expect((await fetch(`${origin}/open?token=wrong`)).status).toBe(403);
    const opened = await fetch(terminal.citizenUrl, { redirect: "manual" });
    const cookie = (opened.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect(opened.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await fetch(new URL("/citizen", terminal.citizenUrl), { headers: { cookie } })).status).toBe(200);
    expect((await fetch(`${origin}/`, { headers: { cookie } })).status).toBe(403);
    expect(
      (await fetch(`${origin}/present`, { method: "POST", headers: { cookie, origin }, body: "x" })).status,
    ).not.toBe(200);
    expect(
      (
        await fetch(`${origin}/present`, {
          method: "POST",
          headers: { cookie, origin: "https://evil.example" },
          body: "x",
        })
      ).status,
    ).toBe(403);
    for (const path of ["/../package.json", "/%2e%2e/package.json", "/assets/%00", "/assets/..%2f..%2fhost/cli.mjs"]) {
      expect((await fetch(`${new URL(terminal.citizenUrl).origin}${path}`, { headers: { cookie } })).status, path).toBe(
        404,
      );
    }
  });
});
