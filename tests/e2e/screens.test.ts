/**
 * Every screen and state of both windows in a real Chromium, at the smallest and the usual size of a counter's monitor:
 * photographed, free of accessibility faults, nothing cut off, nothing complained about.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { restingCitizen } from "../helpers/fixtures/citizen-views.ts";
import { signedOut, status } from "../helpers/fixtures/terminal-views.ts";
import { clippedTexts } from "./screens/clipped-texts.ts";
import { answerAll, CITIZEN_SCENES, SCENES, type Scene } from "./screens/scenes.ts";
import {
  axeFindings,
  hasChromium,
  openPage,
  openScreenStage,
  photograph,
  pressSlowly,
  type ScreenPage,
  type ScreenStage,
  SIZES,
  settle,
} from "./screens/screen-stage.ts";

if (!hasChromium()) console.log("screens: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("the screens in Chromium", () => {
  let stage: ScreenStage;
  let isChanged = false;
  let opened: ScreenPage | undefined;

  beforeAll(async () => {
    stage = await openScreenStage();
    answerAll(stage, () => isChanged);
  });
  afterEach(async () => {
    const complaints = opened?.complaints ?? [];
    await opened?.close();
    opened = undefined;
    expect(complaints).toEqual([]);
    expect(stage.host.bugs).toEqual([]);
  });
  afterAll(() => stage?.close());

  const play = async (scene: Scene, page: ScreenPage["page"]) => {
    isChanged = scene.isChanged ?? false;
    stage.host.showCounter(scene.counter);
    await settle(page);
    await pressSlowly(page, scene.keys ?? []);
    await scene.act?.(page);
  };

  describe.each(SIZES)("at $width × $height", (size) => {
    test.each(SCENES)("$name", async (scene) => {
      stage.host.showCounter(signedOut);
      stage.host.showStatus(scene.status ?? status);
      opened = await openPage(stage, size);
      const { page } = opened;
      await page.waitForSelector("main");
      await play(scene, page);
      await photograph(page, scene.name, size);
      expect(await clippedTexts(page)).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
    });

    test.each(CITIZEN_SCENES)("$name", async ({ name, view }) => {
      stage.host.showCitizen(restingCitizen);
      opened = await openPage(stage, size, "/citizen");
      const { page } = opened;
      await page.waitForSelector("h1");
      stage.host.showCitizen(view);
      await photograph(page, name, size);
      expect(await clippedTexts(page)).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
    });
  });

  describe("in English", () => {
    test.each(SCENES.filter(({ name }) => ENGLISH_SCENES.has(name)))("$name", async (scene) => {
      const [size] = SIZES;
      stage.host.showCounter(signedOut);
      stage.host.showStatus(scene.status ?? status);
      opened = await openPage(stage, size);
      const { page } = opened;
      await page.waitForSelector("main");
      await page.getByRole("button", { name: "English" }).first().click();
      await play(scene, page);
      await photograph(page, `english-${scene.name}`, size);
      expect(await clippedTexts(page)).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
    });
  });
});

const ENGLISH_SCENES = new Set([
  "sign-in",
  "matter",
  "ready",
  "deciding",
  "faces-invalid",
  "paper",
  "submitting",
  "history",
  "second-confirmation",
]);
