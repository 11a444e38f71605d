/** What went wrong with scanners in other projects (reference trust-ux A9), each under its number: 13 to 16, with real key events in Chromium. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { fault } from "../../electron/domain/fault.ts";
import { inCase } from "../helpers/fixtures/case-views.ts";
import { noMatter, ready } from "../helpers/fixtures/terminal-views.ts";
import { type ScanManner, scanFast } from "./screens/hands.ts";
import { pagesOfTests } from "./screens/pages-of-tests.ts";
import { hasChromium, pressSlowly } from "./screens/screen-stage.ts";

const CODE = "SFM:4QX9-2207-KD81";

if (!hasChromium()) console.log("scan regressions: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("a scanner at the keyboard", () => {
  const pages = pagesOfTests();
  const { open } = pages;
  const scans = () => pages.host.calls.filter(({ command }) => command === "scan.submit").map(({ input }) => input);
  const others = () => pages.host.calls.map(({ command }) => command).filter((command) => command !== "scan.submit");

  test.each(["recognised", "refused"] as const)("13: a scan that is %s is heard and seen", async (signal) => {
    const page = await open();
    await countTones(page);
    await pressSlowly(page, ["Shift"]);
    await scanFast(page, CODE);
    await expect.poll(scans).toHaveLength(1);
    pages.host.signal(signal === "refused" ? { signal, fault: fault("scan.damaged") } : { signal });
    if (signal === "recognised") pages.host.showCounter(inCase({ phase: "identifying" }));
    await page.waitForSelector(signal === "refused" ? ".notice" : ".step-bar[data-step=identifying]");
    expect(await tones(page)).toBe(signal === "refused" ? 3 : 1);
  });

  test("16: a scan at a locked terminal is refused, heard and explained, and does not land in the password", async () => {
    const page = await open({ ...ready, isLocked: true });
    await countTones(page);
    await pressSlowly(page, ["Shift"]);
    await scanFast(page, CODE);
    await page.waitForSelector(".session-fault");
    expect(await page.locator(".session-fault").textContent()).toContain("终端已锁定，未受理扫码");
    expect(await page.getByLabel("密码").inputValue()).toBe("");
    expect(await tones(page)).toBe(3);
    expect(pages.host.calls.map(({ command }) => command)).toEqual([]);
  });

  const FIELDS = [
    ["the search field of the matters", noMatter, [], "combobox"],
    ["the first field of a dialog", ready, ["F4"], "textbox"],
    ["the reason of a dialog over a case", inCase({ phase: "deciding" }), ["Escape"], "textbox"],
  ] as const;

  test.each(FIELDS)(
    "14: a scan does not land in %s, with or without an input method",
    async (_name, view, keys, role) => {
      const page = await open(view);
      await pressSlowly(page, keys);
      const field = page.getByRole(role).first();
      await field.focus();
      await pressSlowly(page, ["x"]);
      await expect.poll(() => field.inputValue()).toBe("x");
      for (const isComposing of [true, false]) {
        pages.host.calls.length = 0;
        await scanFast(page, CODE, { isComposing });
        await expect.poll(scans).toEqual([{ text: CODE, way: "keyboard" }]);
        await page.waitForTimeout(300);
        expect(await field.inputValue()).toBe("x");
        expect(others()).toEqual([]);
      }
      expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    },
  );

  test("14: a scan while a dialog is open presses none of its buttons", async () => {
    const page = await open(inCase({ phase: "deciding" }));
    await pressSlowly(page, ["Escape"]);
    await page.getByRole("button", { name: "群众不再办理" }).focus();
    await scanFast(page, CODE, { gapMs: 8 });
    await expect.poll(scans).toEqual([{ text: CODE, way: "keyboard" }]);
    expect(await page.locator(".reason[aria-pressed=true]").count()).toBe(0);
    expect(others()).toEqual([]);
  });

  const MANNERS: readonly (readonly [name: string, manner: ScanManner, code: string])[] = [
    ["CR", { suffix: ["CR"] }, CODE],
    ["LF", { suffix: ["LF"] }, CODE],
    ["CRLF", { suffix: ["CR", "LF"] }, CODE],
    ["CR and a cursor key", { suffix: ["CR", "cursor"] }, CODE],
    ["Tab", { suffix: ["Tab"] }, CODE],
    ["no suffix", { suffix: [] }, CODE],
    ["Alt on every key", { flags: 1 }, CODE],
    ["Caps Lock", { isCapsLockOn: true }, CODE],
    ["keys 16 ms apart", { gapMs: 16 }, CODE],
    ["a group separator in it", {}, "SFM:0199\u001d10-AB"],
  ];

  test.each(MANNERS)(
    "15: a scan with %s is one scan, and no key of it does anything else",
    async (_name, manner, code) => {
      const page = await open(inCase({ phase: "deciding" }));
      const before = await page.locator("main").innerHTML();
      await scanFast(page, code, manner);
      await expect.poll(scans).toEqual([{ text: code, way: "keyboard" }]);
      await page.waitForTimeout(250);
      expect(scans()).toHaveLength(1);
      expect(others()).toEqual([]);
      expect(await page.locator("main").innerHTML()).toBe(before);
    },
  );

  test("15: a person who types fast is not taken for a scanner, and gets every letter", async () => {
    const page = await open(noMatter);
    await page.getByRole("combobox").focus();
    await scanFast(page, "ZHANG-2207", { gapMs: 50, suffix: [] });
    await expect.poll(() => page.getByRole("combobox").inputValue()).toBe("ZHANG-2207");
    expect(scans()).toEqual([]);
  });
});

async function countTones(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counted = window as unknown as { tones: number };
    counted.tones = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      counted.tones += 1;
      start.call(this, when);
    };
  });
}

function tones(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { tones: number }).tones);
}
