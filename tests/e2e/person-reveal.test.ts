/** A person's full name and number at the counter: shown while somebody holds on to them, said to whoever cannot see, and to nobody else. */
import { describe, expect, test } from "vitest";
import { ok } from "../../electron/domain/result.ts";
import { inCase } from "../helpers/fixtures/case-views.ts";
import { ready } from "../helpers/fixtures/terminal-views.ts";
import { coveredTexts } from "./screens/covered-texts.ts";
import { pagesOfTests } from "./screens/pages-of-tests.ts";
import { WITH_PHOTO } from "./screens/reveal-scenes.ts";
import { hasChromium, pressSlowly } from "./screens/screen-stage.ts";

if (!hasChromium()) console.log("full details: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("full details after a reason", () => {
  const pages = pagesOfTests();
  const { open, asked } = pages;

  const MASKED = "张*明";
  const FULL = "张晓明";
  const deciding = inCase({ phase: "deciding" });

  const openGranted = async () => {
    const page = await open(deciding);
    await pressSlowly(page, ["s", "1", "Enter"]);
    const button = page.getByRole("button", { name: /按住查看|松开隐藏/ });
    await button.waitFor();
    expect(asked("person.reveal")).toEqual([{ reason: "当面核对身份" }]);
    const name = () => page.locator(".person__name").textContent();
    const shows = (text: string) => expect.poll(name, { timeout: 2_000 }).toBe(text);
    await shows(MASKED);
    return { page, button, name, shows };
  };

  test("want a reason that is no repeat of the key that asked for it", async () => {
    const page = await open(deciding);
    const hold = async (key: string) => {
      await page.keyboard.down(key);
      await page.waitForTimeout(300);
      for (let time = 0; time < 5; time += 1) await page.keyboard.down(key);
      await page.keyboard.up(key);
    };
    const field = page.locator("[role=dialog] textarea");
    await hold("s");
    await field.waitFor();
    expect(await field.inputValue()).toBe("");
    await hold("1");
    expect(await field.inputValue()).toBe("当面核对身份");
    // What is pressed anew is typed, and goes on being typed.
    await field.fill("");
    await hold("s");
    expect(await field.inputValue()).toBe("ssssss");
  });

  test("are in the clear only while the key is held down, and no reason is asked for again within the 10 seconds", async () => {
    const { page, shows, name } = await openGranted();
    for (let time = 1; time <= 2; time += 1) {
      await page.keyboard.down("s");
      await shows(FULL);
      await page.waitForTimeout(700);
      expect(await name()).toBe(FULL);
      await page.keyboard.up("s");
      await shows(MASKED);
    }
    expect(asked("person.reveal")).toHaveLength(1);
    expect(await page.locator("[role=dialog]").count()).toBe(0);
  });

  test("are hidden after 10 seconds however long it is held, and then want a new reason", async () => {
    const { page, button, shows } = await openGranted();
    await page.keyboard.down("s");
    await shows(FULL);
    const from = Date.now();
    await expect.poll(() => page.locator(".person__name").textContent(), { timeout: 12_000 }).toBe(MASKED);
    expect(Date.now() - from).toBeGreaterThan(8_500);
    expect(Date.now() - from).toBeLessThan(11_000);
    await page.keyboard.up("s");
    expect(await button.count()).toBe(0);
    await pressSlowly(page, ["s"]);
    await page.waitForSelector("[role=dialog]");
  });

  test.each([
    ["zh", false],
    ["zh", true],
    ["en", false],
    ["en", true],
  ])("can be read whole while they are held: in %s, with a photo: %s", async (language, hasPhoto) => {
    const page = await open(hasPhoto ? WITH_PHOTO : deciding);
    await page.evaluate((text) => localStorage.setItem("liangzheng.preferences", text), JSON.stringify({ language }));
    await page.reload();
    await page.waitForSelector(".person__number");
    await pressSlowly(page, ["s", "1", "Enter"]);
    await page.waitForSelector(".person__hold");
    await page.keyboard.down("s");
    await page.waitForSelector(".person__hold[data-held=true]");
    await page.waitForSelector(".person__left");
    expect(await page.locator(".person__number").textContent()).toBe("990123198806120171");
    expect(await coveredTexts(page, ".person__body")).toEqual([]);
    await page.keyboard.up("s");
    // The label is a wider one then, and the time goes on.
    await page.waitForSelector(".person__hold[data-held=false]");
    expect(await coveredTexts(page, ".person__body")).toEqual([]);
  });

  test("follow the mouse button, wherever it is let go", async () => {
    const { page, button, shows } = await openGranted();
    await button.hover();
    await page.mouse.down();
    await shows(FULL);
    await page.mouse.move(600, 500);
    await page.mouse.up();
    await shows(MASKED);
    // A click is no hold.
    await button.click();
    await shows(MASKED);
  });

  test.each(["Space", "Enter"])("follow %s on the button that has the focus", async (key) => {
    const { page, button, shows } = await openGranted();
    await button.focus();
    await page.keyboard.down(key);
    await shows(FULL);
    await page.keyboard.up(key);
    await shows(MASKED);
  });

  test("go at once when the window is left, is hidden, or is locked", async () => {
    const { page, shows } = await openGranted();
    for (const event of ["blur", "visibilitychange"]) {
      await page.keyboard.down("s");
      await shows(FULL);
      await page.evaluate((type) => {
        (type === "blur" ? window : document).dispatchEvent(new Event(type));
      }, event);
      expect(await page.locator(".person__name").textContent()).toBe(MASKED);
      await page.keyboard.up("s");
    }
    await page.keyboard.down("s");
    await shows(FULL);
    pages.host.showCounter({ phase: "deciding", isLocked: true, clerk: deciding.clerk });
    await page.waitForSelector(".lock");
    expect(await page.content()).not.toContain(FULL);
    await page.keyboard.up("s");
    pages.host.showCounter(deciding);
    await page.getByRole("button", { name: "显示完整信息" }).waitFor();
    // The drawn license shows its holder as ever.
    expect(await page.locator(".person__body").innerHTML()).not.toContain(FULL);
  });

  test("are read out by a screen reader, which holds nothing down, and not shown meanwhile", async () => {
    const { page, button, name } = await openGranted();
    const said = () => page.locator(".person__reveal [role=status]").textContent();
    const press = () => button.evaluate((one: HTMLButtonElement) => one.click());
    expect(await said()).toContain("按一下即朗读");
    await press();
    await expect.poll(said).toBe(`${FULL} 990123198806120171`);
    expect(await name()).toBe(MASKED);
    expect((await page.locator(".person__reveal [role=status]").boundingBox())?.width).toBeLessThanOrEqual(1);
    await press();
    await expect.poll(said).not.toContain(FULL);
  });

  test.each([
    ["Enter", 0],
    ["Enter", 150],
    ["Space", 150],
    ["s", 150],
  ])("are read out once %s was pressed for %i ms, and not shown from then on", async (key, ms) => {
    const { page, button, shows, name } = await openGranted();
    const said = () => page.locator(".person__reveal [role=status]").textContent();
    const press = async () => {
      await page.keyboard.down(key);
      await page.waitForTimeout(ms);
      await page.keyboard.up(key);
    };
    if (key !== "s") await button.focus();
    await press();
    await expect.poll(said, { timeout: 2_000 }).toBe(`${FULL} 990123198806120171`);
    await shows(MASKED);
    await page.waitForTimeout(300);
    expect([await said(), await name()]).toEqual([`${FULL} 990123198806120171`, MASKED]);
    await press();
    await expect.poll(said, { timeout: 2_000 }).not.toContain(FULL);
    await shows(MASKED);
  });

  test.each(["Space", "Enter", "s"])("are not read out after %s was held for long", async (key) => {
    const { page, button, shows } = await openGranted();
    if (key !== "s") await button.focus();
    await page.keyboard.down(key);
    await shows(FULL);
    for (let time = 0; time < 10; time += 1) {
      await page.keyboard.down(key);
      await page.waitForTimeout(40);
    }
    await page.keyboard.up(key);
    await shows(MASKED);
    await page.waitForTimeout(300);
    expect(await page.locator(".person__reveal").textContent()).not.toContain(FULL);
  });

  test("are not read out because the window was left", async () => {
    const { page, shows } = await openGranted();
    await page.keyboard.down("s");
    await shows(FULL);
    await page.evaluate(() => void window.dispatchEvent(new Event("blur")));
    await shows(MASKED);
    expect(await page.locator(".person__reveal").textContent()).not.toContain(FULL);
    await page.keyboard.up("s");
  });

  test("are not granted to the next case by an answer that comes late", async () => {
    const page = await open(deciding);
    let answer: () => void = () => undefined;
    pages.host.answer("person.reveal", async () => {
      await new Promise<void>((done) => {
        answer = done;
      });
      return ok({ fullName: FULL, fullNumber: "990123198806120171" });
    });
    await pressSlowly(page, ["s", "1", "Enter"]);
    await expect.poll(() => asked("person.reveal").length).toBe(1);
    pages.host.showCounter(ready);
    await page.waitForSelector(".invitation");
    const next = inCase({ phase: "deciding" });
    pages.host.showCounter({ ...next, case: next.case && { ...next.case, caseId: "another" } });
    await page.getByRole("button", { name: "显示完整信息" }).waitFor();
    answer();
    await page.waitForTimeout(300);
    expect(await page.getByRole("button", { name: "按住查看" }).count()).toBe(0);
    expect(await page.locator(".person__body").innerHTML()).not.toContain("990123198806120171");
  });
});
