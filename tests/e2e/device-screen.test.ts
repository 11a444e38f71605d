/** The administrator's devices on the real host, with the virtual scanner of training mode on a real serial line. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { askedScanners, listenToQuestion, type Manner } from "../emulators/scanner/asked-scanner.ts";
import { VendorService } from "../emulators/vendor-service/vendor-service.ts";
import { collectErrors, launchChromium, newContext, photograph } from "../helpers/process/chromium.ts";
import { type RunningTerminal, startTerminal } from "../helpers/process/running-terminal.ts";
import { PluggedScanner } from "../integration/plugged-scanner.ts";

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
  await page.getByText("练习管理员").first().waitFor();
  await page.keyboard.press("2");
  await page.getByRole("heading", { name: "信任数据" }).waitFor();
  await page.keyboard.press("F10");
  await row().getByText("就绪").waitFor();
});
afterEach(async () => {
  await context.close();
  await terminal.stop();
});

const row = () => page.locator(".devices-table tbody tr").first();
const button = (name: string) => page.getByRole("button", { name });

async function scan(code: string): Promise<void> {
  const sent = await terminal.client.call("training.scan", { code });
  expect(sent).toMatchObject({ ok: true, value: { way: "serial-scanner" } });
}

test("a device is tried: open, probe and read with their milliseconds; what was read is masked and opens no case", async () => {
  await page.keyboard.press("t");
  await page.getByText("请现在扫码或放卡").waitFor();
  await page.waitForTimeout(1_000);
  await scan("LZTRY990123198806120171");
  await page.locator(".device__got").waitFor();
  await photograph(page, "device-trial");
  expect(await page.locator(".device__steps li").allTextContents()).toEqual([
    expect.stringMatching(/^找到端口完成[\d.]+ 毫秒$/),
    expect.stringMatching(/^打开完成[\d.]+ 毫秒$/),
    expect.stringMatching(/^询问设备/),
    expect.stringMatching(/^读取一次完成[\d.]+ 毫秒$/),
  ]);
  expect(await page.locator(".devices__body").textContent()).not.toContain("19880612");
  expect(await terminal.client.call("counter.view", {})).toMatchObject({ ok: true, value: { phase: "ready" } });
  await row().getByText("就绪").waitFor();
  expect(errors).toEqual([]);
});

test("the raw line is shown without what was said, and only while it is watched", async () => {
  await page.getByRole("button", { name: "监视", exact: true }).click();
  await page.getByText("还没有数据").waitFor();
  await scan("Hello123");
  await page.locator(".raw").getByText("Xxxxx999").waitFor();
  await photograph(page, "device-monitor");
  expect(await page.content()).not.toContain("Hello123");
  await button("停止监视").click();
  await page.locator(".raw").waitFor({ state: "detached" });
  expect(errors).toEqual([]);
});

test("the last minute is saved without what was said, looked at and played again step by step", async () => {
  await scan("Hello123");
  await row().getByText("8 个字符").waitFor();
  await button("保存最近 60 秒").click();
  await page.getByText(/已保存 \d+ 段；其中 [1-9]\d* 字节换成了样例/).waitFor();
  await photograph(page, "device-recorded");
  await button("查看和重放…").click();
  await page.getByText("开始重放").waitFor();
  expect(await page.content()).not.toContain("Hello123");
  await page.getByLabel("单步").check();
  await page.keyboard.press("Enter");
  await page.getByText(/正在放第 0 段/).waitFor();
  await photograph(page, "device-replay-step");
  const over = page.getByText(/放完了：设备发来的 \d+ 段，读到 1 次/);
  for (let steps = 0; steps < 20 && !(await over.isVisible()); steps += 1) {
    await page.keyboard.press("Enter");
    await page.waitForTimeout(200);
  }
  await over.waitFor();
  await photograph(page, "device-replay");
  await page.keyboard.press("Escape");
  await page.keyboard.press("4");
  await page.getByRole("row", { name: /练习扫码器.*[1-9]\d* 字节换成了样例/ }).waitFor();
  await photograph(page, "device-recordings");
  expect(errors).toEqual([]);
});

test("a device is switched off and on; the status bar does not call that a trouble", async () => {
  await button("停用").click();
  await row().getByText("已停用").waitFor();
  await button("无读取设备").waitFor();
  await button("启用").click();
  await row().getByText("就绪").waitFor();
  expect(errors).toEqual([]);
});

test("a profile with a mistake is not kept; a sound one is the hall's, in force at once, and can be taken back", async () => {
  await page.getByRole("tab", { name: "设备配置" }).click();
  const profile = page.getByRole("row", { name: /serial-scanner-9600/ });
  await profile.getByRole("button").click();
  const silence = page.getByLabel("静默时间（毫秒）");
  await silence.fill("5");
  await page.getByText("太小，至少 20").first().waitFor();
  expect(await page.getByRole("button", { name: "保存" }).isDisabled()).toBe(true);
  await silence.fill("150");
  await page.getByText("没有问题，可以保存").waitFor();
  await page.getByRole("button", { name: "保存" }).click();
  await profile.getByText("本大厅").waitFor();
  const kept = await terminal.client.call("devices.profile", { profileId: "serial-scanner-9600" });
  expect(kept).toMatchObject({ ok: true, value: { origin: "hall", text: expect.stringContaining('"idleMs": 150') } });

  await profile.getByRole("button").click();
  await button("去掉本大厅的配置").click();
  await button("再按一次去掉").click();
  await profile.getByText("内置").waitFor();
  expect(errors).toEqual([]);
});

test("a scanner says who it is, another does not, and both are ready; only the administrator is told", async () => {
  const plug = async (profile: string, manner: Manner) => {
    const scanner = new PluggedScanner();
    const line = await scanner.plug();
    const asked = askedScanners[profile];
    if (asked) line.onBytes(listenToQuestion(asked, manner, (bytes) => line.write(bytes)));
    return { scanner, line };
  };
  const scanners = [await plug("honeywell-serial", "answers"), await plug("newland-serial", "silent")];
  for (const [index, profileId] of ["honeywell-serial", "newland-serial"].entries()) {
    const path = scanners[index]?.scanner.path;
    const added = await terminal.client.call("devices.add", { profileId, name: profileId, ...(path ? { path } : {}) });
    expect(added.ok).toBe(true);
  }
  await page.getByText("自称 Voyager 1602g").waitFor();
  await page.getByText("未应答身份询问").waitFor();
  for (const id of ["honeywell-serial", "newland-serial"]) {
    await page.getByRole("row", { name: id }).getByText("就绪").waitFor();
  }
  await page.getByRole("button", { name: "newland-serial" }).click();
  await page.keyboard.press("t");
  await page.getByText("请现在扫码或放卡").waitFor();
  await page.waitForTimeout(1_500);
  await scanners[1]?.line.write(Buffer.from("LZTRY990123198806120171\r"));
  await page.locator(".device__got").waitFor();
  expect(await page.locator(".device__steps li").nth(2).textContent()).toMatch(
    /^询问设备超时[\d.]+ 毫秒未应答身份询问$/,
  );
  await photograph(page, "device-identity");
  expect(await page.getByRole("button", { name: /台设备有问题|读取设备异常/ }).count()).toBe(0);
  expect(errors).toEqual([]);
  await Promise.all(scanners.map(({ scanner }) => scanner.remove()));
});

test("a maker's program is given its address, added without a port, read, and its loss explained", async () => {
  const service = new VendorService();
  await service.start();
  service.answer = { code: 0, data: { name: "周测试", number: "11010519491231002X" } };
  await page.getByRole("tab", { name: "设备配置" }).click();
  const profile = page.getByRole("row", { name: /service-card-http/ });
  await profile.getByRole("button", { name: "查看和修改" }).click();
  await page.getByLabel("服务地址").fill("http://192.168.1.9/");
  await page.getByText("只能是本机的地址").first().waitFor();
  await page.getByLabel("服务地址").fill(service.url("http"));
  await page.getByText("没有问题，可以保存").waitFor();
  await photograph(page, "device-service-profile");
  await page.getByRole("button", { name: "保存" }).click();
  await profile.getByText("本大厅").waitFor();
  await profile.getByRole("button", { name: "添加设备" }).click();
  await page.getByText("不用选端口").waitFor();
  await photograph(page, "device-service-adding");
  await page.keyboard.press("Enter");
  await page.locator(".device__got").waitFor();
  expect(await page.locator(".devices__body").textContent()).not.toContain("19491231");
  await photograph(page, "device-service-trial");
  await service.stop();
  await page.getByText("读卡服务没有运行").first().waitFor();
  await page.getByText("请启动厂商的读卡服务").first().waitFor();
  await photograph(page, "device-service-down");
  expect(errors).toEqual([]);
});

test("the hall's profiles go into a file, and come in again after they were looked at", async () => {
  await page.keyboard.press("3");
  const profile = page.getByRole("row", { name: /newland-serial/ });
  await page.getByRole("row", { name: /hid-scanner-newland/ }).waitFor();
  expect(await button("全部导出").isDisabled()).toBe(true);
  await profile.getByRole("button", { name: "查看和修改" }).click();
  await page.getByLabel("名称").fill("本厅的新大陆");
  await page.getByText("没有问题，可以保存").waitFor();
  await page.getByRole("button", { name: "保存" }).click();
  await profile.getByText("本大厅").waitFor();

  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("e")]);
  expect(download.suggestedFilename()).toMatch(/^device-profiles-\d{4}-\d\d-\d\d\.json$/);
  const file = await download.path();
  await page.getByText("已导出 1 个").waitFor();

  const look = async () => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("i")]);
    await chooser.setFiles(file);
    await page.locator(".dialog .profile-set").waitFor();
  };
  await look();
  await page.getByText("完全一样，不需要导入").waitFor();
  await page.keyboard.press("Escape");
  await profile.getByRole("button", { name: "查看和修改" }).click();
  await button("去掉本大厅的配置").click();
  await button("再按一次去掉").click();
  await profile.getByText("内置").waitFor();
  await look();
  await page.getByText(/内置的“.*”不再使用/).waitFor();
  await photograph(page, "device-profile-set");
  await page.keyboard.press("y");
  await page.getByText("已导入 1 个").waitFor();
  await profile.getByText("本大厅").waitFor();
  expect(await profile.textContent()).toContain("本厅的新大陆");
  await photograph(page, "device-profile-set-taken");
  expect(errors).toEqual([]);
});

test("the self-test and the ports answer, and a clerk may call neither", async () => {
  await button("自检").click();
  await page.getByText("列出 HID 设备").waitFor();
  await photograph(page, "device-self-test");
  await page.keyboard.press("Enter");
  await page.keyboard.press("2");
  await page
    .getByText(/没有看到任何端口/)
    .or(page.locator(".devices-table tbody tr").first())
    .waitFor();
  await page.keyboard.press("F6");
  await page.getByText(/插入之前：\d+ 个端口/).waitFor();
  await page.keyboard.press("Escape");
  await terminal.client.call("session.sign-out", {});
  const clerk = { account: "clerk", password: "training-clerk" };
  await terminal.client.call("session.sign-in", clerk);
  for (const command of ["devices.view", "devices.ports", "devices.self-test"] as const) {
    expect(await terminal.client.call(command, {})).toMatchObject({ ok: false });
  }
  expect(errors).toEqual([]);
});
