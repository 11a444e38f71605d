/** The screens on the real host: training province, real verification, loopback server with its own policy and cookies. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoopbackServer, startLoopbackServer } from "../../electron/loopback/server.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { heldByPage } from "../helpers/process/page-heap.ts";
import { buildScreens, CHROMIUM_ARGS, CHROMIUM_PATH, hasChromium, photograph, SIZES } from "./screens/screen-stage.ts";

const [SIZE] = SIZES;
/** The name is no canary here: the training drawer lists the whole cast by name. */
const CANARIES = ["990123198806120171"];
/** As a page may hold a number: by itself, and in a longer text that is nowhere else. Put together there. */
const PLANTS: readonly ((number: string) => void)[] = [
  (number) => Object.assign(globalThis, { planted: [...number].join("") }),
  (number) => Object.assign(globalThis, { planted: { text: JSON.stringify({ number: [...number].join("") }) } }),
];

if (!hasChromium()) console.log("screens on the host: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("a whole case on the real host", () => {
  let folder: string;
  let terminal: TestHost;
  let server: LoopbackServer;
  let browser: Browser;
  let clerk: Page;
  let citizen: Page;
  const complaints: string[] = [];
  let keys = 0;

  const open = async (window: "clerk" | "citizen", context: Awaited<ReturnType<Browser["newContext"]>>) => {
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(`${window}: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`${window}: ${String(error)}`));
    await page.goto(server.openingAddress(window));
    await page.waitForSelector("main");
    return page;
  };
  const press = async (key: string) => {
    keys += 1;
    await clerk.keyboard.press(key);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "screens-host-"));
    await buildScreens(folder);
    terminal = await openTestHost({ withScanner: true });
    server = await startLoopbackServer(terminal.host, folder, 0);
    browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGS });
    const context = await browser.newContext({ viewport: SIZE, locale: "zh-CN", reducedMotion: "reduce" });
    clerk = await open("clerk", context);
    citizen = await open("citizen", context);
    await clerk.bringToFront();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await terminal?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("signs in and chooses a matter by keyboard", async () => {
    await clerk.keyboard.press("1");
    await clerk.waitForSelector(".matter-row");
    await clerk.getByRole("combobox").fill("公积金");
    await clerk.keyboard.press("Enter");
    await clerk.waitForSelector(".invitation");
  });

  test("has not heard of the person yet, and the search finds the number wherever a page may hold it", async () => {
    for (const [page, plants] of [
      [clerk, PLANTS],
      [citizen, PLANTS.slice(0, 1)],
    ] as const) {
      expect(await heldByPage(page, CANARIES)).toEqual([]);
      for (const plant of plants) {
        await page.evaluate(plant, CANARIES[0] ?? "");
        expect(await heldByPage(page, CANARIES)).toEqual(CANARIES);
        await page.evaluate(() => Object.assign(globalThis, { planted: undefined }));
        expect(await heldByPage(page, CANARIES)).toEqual([]);
      }
    }
  }, 90_000);

  test("scans a training person and shows verdict and license", async () => {
    await clerk.keyboard.press("F9");
    await clerk.waitForSelector(".cast[data-chosen=true]");
    const from = performance.now();
    await press("Enter");
    await clerk.waitForSelector(".step-bar[data-step=confirm-all]", { timeout: 15_000 });
    console.log(`screens on the host: scan → verdicts on screen ${Math.round(performance.now() - from)} ms`);
    await clerk.waitForSelector(".license-view__page");
    await photograph(clerk, "host-deciding", SIZE);
    expect(await clerk.locator(".verdict__word").textContent()).toBe("有效");
    expect(await clerk.locator(".material .badge[data-face=valid]").count()).toBe(4);
    expect(await citizen.locator(".citizen-item").count()).toBe(6);
  });

  test("shows the whole number on request, and the search finds it then", async () => {
    for (const key of ["s", "1", "Enter"]) {
      await clerk.keyboard.press(key);
      await clerk.waitForTimeout(200);
    }
    await clerk.waitForSelector(".person__hold");
    // What stands in a page alone is not in its heap's strings, as in the drawing: for that its content is looked through.
    expect(await heldByPage(clerk, CANARIES)).toEqual(CANARIES);
    const number = () => clerk.locator(".person__number").textContent();
    expect(await number()).not.toBe(CANARIES[0]);
    await clerk.keyboard.down("s");
    await expect.poll(number).toBe(CANARIES[0]);
    expect(await clerk.content()).toContain(CANARIES[0]);
    await clerk.keyboard.up("s");
    await expect.poll(number).not.toBe(CANARIES[0]);
    expect(await heldByPage(citizen, CANARIES)).toEqual([]);
  }, 60_000);

  test("exempts what can be exempted, takes the paper, and is done", async () => {
    await clerk.waitForTimeout(400);
    await press("Enter");
    await clerk.waitForSelector(".step-bar[data-step=decide]");
    await press("p");
    await clerk.waitForSelector(".step-bar[data-step=done]");
    await photograph(citizen, "host-citizen-thanks", SIZE);
    expect(await citizen.locator("h1").textContent()).toBe("本次免交 4 份材料");
  });

  test("leaves nothing on either screen for the next citizen", async () => {
    await clerk.waitForTimeout(400);
    await press("Enter");
    await clerk.waitForSelector(".invitation");
    await citizen.waitForSelector(".citizen[data-phase=rest]");
    for (const page of [clerk, citizen]) {
      expect(await page.content()).not.toMatch(/张晓明|990123198806120171/);
      expect(await heldByPage(page, CANARIES)).toEqual([]);
    }
    expect(await citizen.content()).not.toContain("张*明");
  });

  test("took no more than six keys, and nothing was complained about", () => {
    expect(keys).toBeLessThanOrEqual(6);
    expect(complaints).toEqual([]);
  });
});
