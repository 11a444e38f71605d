/** The administrator's trust data on the real host: looked at, a root imported after its fingerprint, taken back again. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { collectErrors, launchChromium, newContext, photograph } from "../helpers/process/chromium.ts";
import { type RunningTerminal, startTerminal } from "../helpers/process/running-terminal.ts";
import { createPki, issueLists } from "../helpers/seal-factory/pki.ts";

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

async function openAs(key: string, name: string, first: string): Promise<void> {
  await page.getByText(name).first().waitFor();
  await page.keyboard.press(key);
  await page.getByText(first).first().waitFor();
}

async function give(name: string, bytes: Uint8Array): Promise<void> {
  const file = { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
  await page.locator(".administration input[type=file]").setInputFiles(file);
}

test("a root is looked at, confirmed by its fingerprint, imported, and taken back; each step is audited", async () => {
  await openAs("2", "练习管理员", "样例政务签章 CA");
  await page.getByRole("heading", { name: "信任数据" }).waitFor();
  const { root } = createPki();

  await give("行业根.cer", root.certificate);
  const take = page.getByRole("button", { name: "导入 Y" });
  await page.getByText("根证书需要您亲自核对").waitFor();
  expect(await take.isDisabled()).toBe(true);
  await page.getByRole("checkbox").check();
  await photograph(page, "trust-import-root");
  await take.click();
  await page.locator(".dialog").waitFor({ state: "detached" });

  await page.getByRole("tab", { name: /受信任的证书/ }).click();
  await page.getByText("测试根 R1").waitFor();
  await page.getByText("由 练习管理员 导入").or(page.getByText("由 admin01 导入")).waitFor();
  await page.getByRole("button", { name: "撤回导入" }).click();
  await page.getByRole("button", { name: "再按一次撤回" }).click();
  await page.getByText("测试根 R1").waitFor({ state: "detached" });
  expect(errors).toEqual([]);
});

test("a list that nobody here has signed is refused with a sentence, and nothing changes", async () => {
  await openAs("2", "练习管理员", "样例政务签章 CA");
  await give("stranger.crl", issueLists(createPki())[0] ?? new Uint8Array());
  await page.getByText("吊销列表不是由已有的证书签发").waitFor();
  await give("rubbish.json", new TextEncoder().encode("{"));
  await page
    .getByText(/不能导入|读不出来/)
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".dialog").waitFor({ state: "detached" });
  expect(errors).toEqual([]);
});

test("a clerk has no door to it, and its command is refused", async () => {
  await openAs("1", "练习窗口人员", "二手房转移登记");
  await page.keyboard.press("F10");
  expect(await page.locator(".administration").count()).toBe(0);
  expect(await page.locator(".administration-tabs").count()).toBe(0);
  const reply = await terminal.client.call("trust.overview", {});
  expect(reply).toMatchObject({ ok: false, fault: { code: "session.role" } });
});
