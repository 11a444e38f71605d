/** A card laid on an emulated reader (a real serial line) shows its holder on the clerk's screen, in a real browser. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoopbackServer, startLoopbackServer } from "../../electron/loopback/server.ts";
import { PERSONS } from "../../electron/training/cast/persons.ts";
import { cardOf } from "../emulators/id-card-reader/training-card.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { SerialReader } from "../integration/card-reader-rig.ts";
import { until, whyNoPseudoTerminal } from "../integration/plugged-scanner.ts";
import { buildScreens, CHROMIUM_ARGS, CHROMIUM_PATH, hasChromium, photograph, SIZES } from "./screens/screen-stage.ts";

const [SIZE] = SIZES;
const missing = hasChromium() ? await whyNoPseudoTerminal() : "this machine has no Chromium";
if (missing) console.log(`an ID card on the screen: skipped, ${missing}`);

describe.skipIf(missing !== undefined)("an ID card on the screen", () => {
  let folder: string;
  let line: SerialReader;
  let terminal: TestHost;
  let server: LoopbackServer;
  let browser: Browser;
  let clerk: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "screens-card-"));
    await buildScreens(folder);
    line = new SerialReader();
    await line.plug();
    terminal = await openTestHost({
      withScanner: true,
      change: (options) => {
        const reader = { deviceId: "id-card", isEnabled: true, profile: "sdt-serial-115200", path: line.path };
        return { ...options, setting: { ...options.setting, devices: [...options.setting.devices, reader] } };
      },
    });
    server = await startLoopbackServer(terminal.host, folder, 0);
    browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGS });
    const context = await browser.newContext({ viewport: SIZE, locale: "zh-CN", reducedMotion: "reduce" });
    clerk = await context.newPage();
    clerk.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    clerk.on("pageerror", (error) => complaints.push(String(error)));
    await clerk.goto(server.openingAddress("clerk"));
    await clerk.waitForSelector("main");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await terminal?.close();
    await line?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test("shows who was read from the chip, masked, and that the card has expired", async () => {
    await clerk.keyboard.press("1");
    await clerk.waitForSelector(".matter-row");
    await clerk.getByRole("combobox").fill("公积金");
    await clerk.keyboard.press("Enter");
    await clerk.waitForSelector(".invitation");
    await until(() =>
      terminal.host.readers.views().some(({ deviceId, state }) => deviceId === "id-card" && state === "ready"),
    );
    const from = performance.now();
    line.reader.lay(cardOf(PERSONS.everything, { validTo: "20240131" }));
    await clerk.waitForSelector(".person__number", { timeout: 10_000 });
    console.log(`an ID card on the screen: card laid → person shown ${Math.round(performance.now() - from)} ms`);
    await photograph(clerk, "host-id-card", SIZE);
    expect(await clerk.locator(".person__name").textContent()).toBe("张*明");
    expect(await clerk.locator(".person__chips").textContent()).toContain("读身份证 · 居民身份证");
    expect(await clerk.locator(".person__chips").textContent()).toContain("证件已于 2024-01-31 到期");
    expect(await clerk.content()).not.toContain(PERSONS.everything.number);
  });

  test("says why a card was not read", async () => {
    await terminal.client.call("case.cancel", { reason: "test" });
    await clerk.waitForSelector(".invitation");
    line.reader.misbehaviour.readStatus.push(0x33);
    line.reader.lift();
    await clerk.waitForTimeout(1500);
    line.reader.lay(cardOf(PERSONS.spouse));
    await clerk.getByText("身份证未通过读卡器验证").waitFor({ timeout: 10_000 });
    await photograph(clerk, "host-id-card-unverified", SIZE);
    expect(complaints).toEqual([]);
  });
});
