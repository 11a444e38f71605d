/** What a person's data leave behind at the screen: nothing in the open, on paper or in the clipboard that was not meant and written down. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { fault } from "../../electron/domain/fault.ts";
import { failed } from "../../electron/domain/result.ts";
import { ALL_DECIDED, inCase } from "../helpers/fixtures/case-views.ts";
import { ready } from "../helpers/fixtures/terminal-views.ts";
import { pasteText } from "./screens/hands.ts";
import { answerAll } from "./screens/scenes.ts";
import {
  hasChromium,
  openPage,
  openScreenStage,
  pressSlowly,
  type ScreenPage,
  type ScreenStage,
  SIZES,
  settle,
} from "./screens/screen-stage.ts";

const [SIZE] = SIZES;

if (!hasChromium()) console.log("traces at the screen: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("traces of a person at the screen", () => {
  let stage: ScreenStage;
  let opened: ScreenPage;

  beforeAll(async () => {
    stage = await openScreenStage();
  });
  afterEach(async () => {
    const { complaints } = opened;
    await opened.close();
    expect(complaints).toEqual([]);
    expect(stage.host.bugs).toEqual([]);
  });
  afterAll(() => stage?.close());

  const open = async (view = ready) => {
    stage.host.forgetAnswers();
    answerAll(stage, () => false);
    stage.host.showCounter(view);
    opened = await openPage(stage, SIZE);
    await opened.page.waitForSelector("main");
    await settle(opened.page);
    stage.host.calls.length = 0;
    return opened.page;
  };
  const asked = (command: string) =>
    stage.host.calls.filter((call) => call.command === command).map((call) => call.input);

  test("prints no receipt that the host did not audit, by no way", async () => {
    const page = await open(inCase({ phase: "submitting", decisions: ALL_DECIDED }));
    stage.host.answer("receipt.print", () => failed(fault("storage.full")));
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute("data-printed", "true");
    });
    await pressSlowly(page, ["Control+p"]);
    await page.waitForSelector(".receipt-preview");
    expect(await page.locator(".print-only").count()).toBe(0);
    await pressSlowly(page, ["Enter"]);
    await page.waitForSelector(".notice");
    expect(asked("receipt.print")).toHaveLength(1);
    expect(await page.locator("body[data-printed], .print-only, .receipt-preview").count()).toBe(0);
  });

  test("a clipboard that the browser refuses to empty is emptied when the window is touched again", async () => {
    const view = inCase({ phase: "deciding" });
    const page = await open(view);
    await page.evaluate(() => {
      const kept = window as unknown as { isInFront: boolean; wiped: number };
      Object.assign(kept, { isInFront: false, wiped: 0 });
      navigator.clipboard.writeText = async (text) => {
        if (!kept.isInFront) throw new DOMException("Document is not focused.", "NotAllowedError");
        if (text === "") kept.wiped += 1;
      };
    });
    const wiped = () => page.evaluate(() => (window as unknown as { wiped: number }).wiped);
    const touch = () => page.evaluate(() => void window.dispatchEvent(new Event("focus")));
    await pasteText(page, "SFM990123198806120171");
    await expect.poll(() => asked("clipboard.touched").length).toBe(1);
    stage.host.showCounter(ready);
    await page.waitForSelector(".invitation");
    await touch();
    expect(await wiped()).toBe(0);
    await page.evaluate(() => Object.assign(window, { isInFront: true }));
    await touch();
    await expect.poll(wiped).toBe(1);
    await touch();
    expect(await wiped()).toBe(1);
  });

  test("what is pasted into a field, or copied from the page, is wiped too, and not only when a case ends", async () => {
    const page = await open();
    await page.evaluate(() => {
      const kept = window as unknown as { wiped: number };
      kept.wiped = 0;
      navigator.clipboard.writeText = async () => {
        kept.wiped += 1;
      };
    });
    const wiped = () => page.evaluate(() => (window as unknown as { wiped: number }).wiped);
    const locked = { phase: "ready", isLocked: true, clerk: ready.clerk } as const;
    for (const [time, event] of ["paste", "copy"].entries()) {
      await page.evaluate((type) => {
        const field = document.body.appendChild(document.createElement("input"));
        field.dispatchEvent(new ClipboardEvent(type, { bubbles: true }));
        field.remove();
      }, event);
      stage.host.showCounter(locked);
      await expect.poll(wiped).toBe(time + 1);
      stage.host.showCounter(ready);
    }
    stage.host.showCounter(locked);
    await page.waitForSelector(".lock");
    expect(await wiped()).toBe(2);
  });
});
