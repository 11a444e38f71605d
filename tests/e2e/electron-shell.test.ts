import type { EventEmitter } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { _electron, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { electronPath } from "../../build/scripts/electron-path.mjs";
import { launchChromium, newContext } from "../helpers/process/chromium.ts";
import { root } from "../helpers/process/liangzheng.ts";

const standIn = new URL("../emulators/electron-stand-in/electron.mjs", import.meta.url).href;

interface StandInWindow {
  readonly options: { webPreferences: Record<string, unknown> };
  readonly isShown: boolean;
  readonly page: Page;
}
interface Control {
  context: unknown;
  userData: string;
  hasQuit: boolean;
  readonly windows: StandInWindow[];
  readonly errorBoxes: unknown[];
  readonly handlers: Map<string, (event: unknown, message: unknown) => unknown>;
  readonly schemes: Map<string, (request: Request) => Promise<Response>>;
  readonly permissionHandler: (
    contents: unknown,
    permission: string,
    answer: (granted: boolean) => void,
    details: { requestingUrl: string },
  ) => void;
  readonly permissionCheck: (contents: unknown, permission: string, origin: string) => boolean;
  start(): void;
}

let browser: Browser;
let control: Control;

async function until<T>(find: () => T | undefined, what: string): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = find();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`waited for ${what}`);
}

/** Main and preload as compiled, against a stand-in for Electron: not a test of Electron. */
describe("main and preload against a stand-in", () => {
  beforeAll(async () => {
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === "electron" ? { url: standIn, format: "module", shortCircuit: true } : next(specifier, context),
    });
    control = ((await import(/* @vite-ignore */ standIn)) as { control: Control }).control;
    browser = await launchChromium();
    control.context = await newContext(browser);
    control.userData = mkdtempSync(join(tmpdir(), "stand-in-"));
    process.argv.push("--training");
    await import(/* @vite-ignore */ pathToFileURL(join(root, "dist/host/main.mjs")).href);
    control.start();
    await until(() => control.windows.filter((one) => one.isShown)[1], "both windows");
  });
  afterAll(async () => {
    await browser?.close();
    await new Promise((done) => setTimeout(done, 500));
    rmSync(control.userData, { recursive: true, force: true });
  });

  test("both windows are locked down", () => {
    for (const { options } of control.windows) {
      const { preload, ...preferences } = options.webPreferences;
      expect(existsSync(String(preload))).toBe(true);
      expect(preferences).toEqual({
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      });
    }
    const asked = (permission: string, requestingUrl = "app://terminal/") => {
      let answer: boolean | undefined;
      const keep = (granted: boolean) => {
        answer = granted;
      };
      control.permissionHandler(undefined, permission, keep, { requestingUrl });
      expect(control.permissionCheck(undefined, permission, requestingUrl)).toBe(answer);
      return answer;
    };
    const denied = ["geolocation", "notifications", "clipboard-read", "hid", "serial", "usb", "openExternal"];
    expect([asked("media"), asked("media", "https://evil.example/")]).toEqual([true, false]);
    expect(denied.filter((permission) => asked(permission))).toEqual([]);
  });

  test("the clerk signs in through preload, IPC and host, and the citizen's window rests", async () => {
    const [clerk, citizen] = control.windows as [StandInWindow, StandInWindow];
    await clerk.page.getByLabel(/账号/).fill("clerk01");
    await clerk.page.getByLabel(/密码/).fill("practice-01");
    await clerk.page.keyboard.press("Enter");
    await clerk.page.getByText("二手房转移登记").first().waitFor();
    await citizen.page.getByText("样例市政务服务大厅").first().waitFor();
  });

  test("17: the system's own lock, its sleep and another user's session lock the terminal within a second", async () => {
    const { powerMonitor } = (await import(/* @vite-ignore */ standIn)) as { powerMonitor: EventEmitter };
    const { page } = control.windows[0] as StandInWindow;
    for (const event of ["lock-screen", "suspend", "user-did-resign-active"]) {
      powerMonitor.emit(event);
      await page.locator(".lock").waitFor({ timeout: 10_000 });
      await page.getByLabel(/密码/).fill("practice-01");
      await page.keyboard.press("Enter");
      await page.locator(".lock").waitFor({ state: "detached" });
    }
  });

  test("strange senders, pages and windows are refused", async () => {
    const contract = control.handlers.get("contract");
    const clerk = control.windows[0] as StandInWindow & { webContents: unknown };
    const message = { kind: "call", id: 1, command: "counter.view", input: {} };
    expect(() =>
      contract?.({ sender: clerk.webContents, senderFrame: { url: "https://evil.example/" } }, message),
    ).toThrow(/refused/);
    expect(() => contract?.({ sender: clerk.webContents, senderFrame: null }, message)).toThrow(/refused/);
    expect(() => contract?.({ sender: { id: 999 }, senderFrame: { url: "app://terminal/" } }, message)).toThrow(
      /refused/,
    );
    const answer = control.schemes.get("app");
    expect((await answer?.(new Request("app://elsewhere/")))?.status).toBe(403);
    expect((await answer?.(new Request("app://terminal/../../package.json")))?.status).toBe(404);
    await clerk.page.evaluate(() => {
      location.href = "http://127.0.0.1:9/";
    });
    await clerk.page.waitForTimeout(200);
    expect(clerk.page.url()).toMatch(/^https:\/\/terminal\.app\.test\//);
    const popup = clerk.page.waitForEvent("popup");
    await clerk.page.evaluate(() => void window.open("about:blank"));
    const opened = await popup;
    if (!opened.isClosed()) await opened.waitForEvent("close");
  });

  test("closing the windows ends the app", async () => {
    expect(control.errorBoxes).toEqual([]);
    for (const { page } of [...control.windows]) await page.close();
    await until(() => control.hasQuit || undefined, "quit");
  });
});

const electron = electronPath();

/** Skipped, and listed as skipped, on machines without Electron's runtime: where this is developed there is none. */
describe.skipIf(!electron)("the shell in Electron itself (skipped: no Electron runtime on this machine)", () => {
  test("starts, signs in through the real preload and IPC, and quits", async () => {
    const userData = mkdtempSync(join(tmpdir(), "electron-"));
    const shell = await _electron.launch({
      executablePath: electron ?? "",
      args: [root, "--training", `--user-data-dir=${userData}`, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    });
    const clerk = await shell.firstWindow();
    await clerk.getByText("练习窗口人员").waitFor();
    await clerk.keyboard.press("1");
    await clerk.getByText("二手房转移登记").first().waitFor();
    await shell.close();
    rmSync(userData, { recursive: true, force: true });
  });
});
