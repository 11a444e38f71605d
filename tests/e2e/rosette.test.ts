/** The ornament behind the counter: drawn, as fine as the screen, and hollow where something is to be read. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ready } from "../helpers/fixtures/terminal-views.ts";
import { hasChromium, openScreenStage, type ScreenStage, SIZES } from "./screens/screen-stage.ts";

describe.skipIf(!hasChromium())("the rosette", () => {
  let stage: ScreenStage;
  beforeAll(async () => {
    stage = await openScreenStage();
    stage.host.showCounter(ready);
  });
  afterAll(() => stage?.close());

  test.each([1, 2])("at %d pixels of the screen to one of the page", async (deviceScaleFactor) => {
    const context = await stage.browser.newContext({ viewport: SIZES[0], deviceScaleFactor });
    const page = await context.newPage();
    await page.goto(stage.host.origin);
    const seen = await page.locator(".stage__guilloche canvas").evaluate(async (element) => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const canvas = element as HTMLCanvasElement;
      const { width: side } = canvas;
      const pixels = canvas.getContext("2d")?.getImageData(0, side / 2, side, 1).data ?? [];
      const isDrawn = (from: number, to: number) =>
        [...pixels].some((value, at) => at % 4 === 3 && at / 4 >= side * from && at / 4 < side * to && value > 0);
      return { scale: side / canvas.clientWidth, isEdgeDrawn: isDrawn(0, 0.2), isMiddleDrawn: isDrawn(0.4, 0.6) };
    });
    expect(seen).toEqual({ scale: deviceScaleFactor, isEdgeDrawn: true, isMiddleDrawn: false });
    await context.close();
  });
});
