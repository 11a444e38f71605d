/** A clerk's hands: scans, keys, pictures, files, a lost connection; and what must never be left on a screen. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fault } from "../../electron/domain/fault.ts";
import { failed, ok } from "../../electron/domain/result.ts";
import { ALL_DECIDED, EXEMPTED, inCase } from "../helpers/fixtures/case-views.ts";
import { citizenAt, restingCitizen } from "../helpers/fixtures/citizen-views.ts";
import { noMatter, ready, signedOut } from "../helpers/fixtures/terminal-views.ts";
import { dropFile, pasteText, qrPicture, scanFast } from "./screens/hands.ts";
import { pagesOfTests } from "./screens/pages-of-tests.ts";
import { hasChromium, pressSlowly } from "./screens/screen-stage.ts";

const CODE = "SFM:4QX9-2207-KD81";

if (!hasChromium()) console.log("screens flow: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("a clerk at the counter", () => {
  const pages = pagesOfTests();
  const { asked } = pages;
  const open = (view = ready, path = "/") => {
    pages.host.answerPresented(undefined);
    pages.host.showCitizen(restingCitizen);
    return pages.open(view, path);
  };

  test("signs in with one digit, chooses the matter with another", async () => {
    pages.host.answer("session.sign-in", () => {
      pages.host.showCounter(noMatter);
      return ok({});
    });
    pages.host.answer("matter.choose", () => {
      pages.host.showCounter(ready);
      return ok({});
    });
    const page = await open(signedOut);
    await pressSlowly(page, ["1"]);
    await page.waitForSelector(".matter-row");
    await pressSlowly(page, ["1"]);
    await page.waitForSelector(".invitation");
    expect(asked("session.sign-in")).toHaveLength(1);
    expect(asked("matter.choose")).toHaveLength(1);
  });

  test("finishes a standard case with a scan and two keys", async () => {
    pages.host.answer("scan.submit", () => {
      pages.host.showCounter(inCase({ phase: "deciding" }));
      return ok({});
    });
    pages.host.answer("decision.confirm-all", () => {
      pages.host.showCounter(inCase({ phase: "submitting", decisions: ALL_DECIDED }));
      return ok({ decided: 4 });
    });
    pages.host.answer("case.close", () => {
      pages.host.showCounter(ready);
      return ok({});
    });
    const page = await open();
    await scanFast(page, CODE);
    await page.waitForSelector(".verdict[data-look=valid]");
    await page.waitForTimeout(400);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".step-bar[data-step=done]");
    await page.waitForTimeout(400);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".invitation");
    expect(asked("scan.submit")).toEqual([{ text: CODE, way: "keyboard" }]);
    expect(asked("decision.confirm-all")).toEqual([{}]);
    expect(asked("case.close")).toHaveLength(1);
  });

  test("never lets a scan into the field that has the focus", async () => {
    const page = await open(noMatter);
    const field = page.getByRole("combobox");
    await field.focus();
    await scanFast(page, CODE);
    await page.waitForTimeout(200);
    expect(await field.inputValue()).toBe("");
    expect(asked("scan.submit")).toEqual([{ text: CODE, way: "keyboard" }]);
    expect(asked("matter.choose")).toEqual([]);
  });

  test("gets what is typed by hand into the field, letter by letter", async () => {
    const page = await open(noMatter);
    const field = page.getByRole("combobox");
    await pressSlowly(page, ["a", "B", "7"]);
    await expect.poll(() => field.inputValue()).toBe("aB7");
  });

  test("does not answer the next step with the Enter meant for the one before", async () => {
    pages.host.answer("decision.confirm-all", () => {
      pages.host.showCounter(inCase({ phase: "submitting", decisions: ALL_DECIDED }));
      return ok({ decided: 4 });
    });
    const page = await open(inCase({ phase: "deciding" }));
    await page.waitForTimeout(400);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".step-bar[data-step=done]");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
    expect(asked("case.close")).toEqual([]);
  });

  test("decides each material by its key, and gives a reason where one is due", async () => {
    const page = await open(inCase({ phase: "deciding", decisions: EXEMPTED }));
    await pressSlowly(page, ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "p"]);
    expect(asked("decision.make")).toEqual([{ materialId: "GJJ-06", kind: "paper-received" }]);
    await pressSlowly(page, ["ArrowUp", "r"]);
    await page.waitForSelector(".dialog");
    await pressSlowly(page, ["2", "Enter"]);
    expect(asked("decision.make")[1]).toEqual({
      materialId: "GJJ-05",
      kind: "refused",
      reason: "证照内容与申请不一致",
    });
  });

  test("cancels only with a reason, and Escape takes the question back", async () => {
    const page = await open(inCase({ phase: "deciding" }));
    await pressSlowly(page, ["Escape"]);
    await page.waitForSelector(".dialog");
    await pressSlowly(page, ["Enter"]);
    expect(asked("case.cancel")).toEqual([]);
    await pressSlowly(page, ["Escape"]);
    await page.waitForSelector(".dialog", { state: "detached" });
    await pressSlowly(page, ["Escape", "1", "Enter"]);
    expect(asked("case.cancel")).toEqual([{ reason: "群众不再办理" }]);
  });

  test("asks for a second confirmation when the host wants one, and a quick Enter cannot give it", async () => {
    pages.host.answer("decision.confirm-all", ({ isSecondConfirmation }) =>
      isSecondConfirmation ? ok({ decided: 4 }) : failed(fault("decision.second-confirmation")),
    );
    const page = await open(inCase({ phase: "deciding" }));
    await page.waitForTimeout(400);
    await pressSlowly(page, ["Enter"]);
    await page.waitForSelector(".dialog");
    await pressSlowly(page, ["Enter", "Enter"]);
    expect(asked("decision.confirm-all")).toEqual([{}]);
    await pressSlowly(page, ["y"]);
    expect(asked("decision.confirm-all")[1]).toEqual({ isSecondConfirmation: true });
  });

  test("pastes a code anywhere on the page", async () => {
    const page = await open();
    await pasteText(page, ` ${CODE}\n`);
    await expect.poll(() => asked("scan.submit")).toEqual([{ text: CODE, way: "paste" }]);
  });

  test.each(["image/png", "image/jpeg", "image/webp"])(
    "reads the code out of a picture that is dropped, %s",
    async (type) => {
      const page = await open();
      await dropFile(page, await qrPicture(page, [CODE], type), type, "code");
      await expect.poll(() => asked("scan.submit"), { timeout: 5_000 }).toEqual([{ text: CODE, way: "image" }]);
    },
  );

  test("reads the code in a picture without WebAssembly too", async () => {
    const page = await open();
    let refused = 0;
    await page.context().route("**/*.wasm", (route) => {
      refused += 1;
      return route.abort();
    });
    await dropFile(page, await qrPicture(page, [CODE]), "image/png", "code.png");
    await expect.poll(() => asked("scan.submit"), { timeout: 5_000 }).toEqual([{ text: CODE, way: "image" }]);
    expect(refused).toBeGreaterThan(0);
    pages.complaints.length = 0;
  });

  test("says that a picture holds two codes and chooses neither; only the WebAssembly decoder can tell", async () => {
    const page = await open();
    await dropFile(page, await qrPicture(page, [CODE, "SFM:OTHER-0002"]), "image/png", "codes.png");
    await page.waitForSelector(".notice");
    expect(await page.locator(".notice").textContent()).toContain("图片里有不止一个二维码");
    expect(asked("scan.submit")).toEqual([]);
  });

  test("does not unpack a picture of 60,000 × 60,000 pixels", async () => {
    const page = await open();
    const head = [
      137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 234, 96, 0, 0, 234, 96, 8, 6, 0, 0, 0,
    ];
    await dropFile(page, head, "image/png", "bomb.png");
    await page.waitForSelector(".notice");
    expect(await page.locator(".notice").textContent()).toContain("图片太大");
  });

  test("says that a picture holds no code", async () => {
    const page = await open();
    await dropFile(page, await qrPicture(page, [""]), "image/png", "holiday.png");
    await page.waitForSelector(".notice");
    expect(await page.locator(".notice").textContent()).toContain("图片里没有找到二维码");
    expect(asked("scan.submit")).toEqual([]);
  });

  test("hands the bytes of a license file to the host and shows why it was refused", async () => {
    pages.host.presented.length = 0;
    const page = await open(inCase({ phase: "deciding" }));
    pages.host.answerPresented(fault("license.unreadable"));
    const bytes = readFileSync(new URL(import.meta.url));
    await dropFile(page, [...bytes], "application/octet-stream", "张晓明.ofd");
    await page.waitForSelector(".notice");
    expect(await page.locator(".notice").textContent()).toContain("证照文件打不开");
    expect(pages.host.presented.map((one) => [...one])).toEqual([[...bytes]]);
  });

  test("shows the fault that comes with a refused scan", async () => {
    const page = await open();
    pages.host.signal({ signal: "refused", fault: fault("scan.not-service-code", { what: "payment-code" }) });
    await page.waitForSelector(".notice");
    expect(await page.locator(".notice").textContent()).toContain("这是付款码，不是政务服务码");
  });

  test("says that the connection is lost, and is up to date once it is back", async () => {
    const page = await open();
    pages.host.pullPlug();
    await page.waitForSelector(".veil");
    pages.host.showCounter(inCase({ phase: "deciding" }));
    pages.host.plugIn();
    await page.waitForSelector(".verdict", { timeout: 8_000 });
    expect(await page.locator(".veil").count()).toBe(0);
    pages.complaints.length = 0;
  });

  test("leaves nothing of a citizen on the page once the case is over", async () => {
    const page = await open(inCase({ phase: "deciding" }));
    await page.waitForSelector(".license-view__page");
    await pressSlowly(page, ["s", "1", "Enter"]);
    await page.keyboard.down("s");
    await expect.poll(() => page.locator(".person__name").textContent()).toBe("张晓明");
    pages.host.showCounter(ready);
    await page.waitForSelector(".invitation");
    const html = await page.content();
    for (const canary of ["张晓明", "张*明", "990123198806120171", "9901**********0173", "YL0106-20261124-0014"]) {
      expect(html).not.toContain(canary);
    }
    expect(await page.locator(".license-view").count()).toBe(0);
  });

  test("works in another language at once", async () => {
    const page = await open();
    await page.getByRole("button", { name: "English" }).click();
    await expect.poll(() => page.locator(".invitation__title").textContent()).toBe("Scan the service code");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });

  test("scans for a training person with two keys", async () => {
    const page = await open();
    await pressSlowly(page, ["F9"]);
    await page.waitForSelector(".cast");
    await pressSlowly(page, ["ArrowDown", "Enter"]);
    await expect.poll(() => asked("training.scan")).toEqual([{ code: "YLFWM:吴清和:0017" }]);
    await page.waitForSelector(".training", { state: "detached" });
  });

  test("prints the receipt and nothing else", async () => {
    const page = await open(inCase({ phase: "submitting", decisions: ALL_DECIDED }));
    await pressSlowly(page, ["Control+p"]);
    await page.waitForSelector(".receipt-preview");
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await pressSlowly(page, ["Enter"]);
    await page.waitForSelector(".print-only", { state: "attached" });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".print-only").isVisible()).toBe(true);
    expect(await page.locator("#root").isVisible()).toBe(false);
    expect(await page.locator(".dialog").isVisible()).toBe(false);
  });

  test("25: a receipt that no printer took is still there, whole, and prints again", async () => {
    const page = await open(inCase({ phase: "submitting", decisions: ALL_DECIDED }));
    await page.evaluate(() => {
      const counted = window as unknown as { prints: number };
      counted.prints = 0;
      // Offline, renamed, out of paper: a browser tells a page nothing of it.
      window.print = () => {
        counted.prints += 1;
        throw new Error("no printer");
      };
    });
    await pressSlowly(page, ["Control+p"]);
    await page.waitForSelector(".receipt-preview");
    let sheet: string | null = null;
    for (let time = 1; time <= 2; time += 1) {
      await page.locator(".dialog").getByRole("button", { name: /打印/ }).click();
      await expect.poll(() => page.evaluate(() => (window as unknown as { prints: number }).prints)).toBe(time);
      sheet ??= await page.locator(".print-only").textContent();
    }
    expect(asked("receipt.print")).toHaveLength(2);
    expect(await page.locator(".receipt-preview").isVisible()).toBe(true);
    expect(sheet).toContain("YL0106");
    expect(await page.locator(".print-only").textContent()).toBe(sheet);
    pages.complaints.length = 0;
  });

  test("reaches every control by Tab, in view and with a ring", async () => {
    const page = await open(inCase({ phase: "deciding" }));
    const seen = new Set<string>();
    for (let press = 0; press < 45; press++) {
      await page.keyboard.press("Tab");
      const focus = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body || element.tagName === "MAIN") return undefined;
        return { name: nameOf(element), hasRing: getComputedStyle(element).outlineStyle !== "none" };
        function nameOf(one: Element): string {
          return one.getAttribute("aria-label") ?? one.textContent ?? "";
        }
      });
      if (!focus) continue;
      seen.add(focus.name);
      expect(focus).toEqual({ name: focus.name, hasRing: true });
    }
    const buttons = await page
      .locator("button:visible:not(:disabled)")
      .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent ?? ""));
    // The clock's own button changes its words every second.
    expect(buttons.filter((name) => !seen.has(name) && !/^\d\d:\d\d:\d\d$/.test(name))).toEqual([]);
  });

  describe("on the citizen's window", () => {
    test("answers the consent by touch, once", async () => {
      const page = await open(ready, "/citizen");
      pages.host.showCitizen(citizenAt("consent", { consent: { kind: "on-site", state: "waiting" } }));
      await page.getByRole("button", { name: "同意调取" }).click();
      await expect.poll(() => asked("consent.answer")).toEqual([{ isGranted: true }]);
      expect(await page.getByRole("button", { name: "不同意" }).isDisabled()).toBe(true);
    });

    test("offers targets of at least 60 pixels and words of at least 18", async () => {
      const page = await open(ready, "/citizen");
      pages.host.showCitizen(citizenAt("consent", { consent: { kind: "on-site", state: "waiting" } }));
      await page.waitForSelector(".citizen-button");
      for (const button of await page.locator(".citizen-button").all()) {
        expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(60);
      }
      const sizes = await page
        .locator(".citizen :is(p, li, span, h1, button)")
        .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18);
    });

    test("keeps nothing once it rests, nor while the host is away", async () => {
      const page = await open(ready, "/citizen");
      pages.host.showCitizen(citizenAt("working"));
      await page.waitForSelector(".citizen-items");
      pages.host.showCitizen(restingCitizen);
      await page.waitForSelector(".citizen[data-phase=rest]");
      expect(await page.content()).not.toContain("张*明");
      pages.host.showCitizen(citizenAt("working"));
      await page.waitForSelector(".citizen-items");
      pages.host.pullPlug();
      await page.waitForSelector(".citizen[data-phase=away]");
      expect(await page.content()).not.toContain("张*明");
      pages.complaints.length = 0;
    });
  });
});
