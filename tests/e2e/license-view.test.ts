/** The license view in a real Chromium: what is on the page, under the application's content policy, and how it looks. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { longestTaskMs } from "../helpers/process/longest-task.ts";
import { type BrowserStage, hasChromium, openBrowserStage } from "./license-view/browser-stage.ts";
import { drawPackage } from "./license-view/draw-package.ts";
import { drawBroken, drawSpecimen } from "./license-view/specimen.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SAMPLES = `${ROOT}/../shared/samples`;
const ARTEFACTS = `${ROOT}/tests/artefacts`;

const hasSamples = existsSync(`${SAMPLES}/v4signed.ofd`);
if (!hasChromium()) console.log("license view: skipped, this machine has no Chromium");
if (!hasSamples) console.log("license view: the real signed files are absent, their pages are skipped");

describe.skipIf(!hasChromium())("the license view in Chromium", () => {
  let stage: BrowserStage;

  beforeAll(async () => {
    mkdirSync(ARTEFACTS, { recursive: true });
    stage = await openBrowserStage();
    stage.drawings.set("specimen", drawSpecimen());
  });
  afterEach(() => {
    expect(stage.complaints).toEqual([]);
  });
  afterAll(() => stage?.close());

  const screenshot = (name: string) => stage.page.screenshot({ path: `${ARTEFACTS}/license-view-${name}.png` });
  /** Colour of the page at a place given in its own millimetres. */
  const colorAt = (x: number, y: number): Promise<readonly number[]> => pixelAt(stage, x, y);

  describe("a page with everything", () => {
    beforeAll(async () => {
      await stage.show("specimen");
      await screenshot("specimen");
    });

    test("is shown whole, in its own proportions", async () => {
      const sheet = await stage.page.locator(".license-view__sheet").boundingBox();
      const view = await stage.page.locator(".license-view").boundingBox();
      expect((sheet?.width ?? 0) / (sheet?.height ?? 1)).toBeCloseTo(180 / 120, 2);
      expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBeLessThanOrEqual((view?.y ?? 0) + (view?.height ?? 0));
    });

    test("paints shadings from their first to their last colour", async () => {
      expect(await colorAt(5.5, 12)).toSatisfy(isNear([214, 24, 32]));
      expect(await colorAt(34.5, 12)).toSatisfy(isNear([20, 90, 170]));
    });

    test("cuts by the intersection of clips", async () => {
      expect(await colorAt(125, 33)).toSatisfy(isNear([20, 90, 170]));
      expect(await colorAt(125, 27)).toSatisfy(isNear([255, 255, 255]));
      expect(await colorAt(112, 31)).toSatisfy(isNear([255, 255, 255]));
    });

    test("shows glyphs by number from a subset without tables and from a bare CFF program", async () => {
      for (const x of [9, 19, 34, 44]) expect(await colorAt(x, 74)).toSatisfy(isNear([0, 0, 0]));
      expect(await colorAt(14, 74)).toSatisfy(isNear([255, 255, 255]));
    });

    test("shows pictures of the package", async () => {
      expect(await colorAt(70, 75)).toSatisfy(isNear([255, 0, 0]));
    });

    test("shows a picture only where its mask is white", async () => {
      expect(await colorAt(134, 75)).toSatisfy(isNear([255, 0, 0]));
      expect(await colorAt(146, 75)).toSatisfy(isNear([255, 255, 255]));
    });

    test("places every character by itself", async () => {
      const places = await stage.page.evaluate(() => {
        const found = [...document.querySelectorAll("text")].find((t) => t.textContent?.startsWith("宋体四字"));
        if (!(found instanceof SVGTextElement)) return [];
        return [0, 3, 4, 8, 12].map((index) => found.getStartPositionOfChar(index).x);
      });
      expect(places).toEqual([0, 15, 20, 30, 40]);
    });

    test("counts a character of two code units as one place", async () => {
      const place = await stage.page.evaluate(() => {
        const found = [...document.querySelectorAll("text")].find((t) => t.textContent === "𠮷转");
        return found instanceof SVGTextElement ? found.getStartPositionOfChar(2).x : undefined;
      });
      expect(place).toBe(6);
    });

    test("says that something is missing, and where a seal's picture is", async () => {
      expect(await stage.page.getByRole("status").textContent()).toContain("1 处");
      expect(await stage.page.locator(".license-view__missing-seal").count()).toBe(1);
    });

    test("cannot be selected", async () => {
      await stage.page.keyboard.press("Control+a");
      expect(await stage.page.evaluate(() => getSelection()?.toString().includes("宋体"))).toBe(false);
    });

    test("has no accessibility fault that a tool can find", async () => {
      const { violations } = await new AxeBuilder({ page: stage.page }).include(".license-view").analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  });

  describe("seals", () => {
    test("are reached by keyboard in their order, show a ring and open their evidence", async () => {
      await stage.show("specimen");
      await stage.page.evaluate(() => {
        window.stage.opened.length = 0;
      });
      await stage.page.locator("body").click({ position: { x: 2, y: 2 } });
      await stage.page.keyboard.press("Tab");
      expect(await stage.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
        "电子印章：样例市公安局，查看核验依据",
      );
      expect(await stage.page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe(
        "solid",
      );
      await screenshot("seal-focus");
      await stage.page.keyboard.press("Enter");
      await stage.page.keyboard.press("Tab");
      await stage.page.keyboard.press("Enter");
      await stage.page.getByRole("button", { name: /样例省公章/ }).click();
      expect(await stage.page.evaluate(() => window.stage.opened)).toEqual(["s1", "s2", "s3"]);
    });

    test("that run over the edge are reached on their visible part only", async () => {
      await stage.show("specimen");
      const spot = await stage.page.getByRole("button", { name: /样例市民政局/ }).boundingBox();
      const sheet = await stage.page.locator(".license-view__sheet").boundingBox();
      expect((spot?.width ?? 0) / (sheet?.width ?? 1)).toBeCloseTo(12 / 180, 3);
      expect((spot?.height ?? 0) / (sheet?.height ?? 1)).toBeCloseTo(24 / 120, 3);
    });
  });

  test("the size on paper is kept at zoom 1, and a larger page is scrolled by keyboard", async () => {
    await stage.show("specimen", 0, 1);
    const sheet = await stage.page.locator(".license-view__sheet").boundingBox();
    expect(sheet?.width).toBeCloseTo((180 * 96) / 25.4, 0);
    await stage.show("specimen", 0, 3);
    await screenshot("specimen-zoom");
    await stage.page.locator(".license-view__stage").focus();
    await stage.page.keyboard.press("ArrowDown");
    await stage.page.waitForFunction(() => (document.querySelector(".license-view__stage")?.scrollTop ?? 0) > 0);
  });

  test("fonts of a license go with it", async () => {
    await stage.show("specimen");
    expect(
      await stage.page.evaluate(() => [...document.fonts].filter((f) => f.family.includes("license-")).length),
    ).toBe(2);
    await stage.page.evaluate(() => window.stage.clear());
    await stage.page.waitForFunction(() => ![...document.fonts].some((f) => f.family.includes("license-")));
  });

  test("a picture and a font that the screen cannot use are said", async () => {
    stage.drawings.set("broken", drawBroken());
    await stage.show("broken");
    await stage.page.getByRole("status").filter({ hasText: "2 处" }).waitFor();
    // The font's faults are worth a warning to Chromium, and to nobody else.
    expect(stage.complaints.filter((text) => !/font|OTS/i.test(text))).toEqual([]);
    stage.complaints.length = 0;
  });

  test("a page that does not exist is said, not drawn", async () => {
    await stage.show("specimen", 7);
    expect(await stage.page.locator(".license-view").textContent()).toContain("没有可显示的页面");
  });

  test("painting a page takes no task longer than 50 ms of the screen's processor time", async () => {
    await stage.show("specimen");
    await stage.page.evaluate(() => window.stage.clear());
    const longest = await longestTaskMs(stage.page, () => stage.show("specimen"));
    console.log(`license view: longest task while painting ${longest.toFixed(1)} ms`);
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(50);
  });

  describe.skipIf(!hasSamples)("with real signed files", () => {
    beforeAll(() => {
      for (const name of ["v4signed", "V4RideRight", "unsigned-helloworld"]) {
        stage.drawings.set(name, drawPackage(readFileSync(`${SAMPLES}/${name}.ofd`)).drawing);
      }
    });

    test.each(["v4signed", "V4RideRight", "unsigned-helloworld"])("%s is drawn without omissions", async (name) => {
      const drawing = stage.drawings.get(name);
      expect(drawing?.omissions).toEqual([]);
      for (const page of drawing?.pages.keys() ?? []) {
        await stage.show(name, page);
        await screenshot(`${name}-${page + 1}`);
      }
    });

    test("every entry that v4signed is drawn from is covered by its signature", () => {
      const { drawing, covered } = drawPackage(readFileSync(`${SAMPLES}/v4signed.ofd`));
      expect(drawing.entries.filter((entry) => !covered.has(entry))).toEqual([]);
    });

    test("the riding seal of V4RideRight gives every page its own strip of 8 mm at the edge", async () => {
      for (const page of [0, 1, 2, 3, 4]) {
        await stage.show("V4RideRight", page);
        const spot = await stage.page.getByRole("button").boundingBox();
        const sheet = await stage.page.locator(".license-view__sheet").boundingBox();
        expect((spot?.width ?? 0) / (sheet?.width ?? 1)).toBeCloseTo(8 / 210, 3);
        expect((spot?.x ?? 0) + (spot?.width ?? 0)).toBeCloseTo((sheet?.x ?? 0) + (sheet?.width ?? 0), 0);
      }
      await stage.show("V4RideRight", 2);
      expect(await colorAt(206, 41)).not.toSatisfy(isNear([255, 255, 255]));
    });
  });
});

function isNear(color: readonly number[]): (seen: readonly number[]) => boolean {
  return (seen) => color.every((value, i) => Math.abs(value - (seen[i] ?? -99)) <= 24);
}

/** Chromium decodes its own screenshot of the one place. */
async function pixelAt(stage: BrowserStage, x: number, y: number): Promise<readonly number[]> {
  const [sheet, viewBox] = await Promise.all([
    stage.page.locator(".license-view__sheet").boundingBox(),
    stage.page.locator(".license-view__page").getAttribute("viewBox"),
  ]);
  const width = Number(viewBox?.split(" ")[2]);
  if (!sheet) throw new Error("no sheet");
  const scale = sheet.width / width;
  const shot = await stage.page.screenshot({
    clip: { x: Math.floor(sheet.x + x * scale), y: Math.floor(sheet.y + y * scale), width: 1, height: 1 },
  });
  return stage.page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  }, shot.toString("base64"));
}
