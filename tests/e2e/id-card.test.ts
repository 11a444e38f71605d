/** A card laid on an emulated reader (a real serial line) shows its holder on the clerk's screen, in a real browser. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InputOf } from "../../electron/contract/contract.ts";
import { type LoopbackServer, startLoopbackServer } from "../../electron/loopback/server.ts";
import { PERSONS } from "../../electron/training/cast/persons.ts";
import builtin from "../../native-devices/profiles/builtin/sdt-serial-115200.json" with { type: "json" };
import { cardOf } from "../emulators/id-card-reader/training-card.ts";
import { DecoderFolder } from "../emulators/photo-decoder/decoder-program.ts";
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
  let decoders: DecoderFolder;
  let terminal: TestHost;
  let server: LoopbackServer;
  let browser: Browser;
  let clerk: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "screens-card-"));
    await buildScreens(folder);
    decoders = new DecoderFolder();
    line = new SerialReader();
    await line.plug();
    terminal = await openTestHost({
      withScanner: true,
      change: (options) => {
        const profile = { ...builtin, options: { ...builtin.options, photoDecoder: decoders.write("good") } };
        const reader = { deviceId: "id-card", isEnabled: true, profile, path: line.path };
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
    decoders?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Left edge, upper right, lower right. */
  const pointsOfPhoto = () =>
    clerk.locator("canvas.person__photo").evaluate((canvas: HTMLCanvasElement) =>
      [
        [0, 0],
        [101, 0],
        [101, 125],
      ].flatMap(([x = 0, y = 0]) => [...(canvas.getContext("2d")?.getImageData(x, y, 1, 1).data ?? [])]),
    );
  const addressOfPhoto = async () => {
    const view = await terminal.client.call("counter.view", {});
    return view.ok && view.value.case?.photo && "address" in view.value.case.photo ? view.value.case.photo.address : "";
  };
  const statusOf = (address: string) => clerk.evaluate(async (from) => (await fetch(from)).status, address);

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

  test("shows the card's photo beside the person, the right way round", async () => {
    await clerk.waitForSelector("canvas.person__photo");
    await expect.poll(pointsOfPhoto).toEqual([0, 0, 255, 255, 255, 0, 0, 255, 0, 255, 0, 255]);
    expect(await clerk.getByRole("img", { name: "证件照片，请与本人核对" }).isVisible()).toBe(true);
  });

  test("keeps nothing of the photo for the next citizen", async () => {
    const address = await addressOfPhoto();
    expect(await statusOf(address)).toBe(200);
    const kept = terminal.host.parts.photos.pixelsAt(address);
    await terminal.client.call("case.cancel", { reason: "test" });
    await clerk.waitForSelector(".invitation");
    expect(await clerk.locator(".person__photo").count()).toBe(0);
    expect(await statusOf(address)).toBe(404);
    expect(kept?.every((byte) => byte === 0)).toBe(true);
    complaints.length = 0;
  });

  test("of the next card, whose photo cannot be decoded, tells why", async () => {
    line.reader.lift();
    decoders.write("crashing");
    await clerk.waitForTimeout(1500);
    line.reader.lay(cardOf(PERSONS.spouse));
    await clerk.getByText("照片解码程序出错").waitFor({ timeout: 10_000 });
    expect(await clerk.locator("canvas.person__photo").count()).toBe(0);
    await photograph(clerk, "host-id-card-no-photo", SIZE);
  });

  test("says why a card was not read", async () => {
    await terminal.client.call("case.cancel", { reason: "test" });
    await clerk.waitForSelector(".invitation");
    line.reader.misbehaviour.readStatus = [0x33];
    line.reader.lift();
    await clerk.waitForTimeout(1500);
    line.reader.lay(cardOf(PERSONS.newFather));
    await clerk.getByText("身份证未通过读卡器验证").waitFor({ timeout: 10_000 });
    await photograph(clerk, "host-id-card-unverified", SIZE);
    expect(complaints).toEqual([]);
  });

  test("shows a drawing marked as a sample for a virtual card", async () => {
    const { name, number } = PERSONS.newMother;
    const act = (does: InputOf<"training.reader">["does"]) =>
      terminal.client.call("training.reader", { reader: "card-reader", does });
    await act({ act: "plug" });
    await until(() =>
      terminal.host.readers.views().some(({ deviceId, state }) => deviceId.includes("virtual") && state === "ready"),
    );
    await act({ act: "place", card: { name, number } });
    await clerk.waitForSelector("canvas.person__photo", { timeout: 10_000 });
    // The ground, and the clothes.
    await expect.poll(pointsOfPhoto).toEqual([222, 228, 236, 255, 222, 228, 236, 255, 222, 228, 236, 255]);
    await photograph(clerk, "host-id-card-sample", SIZE);
  });
});
