/** The camera in Chromium: a film of a code in a hand names the person; and every way in which a camera is missing or goes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { fault } from "../../electron/domain/fault.ts";
import { failed } from "../../electron/domain/result.ts";
import { type LoopbackServer, startLoopbackServer } from "../../electron/loopback/server.ts";
import { writeCameraFile, writeUnreadableFilm } from "../helpers/codes/camera-file.ts";
import { inCase } from "../helpers/fixtures/case-views.ts";
import { ready } from "../helpers/fixtures/terminal-views.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { clippedTexts } from "./screens/clipped-texts.ts";
import { dropFile, qrPicture, scanFast } from "./screens/hands.ts";
import {
  axeFindings,
  buildScreens,
  CHROMIUM_ARGS,
  CHROMIUM_PATH,
  hasChromium,
  openPage,
  openScreenStage,
  photograph,
  type ScreenPage,
  type ScreenStage,
  SIZES,
  type Size,
  settle,
} from "./screens/screen-stage.ts";

const FAKE_CAMERA = "--use-fake-device-for-media-stream";
const CODE = "SFM:4QX9-2207-KD81";
const [SIZE] = SIZES;

if (!hasChromium()) console.log("camera: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("a code before the camera, on the real host in training", () => {
  let folder: string;
  let terminal: TestHost;
  let server: LoopbackServer;
  let browser: Browser;
  let clerk: Page;
  const complaints: string[] = [];
  const modules: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "camera-"));
    await buildScreens(join(folder, "screens"));
    terminal = await openTestHost();
    await terminal.signIn();
    const cast = await terminal.client.call("training.cast", {});
    if (!cast.ok) throw new Error(JSON.stringify(cast.fault));
    const line = cast.value.lines.find(({ person }) => person === "张晓明");
    if (!line) throw new Error("nobody of that name");
    await terminal.client.call("matter.choose", { code: line.matter });
    writeCameraFile(join(folder, "camera.y4m"), line.code);
    server = await startLoopbackServer(terminal.host, join(folder, "screens"), 0);
    browser = await chromium.launch({
      executablePath: CHROMIUM_PATH,
      args: [...CHROMIUM_ARGS, FAKE_CAMERA, `--use-file-for-fake-video-capture=${join(folder, "camera.y4m")}`],
    });
    const context = await browser.newContext({ viewport: SIZE, locale: "zh-CN", permissions: ["camera"] });
    clerk = await context.newPage();
    clerk.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    clerk.on("pageerror", (error) => complaints.push(String(error)));
    context.on("response", (response) => {
      if (response.url().endsWith(".wasm")) modules.push(`${response.status()} ${new URL(response.url()).origin}`);
    });
    await clerk.goto(server.openingAddress("clerk"));
    await clerk.waitForSelector(".invitation");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await terminal?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("names the person, and the camera is let go", async () => {
    const from = performance.now();
    await clerk.keyboard.press("c");
    await clerk.locator(".camera[data-state=live]").waitFor();
    await keepStream(clerk);
    await clerk.waitForSelector(".person", { timeout: 20_000 });
    console.log(`camera: key → person on screen ${Math.round(performance.now() - from)} ms`);
    expect(await clerk.locator(".person").textContent()).toContain("张*明");
    expect(await clerk.locator(".camera").count()).toBe(0);
    expect(await trackStates(clerk)).toEqual(["ended"]);
    expect(complaints).toEqual([]);
  });

  test("is read by WebAssembly from our own origin, in a thread that may; the page itself may not", async () => {
    expect(modules).toEqual([`200 ${new URL(clerk.url()).origin}`]);
    const inPage = await clerk.evaluate(() =>
      WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
        () => "compiled",
        (error: Error) => error.name,
      ),
    );
    expect(inPage).toBe("CompileError");
  });

  test("stands in the case as what it was", async () => {
    const view = await terminal.client.call("counter.view", {});
    expect(view).toMatchObject({ ok: true, value: { case: { entry: { way: "camera" } } } });
  });
});

describe.skipIf(!hasChromium())("the camera's dialog", () => {
  let stage: ScreenStage;
  let opened: ScreenPage;

  beforeAll(async () => {
    stage = await openScreenStage([`${FAKE_CAMERA}=device-count=2`]);
  });
  afterEach(async () => {
    stage.host.forgetAnswers();
    const { complaints } = opened;
    await opened.close();
    expect(complaints).toEqual([]);
    expect(stage.host.bugs).toEqual([]);
  });
  afterAll(() => stage?.close());

  const scans = () => stage.host.calls.filter(({ command }) => command === "scan.submit").map(({ input }) => input);

  /** @param refusal name of the error with which the browser refuses the camera */
  const open = async ({ refusal = "", size = SIZE, browser }: Opening = {}) => {
    stage.host.showCounter(ready);
    opened = await openPage(browser ? { ...stage, browser } : stage, size);
    const { page } = opened;
    await page.context().grantPermissions(["camera"]);
    await page.waitForSelector(".invitation");
    await settle(page);
    if (refusal !== "") {
      await page.evaluate((name) => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", name));
      }, refusal);
    }
    stage.host.calls.length = 0;
    await page.keyboard.press("c");
    await page.locator(`.camera[data-state=${refusal === "" ? "live" : "failed"}]`).waitFor();
    if (refusal === "") await keepStream(page);
    return page;
  };

  test.each(SIZES)("looks right at $width × $height", async (size) => {
    const page = await open({ size });
    await page.waitForTimeout(600);
    await photograph(page, "camera-live", size);
    expect(await clippedTexts(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  });

  test.each([
    ["NotAllowedError", "没有使用摄像头的权限", "隐私设置"],
    ["NotFoundError", "没有找到摄像头", "会自动重试"],
    ["NotReadableError", "摄像头正被占用", "视频会议"],
    ["TypeError", "摄像头用不了", "重新打开"],
  ])("says what to do after %s", async (refusal, what, next) => {
    const page = await open({ refusal });
    const text = await page.locator(".dialog .notice").textContent();
    expect(text).toContain(what);
    expect(text).toContain(next);
  });

  test("says that the camera was unplugged, and goes on by itself when it is back", async () => {
    const page = await open();
    await page.evaluate(() => {
      const stream = document.querySelector("video")?.srcObject as MediaStream;
      stream.getVideoTracks()[0]?.dispatchEvent(new Event("ended"));
    });
    await page.locator(".camera[data-state=failed]").waitFor();
    expect(await page.locator(".dialog .notice").textContent()).toContain("摄像头断开了");
    await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event("devicechange")));
    await page.locator(".camera[data-state=live]").waitFor();
  });

  test("goes to the next camera and back, and lets the one before go", async () => {
    const page = await open();
    const first = await liveCamera(page);
    await page.getByRole("button", { name: "换摄像头" }).click();
    await expect.poll(() => liveCamera(page)).not.toBe(first);
    expect(await trackStates(page)).toEqual(["ended"]);
    await page.locator(".camera[data-state=live]").waitFor();
    await page.keyboard.press("c");
    await expect.poll(() => liveCamera(page)).toBe(first);
  });

  test("has a key for the light of a camera that has one", async () => {
    const page = await open();
    expect(await page.getByRole("button", { name: "补光" }).count()).toBe(0);
    await page.keyboard.press("Escape");
    // No camera of Chromium's own has a light.
    await page.evaluate(() => {
      const asked: unknown[] = [];
      Object.assign(window, { asked });
      MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true }) as MediaTrackCapabilities;
      MediaStreamTrack.prototype.applyConstraints = async (wanted) => void asked.push(wanted?.advanced);
    });
    await page.keyboard.press("c");
    await page.locator(".camera[data-state=live]").waitFor();
    const light = page.getByRole("button", { name: "补光" });
    for (const isLit of ["true", "false"]) {
      await page.keyboard.press("t");
      await expect.poll(() => light.getAttribute("aria-pressed")).toBe(isLit);
    }
    const asked = await page.evaluate(() => (window as unknown as { asked: unknown }).asked);
    expect(asked).toEqual([[{ torch: true }], [{ torch: false }]]);
  });

  test("says closer before a code that is too far away, and hold still before a blurred one", async () => {
    const folder = mkdtempSync(join(tmpdir(), "film-"));
    const film = join(folder, "film.y4m");
    writeUnreadableFilm(film, CODE);
    const browser = await chromium.launch({
      executablePath: CHROMIUM_PATH,
      args: [...CHROMIUM_ARGS, FAKE_CAMERA, `--use-file-for-fake-video-capture=${film}`],
    });
    try {
      const page = await open({ browser });
      await page.getByText("请靠近一些").waitFor();
      await page.getByText("请拿稳").waitFor();
      await photograph(page, "camera-hold-still", SIZE);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("a picture is read where WebAssembly is missing too", async () => {
    const page = await open();
    await page.keyboard.press("Escape");
    let changed = 0;
    await page.context().route(/worker[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      changed += 1;
      await route.fulfill({ response, body: `delete globalThis.WebAssembly;${await response.text()}` });
    });
    opened.complaints.length = 0;
    await dropFile(page, await qrPicture(page, [CODE]), "image/png", "code.png");
    await expect.poll(scans).toMatchObject([{ text: CODE }]);
    expect(changed).toBe(1);
    // The decoder that cannot work says why.
    expect(opened.complaints.filter((complaint) => !/wasm|WebAssembly/i.test(complaint))).toEqual([]);
    opened.complaints.length = 0;
  });

  test("lets the camera go when it is closed with Escape", async () => {
    const page = await open();
    await page.keyboard.press("Escape");
    await expect.poll(() => trackStates(page)).toEqual(["ended"]);
  });

  test("lets the camera go when a case begins or the terminal locks", async () => {
    for (const view of [inCase({ phase: "deciding" }), { ...ready, isLocked: true }]) {
      const page = await open();
      stage.host.showCounter(view);
      await expect.poll(() => trackStates(page)).toEqual(["ended"]);
      expect(await page.locator(".camera").count()).toBe(0);
      if (view.isLocked) break;
      await opened.close();
    }
  });

  test("does not stand in the way of a scanner", async () => {
    stage.host.answer("scan.submit", () => failed(fault("scan.no-matter")));
    const page = await open();
    await scanFast(page, CODE);
    await expect.poll(scans).toEqual([{ text: CODE, way: "keyboard" }]);
    expect(await page.locator(".camera[data-state=live]").count()).toBe(1);
  });
});

interface Opening {
  readonly refusal?: string;
  readonly size?: Size;
  /** Another than the stage's. */
  readonly browser?: Browser;
}

/** The stream stays reachable after the dialog is gone. */
async function keepStream(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(window, { kept: document.querySelector("video")?.srcObject });
  });
}

function trackStates(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    (window as unknown as { kept: MediaStream }).kept.getTracks().map(({ readyState }) => readyState),
  );
}

/** The id of the camera whose picture is shown. */
function liveCamera(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const stream = document.querySelector("video")?.srcObject as MediaStream | null;
    return stream?.getVideoTracks()[0]?.getSettings().deviceId;
  });
}
