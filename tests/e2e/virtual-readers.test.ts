/** The readers without hardware on the training screen: a card, a pulled plug, noise, over the real device process. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { collectErrors, launchChromium, newContext, photograph } from "../helpers/process/chromium.ts";
import { type RunningTerminal, startTerminal } from "../helpers/process/running-terminal.ts";

vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;
let context: BrowserContext;
let terminal: RunningTerminal;
let page: Page;
let errors: string[];

beforeAll(async () => {
  [browser, terminal] = await Promise.all([launchChromium(), startTerminal()]);
  context = await newContext(browser);
  page = await context.newPage();
  errors = collectErrors(page);
  await page.goto(terminal.clerkUrl);
  await page.getByText("练习管理员").first().waitFor();
  await page.keyboard.press("1");
  await page.getByRole("combobox").fill("二手房转移登记");
  await page.keyboard.press("Enter");
  await page.locator(".invitation").waitFor();
}, 60_000);
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await terminal?.stop();
});

const reader = (name: string) => page.getByRole("group", { name, exact: true });
const button = (name: string, within = "虚拟读卡器") => reader(within).getByRole("button", { name, exact: true });

test("a card laid down with the keyboard identifies its holder, and can be taken away again", async () => {
  await page.keyboard.press("F9");
  await page.getByRole("searchbox").fill("张晓明");
  await page.locator(".cast").first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator(".person__number").waitFor({ timeout: 20_000 });
  expect(await page.locator(".person__name").textContent()).toBe("张*明");
  expect(await page.locator(".person__chips").textContent()).toContain("读身份证");
  await page.keyboard.press("F9");
  await reader("虚拟读卡器").getByText("放着张晓明的卡").waitFor();
  await reader("虚拟读卡器").getByText("就绪").waitFor();
  await photograph(page, "virtual-readers");
  await button("拿走卡").click();
  await reader("虚拟读卡器").getByText("没有放卡").waitFor();
});

test("a pulled plug is told to the clerk, and the reader is ready again when it is back", async () => {
  const from = performance.now();
  await button("拔线").click();
  await page.getByText("读卡器或扫码枪断开了").waitFor();
  console.log(`virtual reader: plug pulled → told on screen ${Math.round(performance.now() - from)} ms`);
  expect(performance.now() - from).toBeLessThan(10_000);
  await photograph(page, "virtual-readers-unplugged");
  await button("插上").click();
  await reader("虚拟读卡器").getByText("就绪").waitFor();
});

test("a scanner on a noisy line says that it could not read, and reads again on a good one", async () => {
  await terminal.client.call("case.cancel", { reason: "test" });
  await page.locator(".invitation").waitFor();
  await button("插上", "虚拟扫码器").click();
  await reader("虚拟扫码器").getByText("就绪").waitFor();
  await button("杂波", "虚拟扫码器").click();
  const text = reader("虚拟扫码器").getByRole("textbox");
  await text.fill("https://example.com/pay");
  await page.keyboard.press("Enter");
  await page.getByText("码没有读完整").waitFor();
  await photograph(page, "virtual-readers-noise");
  await button("正常", "虚拟扫码器").click();
  await button("扫码", "虚拟扫码器").click();
  await page.getByText("这是网址二维码，不是政务服务码").waitFor();
  expect(errors).toEqual([]);
});
