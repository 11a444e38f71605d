/** What a person's data leave behind at the screen: nothing in the open, on paper or in the clipboard that was not meant and written down. */
import { describe, expect, test } from "vitest";
import { fault } from "../../electron/domain/fault.ts";
import { failed, ok } from "../../electron/domain/result.ts";
import { ALL_DECIDED, inCase } from "../helpers/fixtures/case-views.ts";
import { receipt } from "../helpers/fixtures/past-views.ts";
import { ready } from "../helpers/fixtures/terminal-views.ts";
import { dropFile, pasteText } from "./screens/hands.ts";
import { pagesOfTests } from "./screens/pages-of-tests.ts";
import { hasChromium, photograph, pressSlowly, SIZES } from "./screens/screen-stage.ts";

const [SIZE] = SIZES;

if (!hasChromium()) console.log("traces at the screen: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("traces of a person at the screen", () => {
  const pages = pagesOfTests();
  const { open, asked } = pages;

  test("prints no receipt that the host did not audit, by no way", async () => {
    const page = await open(inCase({ phase: "submitting", decisions: ALL_DECIDED }));
    pages.host.answer("receipt.print", () => failed(fault("storage.full")));
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

  test("prints one receipt however often Enter is pressed, and another only after that", async () => {
    const page = await open(inCase({ phase: "submitting", decisions: ALL_DECIDED }));
    let answer: () => void = () => undefined;
    pages.host.answer("receipt.print", async () => {
      await new Promise<void>((done) => {
        answer = done;
      });
      return ok(receipt);
    });
    await page.evaluate(() => {
      Object.assign(window, { printed: 0 });
      window.print = () => {
        (window as unknown as { printed: number }).printed += 1;
      };
    });
    const printed = () => page.evaluate(() => (window as unknown as { printed: number }).printed);
    await pressSlowly(page, ["Control+p"]);
    await page.waitForSelector(".receipt-preview");
    for (let time = 1; time <= 2; time += 1) {
      await pressSlowly(page, ["Enter", "Enter"]);
      expect(asked("receipt.print")).toHaveLength(time);
      answer();
      await expect.poll(printed).toBe(time);
      await page.evaluate(() => void window.dispatchEvent(new Event("afterprint")));
      await page.locator(".print-only").waitFor({ state: "detached" });
    }
    expect(await printed()).toBe(2);
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
    pages.host.showCounter(ready);
    await page.waitForSelector(".invitation");
    await touch();
    expect(await wiped()).toBe(0);
    expect(await page.locator(".notice").count()).toBe(0);
    await page.evaluate(() => Object.assign(window, { isInFront: true }));
    await touch();
    await expect.poll(wiped).toBe(1);
    // What was copied meanwhile, the next citizen's code perhaps, went with it.
    await page.waitForSelector(".notice", { timeout: 2_000 });
    expect(await page.locator(".notice").textContent()).toMatch(/剪贴板刚刚清空了.*请重新复制/u);
    await photograph(page, "clipboard-emptied", SIZE);
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
      pages.host.showCounter(locked);
      await expect.poll(wiped).toBe(time + 1);
      pages.host.showCounter(ready);
    }
    pages.host.showCounter(locked);
    await page.waitForSelector(".lock");
    expect(await wiped()).toBe(2);
    // At once, so that nothing else was lost with it.
    expect(await page.locator(".notice").count()).toBe(0);
  });

  test("a file that is presented behind another waits for it, and goes into no other citizen's case", async () => {
    const page = await open();
    const answers: (() => Promise<void>)[] = [];
    await page.route("**/present", (route, request) => {
      const isRefused = request.postData() === "bad";
      const json = isRefused ? { fault: fault("license.unreadable") } : { ok: true };
      answers.push(() => route.fulfill({ json }));
    });
    const drop = (text: string) => dropFile(page, [...Buffer.from(text)], "application/octet-stream", "1.ofd");
    const seen = (count: number) => expect.poll(() => answers.length, { timeout: 2_000 }).toBe(count);
    const shown = async (caseId: string) => {
      const view = inCase({ phase: "deciding" });
      pages.host.showCounter({ ...view, case: view.case && { ...view.case, caseId } });
      await page.waitForSelector(".person__body");
    };
    await drop("one");
    await drop("two");
    await seen(1);
    await page.waitForTimeout(300);
    expect(answers).toHaveLength(1);
    await shown("theirs");
    await answers[0]?.();
    await seen(2);
    await answers[1]?.();
    pages.host.showCounter(ready);
    await page.waitForSelector(".invitation");
    await drop("bad");
    await drop("three");
    await seen(3);
    await shown("of the next citizen");
    await answers[2]?.();
    await expect.poll(() => page.locator(".notice").textContent()).toContain("出示文件后窗口的办件有变化");
    expect(answers).toHaveLength(3);
  });
});
