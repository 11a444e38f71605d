/**
 * Every screen and state of both windows in a real Chromium, at the smallest and the usual size of a counter's monitor:
 * photographed, free of accessibility faults, nothing cut off, nothing complained about.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ok } from "../../electron/domain/result.ts";
import { restingCitizen } from "../helpers/fixtures/citizen-views.ts";
import { signedOut, status } from "../helpers/fixtures/terminal-views.ts";
import { trustOverview } from "../helpers/fixtures/trust-views.ts";
import { clippedTexts } from "./screens/clipped-texts.ts";
import { answerDevices } from "./screens/device-scenes.ts";
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
  type Size,
  settle,
} from "./screens/screen-stage.ts";

if (!hasChromium()) console.log("screens: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("the screens in Chromium", () => {
  let stage: ScreenStage;
  let opened: ScreenPage;
  let isChanged = false;

  beforeAll(async () => {
    stage = await openScreenStage();
    answerAll(stage, () => isChanged);
  });
  afterAll(() => stage?.close());

  /** Signed out and in again: nothing of the scene before is left on the page. */
  const play = async (scene: Scene) => {
    const { page } = opened;
    isChanged = scene.isChanged ?? false;
    answerDevices(stage.host);
    stage.host.answer("trust.overview", () => ok(scene.trust ?? trustOverview));
    stage.host.showCounter(signedOut);
    stage.host.showStatus(scene.status ?? status);
    await page.waitForSelector(".sign-in");
    stage.host.showCounter(scene.counter);
    if (scene.counter.clerk) await page.waitForSelector(".frame main");
    await settle(page);
    await pressSlowly(page, scene.keys ?? []);
    await scene.act?.(page, stage.host);
  };
  const judge = async (name: string, size: Size) => {
    await photograph(opened.page, name, size);
    expect(await clippedTexts(opened.page)).toEqual([]);
    expect(await axeFindings(opened.page)).toEqual([]);
    expect(opened.complaints).toEqual([]);
    expect(stage.host.bugs).toEqual([]);
  };
  const withPage = (size: Size, path: string, prepare?: () => Promise<void>) => {
    beforeAll(async () => {
      opened = await openPage(stage, size, path);
      await opened.page.waitForSelector("main");
      await prepare?.();
    });
    afterAll(() => opened?.close());
  };

  describe.each(SIZES)("at $width × $height", (size) => {
    describe("the clerk's window", () => {
      withPage(size, "/");
      test.each(SCENES)("$name", async (scene) => {
        await play(scene);
        await judge(scene.name, size);
      });
    });

    describe("the citizen's window", () => {
      withPage(size, "/citizen");
      test.each(CITIZEN_SCENES)("$name", async ({ name, view }) => {
        stage.host.showCitizen(restingCitizen);
        await opened.page.waitForSelector(".citizen[data-phase=rest] h1");
        stage.host.showCitizen(view);
        await opened.page.waitForSelector(`.citizen[data-phase=${view.phase}] h1`);
        await judge(name, size);
      });
    });
  });

  describe("in English", () => {
    const [size] = SIZES;
    withPage(size, "/", async () => {
      stage.host.showCounter(signedOut);
      await opened.page.getByRole("button", { name: "English" }).click();
    });
    test.each(SCENES.filter(({ name }) => ENGLISH_SCENES.has(name)))("$name", async (scene) => {
      await play(scene);
      await judge(`english-${scene.name}`, size);
    });
  });
});

const ENGLISH_SCENES = new Set([
  "sign-in",
  "lock",
  "matter",
  "ready",
  "ready-bad-day",
  "identifying-away",
  "deciding",
  "deciding-revealed",
  "deciding-photo-revealed",
  "faces-invalid",
  "paper",
  "submitting",
  "history",
  "second-confirmation",
  "devices",
  "devices-profile-set",
  "devices-profile-set-broken",
  "ready-training-readers",
]);
