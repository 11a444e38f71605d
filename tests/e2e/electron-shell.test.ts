import type { EventEmitter } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { electronPath } from "../../build/scripts/electron-path.mjs";
import { launchChromium, newContext } from "../helpers/process/chromium.ts";
import { root } from "../helpers/process/liangzheng.ts";
import {
  type Control,
  openStandIn,
  STAND_IN_TIMEOUT_MS,
  type StandInSession,
  type StandInWindow,
  standIn,
  startShell,
  until,
} from "../helpers/process/stand-in-shell.ts";
import { pasteText } from "./screens/hands.ts";

let browser: Browser;
let control: Control;

/** Main and preload as compiled, against a stand-in for Electron: not a test of Electron. */
describe("main and preload against a stand-in", { timeout: STAND_IN_TIMEOUT_MS }, () => {
  beforeAll(async () => {
    browser = await launchChromium();
    control = await openStandIn(await newContext(browser));
    process.argv.push("--training");
    await startShell(control);
    await until(() => control.windows.filter((one) => one.isShown)[1], "both windows");
  }, STAND_IN_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await new Promise((done) => setTimeout(done, 500));
    rmSync(control.userData, { recursive: true, force: true });
  });

  test("both windows are locked down", () => {
    for (const { options } of control.windows) {
      const { preload, session, ...preferences } = options.webPreferences;
      expect([existsSync(String(preload)), session !== undefined]).toEqual([true, true]);
      expect(preferences).toEqual({
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      });
    }
    const asked = (partition: string, permission: string, requestingUrl = "app://terminal/") => {
      let answer: boolean | undefined;
      const keep = (granted: boolean) => {
        answer = granted;
      };
      const session = control.sessions.get(partition) as StandInSession;
      session.permissionHandler(undefined, permission, keep, { requestingUrl });
      expect(session.permissionCheck(undefined, permission, requestingUrl)).toBe(answer);
      return answer;
    };
    const denied = [
      "geolocation",
      "notifications",
      "clipboard-read",
      "clipboard-sanitized-write",
      "hid",
      "serial",
      "usb",
      "openExternal",
    ];
    expect([asked("persist:clerk", "media"), asked("persist:clerk", "media", "https://evil.example/")]).toEqual([
      true,
      false,
    ]);
    expect(denied.filter((permission) => asked("persist:clerk", permission))).toEqual([]);
    expect([...denied, "media"].filter((permission) => asked("citizen", permission))).toEqual([]);
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

  test("what the clerk pasted is wiped from the system's clipboard at a lock; what they did not paste is theirs", async () => {
    const { powerMonitor } = (await import(/* @vite-ignore */ standIn)) as { powerMonitor: EventEmitter };
    const { page } = control.windows[0] as StandInWindow;
    const lockAndUnlock = async () => {
      powerMonitor.emit("lock-screen");
      await page.locator(".lock").waitFor({ timeout: 10_000 });
      const left = { ...control.clipboards };
      await page.getByLabel(/密码/).fill("practice-01");
      await page.keyboard.press("Enter");
      await page.locator(".lock").waitFor({ state: "detached" });
      return left;
    };
    control.clipboards.clipboard = "a note of the clerk's own";
    expect((await lockAndUnlock()).clipboard).toBe("a note of the clerk's own");
    Object.assign(control.clipboards, { clipboard: "990123198806120171", selection: "990123198806120171" });
    await pasteText(page, "990123198806120171");
    await page.waitForTimeout(300);
    const selection = process.platform === "linux" ? "" : "990123198806120171";
    expect(await lockAndUnlock()).toEqual({ clipboard: "", selection });
  });

  test("a host that does not answer over IPC any more is told as lost, and is back with its first word", async () => {
    const { page, webContents } = control.windows[0] as StandInWindow;
    const contents = webContents as { send?: unknown };
    await page.waitForTimeout(5_000);
    expect(await page.locator(".veil").count()).toBe(0);
    contents.send = () => undefined;
    await page.locator(".veil").waitFor({ timeout: 15_000 });
    // Back to the class's own.
    Reflect.deleteProperty(contents, "send");
    await page.locator(".veil").waitFor({ state: "detached", timeout: 15_000 });
  });

  test("strange senders, pages and windows are refused", async () => {
    const contract = control.handlers.get("contract");
    const clerk = control.windows[0] as StandInWindow;
    const message = { kind: "call", id: 1, command: "counter.view", input: {} };
    expect(() =>
      contract?.({ sender: clerk.webContents, senderFrame: { url: "https://evil.example/" } }, message),
    ).toThrow(/refused/);
    expect(() => contract?.({ sender: clerk.webContents, senderFrame: null }, message)).toThrow(/refused/);
    expect(() => contract?.({ sender: { id: 999 }, senderFrame: { url: "app://terminal/" } }, message)).toThrow(
      /refused/,
    );
    for (const { answer } of control.sessions.values()) {
      expect((await answer(new Request("app://elsewhere/"))).status).toBe(403);
      expect((await answer(new Request("app://terminal/../../package.json"))).status).toBe(404);
    }
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

  test("documents, photos and files coming in are the clerk's session's alone, and so is its page", async () => {
    const ask = async (partition: string, path: string, method = "GET") => {
      const init = { method, ...(method === "POST" ? { body: new Uint8Array([1]) } : {}) };
      return (await control.sessions.get(partition)?.answer(new Request(`app://terminal${path}`, init)))?.status;
    };
    expect([await ask("persist:clerk", "/"), await ask("persist:clerk", "/present", "POST")]).toEqual([200, 200]);
    const refused = ["/", "/index.html", "/passphrase", "/document/L1/b1", "/photo/p1"];
    expect(await Promise.all(refused.map((path) => ask("citizen", path)))).toEqual(refused.map(() => 404));
    expect([await ask("citizen", "/citizen"), await ask("citizen", "/present", "POST")]).toEqual([200, 404]);
    expect([...control.sessions.keys()]).toEqual(["persist:clerk", "citizen"]);
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
