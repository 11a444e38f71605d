/** Locking at the screen (reference trust-ux A9, 18 and 19): what is wiped, what holds it off, what is there again afterwards. */
import { describe, expect, test } from "vitest";
import { fault } from "../../electron/domain/fault.ts";
import { failed, ok } from "../../electron/domain/result.ts";
import { inCase } from "../helpers/fixtures/case-views.ts";
import { about, ready } from "../helpers/fixtures/terminal-views.ts";
import { pagesOfTests } from "./screens/pages-of-tests.ts";
import { hasChromium, pressSlowly } from "./screens/screen-stage.ts";

if (!hasChromium()) console.log("session regressions: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("a locked terminal", () => {
  const pages = pagesOfTests();
  const { open, asked } = pages;

  test("hides the case when the terminal locks, and finds it again", async () => {
    const view = inCase({ phase: "deciding" });
    pages.host.answer("session.unlock", () => {
      pages.host.showCounter(view);
      return ok({});
    });
    const page = await open(view);
    pages.host.showCounter({ ...view, isLocked: true });
    await page.waitForSelector(".lock");
    expect(await page.content()).not.toContain("张*明");
    await pressSlowly(page, ["p", "w", "Enter"]);
    await page.waitForSelector(".verdict");
    expect(asked("session.unlock")).toEqual([{ password: "pw" }]);
  });

  test("18: a lock, also one by itself, wipes what was pasted of a citizen, and does not keep it for later", async () => {
    const view = inCase({ phase: "deciding" });
    const page = await open(view);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate(() => navigator.clipboard.writeText("SFM990123198806120171"));
    await page.keyboard.press("Control+v");
    await expect.poll(() => asked("scan.submit").length).toBeGreaterThan(0);
    pages.host.showCounter({ phase: "deciding", isLocked: true, clerk: view.clerk });
    await page.waitForSelector(".lock");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("");
    expect(await page.locator("[role=dialog]").count()).toBe(0);
  });

  test("19: text in a search field that has the focus does not hold the lock off", async () => {
    pages.host.answer("terminal.about", () => ok({ ...about, idleLockMs: 4_000 }));
    const page = await open();
    await pressSlowly(page, ["F8", "a"]);
    await expect.poll(() => asked("session.lock").length, { timeout: 15_000 }).toBeGreaterThan(0);
    expect(await page.locator("input[type=search]").evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test("keeps what was chosen over a lock, and shows the next clerk nothing of it", async () => {
    const view = inCase({ phase: "deciding" });
    const page = await open(view);
    await pressSlowly(page, ["ArrowDown", "ArrowDown"]);
    const chosen = await page.locator("[aria-selected=true], [data-selected=true]").first().textContent();
    pages.host.showCounter({ phase: "deciding", isLocked: true, clerk: view.clerk });
    await page.waitForSelector(".lock");
    pages.host.showCounter(view);
    await page.waitForSelector(".verdict, .paper-guide");
    expect(await page.locator("[aria-selected=true], [data-selected=true]").first().textContent()).toBe(chosen);
    pages.host.showCounter({ phase: "deciding", isLocked: true, clerk: view.clerk });
    await page.getByRole("button", { name: /换人登录/ }).click();
    await page.getByLabel("账号").fill("qin.yuanshan");
    await page.getByLabel("密码").fill("pw");
    await page.keyboard.press("Enter");
    await expect.poll(() => asked("session.relieve")).toEqual([{ account: "qin.yuanshan", password: "pw" }]);
    const other = { account: "qin.yuanshan", name: "秦远山", role: "clerk" } as const;
    pages.host.showCounter({ phase: "ready", isLocked: false, clerk: other });
    await page.waitForSelector(".lock", { state: "detached" });
    expect(await page.content()).not.toContain("张*明");
  });

  test("asks for the PIN of a UKey only after the password, and never by itself", async () => {
    pages.host.answer("session.unlock", ({ pin }) => {
      if (pin === undefined) return failed(fault("factor.needed"));
      pages.host.showCounter(ready);
      return ok({});
    });
    const page = await open();
    pages.host.showCounter({ phase: "ready", isLocked: true, clerk: ready.clerk });
    await page.waitForSelector(".lock");
    expect([await page.getByLabel("UKey 的 PIN").count(), asked("session.unlock")]).toEqual([0, []]);
    await pressSlowly(page, ["p", "w", "Enter"]);
    await page.getByLabel("UKey 的 PIN").waitFor();
    await pressSlowly(page, ["1", "2", "3", "Enter"]);
    await page.waitForSelector(".lock", { state: "detached" });
    expect(asked("session.unlock")).toEqual([{ password: "pw" }, { password: "pw", pin: "123" }]);
  });

  test("warns before it locks, and any key keeps it open", async () => {
    pages.host.answer("terminal.about", () => ok({ ...about, idleLockMs: 22_500 }));
    const page = await open();
    await page.waitForSelector(".idle-warning", { timeout: 6_000 });
    await page.keyboard.press("Shift");
    await page.waitForSelector(".idle-warning", { state: "detached" });
    expect(asked("session.lock")).toEqual([]);
  });
});
