/** The window that asks for the passphrase, in the compiled shell against its stand-in, for a terminal that is no training. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectErrors, launchChromium, newContext, photograph } from "../helpers/process/chromium.ts";
import { liveConfig } from "../helpers/process/live-config.ts";
import {
  type Control,
  openStandIn,
  STAND_IN_TIMEOUT_MS,
  type StandInWindow,
  startShell,
  until,
} from "../helpers/process/stand-in-shell.ts";

const PASSPHRASE = "落霞与孤鹜齐飞-Canary-5120";

describe("a passphrase for the data's key", { timeout: STAND_IN_TIMEOUT_MS }, () => {
  let browser: Browser;
  let control: Control;
  let isFirst = true;

  beforeAll(async () => {
    browser = await launchChromium();
    control = await openStandIn(await newContext(browser));
    writeFileSync(join(control.userData, "terminal.json"), JSON.stringify(liveConfig));
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(control.userData, { recursive: true, force: true });
  });

  /** The program as it starts on a machine with this keystore; the window that it opens first. */
  async function start(keystore: string | undefined): Promise<StandInWindow> {
    if (!isFirst) control.restart();
    isFirst = false;
    control.keystore = keystore;
    await startShell(control);
    return until(() => control.windows.find((one) => one.isShown), "a window");
  }
  async function quit(): Promise<void> {
    for (const window of [...control.windows]) window.close();
    await until(() => control.hasQuit || undefined, "quit");
  }
  const submit = async (page: Page, name: RegExp, ...typed: readonly string[]) => {
    for (const [at, text] of typed.entries()) await page.locator("input").nth(at).fill(text);
    await page.getByRole("button", { name }).click();
  };
  const bothWindows = () => until(() => control.windows.filter((one) => one.isShown)[1], "both windows");

  test("first start without a keystore: chosen twice, then the terminal opens and that window is gone", async () => {
    const asking = await start("basic_text");
    const { page } = asking;
    const errors = collectErrors(page);
    await page.getByRole("heading", { name: "设置数据口令" }).waitFor();
    await photograph(page, "passphrase-set-up-zh");
    await submit(page, /设置并打开/, "十一个字符的口令不够长", "十一个字符的口令不够长");
    await page.getByText("请设至少 12 个字符的口令").waitFor();
    await page.locator("input").first().fill(PASSPHRASE);
    await page.locator("input").nth(1).fill("落霞与秋水");
    await page.getByText("两次输入不一致").waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await photograph(page, "passphrase-set-up-en");
    await submit(page, /Set it/, PASSPHRASE, PASSPHRASE);
    await bothWindows();
    await until(() => page.isClosed() || undefined, "the asking window gone");
    expect(errors).toEqual([]);
    await control.windows[0]?.page.getByLabel(/账号/).waitFor();
    expect([...control.sessions.keys()]).toEqual(["passphrase", "persist:clerk", "citizen"]);
    await quit();
    expect(control.errorBoxes).toEqual([]);
  });

  test("restart: a wrong one counts and has to wait, the right one opens what was sealed", async () => {
    const { page, webContents } = await start(undefined);
    await page.getByRole("heading", { name: "输入数据口令" }).waitFor();
    await submit(page, /打开终端/, "not the passphrase");
    await page.getByText("还可以试 4 次").waitFor();
    await photograph(page, "passphrase-wrong-zh");
    const handler = control.handlers.get("passphrase");
    const answer = (event: object) => () =>
      handler?.(event, { kind: "answer", passphrase: new TextEncoder().encode(PASSPHRASE) });
    const senderFrame = { url: "app://terminal/passphrase" };
    expect(answer({ sender: { id: 999 }, senderFrame })).toThrow(/refused/);
    expect(answer({ sender: webContents, senderFrame: { url: "https://evil.example/" } })).toThrow(/refused/);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("Tries left: 4.").waitFor();
    await photograph(page, "passphrase-wrong-en");
    await submit(page, /Open the terminal/, PASSPHRASE);
    await bothWindows();
    await control.windows[0]?.page.getByLabel(/账号/).waitFor();
    await quit();
  });

  test("giving up, by the button or by the cross, quits with a sentence and opens nothing", async () => {
    const first = await start("basic_text");
    await first.page.getByRole("button", { name: "退出程序" }).click();
    await until(() => control.hasQuit || undefined, "quit");
    expect(control.errorBoxes[0]?.content).toMatch(/没有输入口令，终端没有打开[\s\S]*No passphrase was given/);
    await first.page.close();
    const second = await start(undefined);
    await second.page.getByRole("heading", { name: "输入数据口令" }).waitFor();
    second.close();
    await until(() => control.hasQuit || undefined, "quit");
    expect([control.errorBoxes.length, control.handlers.has("contract")]).toEqual([1, false]);
    await second.page.close();
  });

  test("what was typed stands in no file of the data folder", () => {
    const files = readdirSync(control.userData, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const contents = files.map((one) => readFileSync(join(one.parentPath, one.name)));
    const forms = [PASSPHRASE, "Canary-5120"].map((text) => Buffer.from(text));
    expect(files.length).toBeGreaterThan(3);
    expect(contents.some((bytes) => forms.some((form) => bytes.includes(form)))).toBe(false);
  });

  test("data of a keystore that is gone: no passphrase is asked for, the sentence says the way back, the data stay", async () => {
    for (const name of readdirSync(control.userData))
      if (name !== "terminal.json") rmSync(join(control.userData, name), { recursive: true });
    await start("gnome_libsecret");
    await bothWindows();
    await quit();
    const before = readdirSync(control.userData).sort();
    control.restart();
    control.keystore = "basic_text";
    await startShell(control);
    await until(() => control.hasQuit || undefined, "quit");
    expect(control.windows).toEqual([]);
    expect(control.errorBoxes[0]?.content).toMatch(/解锁密钥库[\s\S]*unlock the keystore[\s\S]*storage\.key/);
    expect(readdirSync(control.userData).sort()).toEqual(before);
  });

  test("a setting that cannot be read, and a bug at the start, quit with a sentence and never open training", async () => {
    const file = join(control.userData, "terminal.json");
    for (const [breakIt, code] of [
      [() => writeFileSync(file, "{"), "setting.unreadable"],
      [() => [rmSync(file), writeFileSync(join(control.userData, "training"), "")], "internal.unexpected"],
    ] as const) {
      breakIt();
      control.restart();
      await startShell(control);
      await until(() => control.hasQuit || undefined, "quit");
      expect([control.windows.length, control.errorBoxes[0]?.content.includes(code)]).toEqual([0, true]);
    }
  });
});
