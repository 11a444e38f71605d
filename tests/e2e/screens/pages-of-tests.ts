/** One stage for the tests of a `describe`, and a page of its own for each, which at its end must have complained of nothing. */
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { CounterView } from "../../../electron/contract/counter.ts";
import { ready } from "../../helpers/fixtures/terminal-views.ts";
import { answerAll } from "./scenes.ts";
import { openPage, openScreenStage, type ScreenPage, type ScreenStage, SIZES, settle } from "./screen-stage.ts";

export interface PagesOfTests {
  readonly host: ScreenStage["host"];
  /** Of the open page; a test that brings some about on purpose empties it. */
  readonly complaints: string[];
  /** Shows `view` and opens the page at rest; the calls of its opening are forgotten. Answers may be given before or after. */
  open(view?: CounterView, path?: string): Promise<ScreenPage["page"]>;
  /** Inputs of the calls of this command since then. */
  asked(command: string): readonly unknown[];
}

/** To be called inside a `describe`: it registers the hooks. */
export function pagesOfTests(): PagesOfTests {
  const [size] = SIZES;
  let stage: ScreenStage;
  let opened: ScreenPage;
  const answerAnew = () => {
    stage.host.plugIn();
    stage.host.forgetAnswers();
    answerAll(stage, () => false);
  };
  beforeAll(async () => {
    stage = await openScreenStage();
    answerAnew();
  });
  afterEach(async () => {
    answerAnew();
    const { complaints } = opened;
    await opened.close();
    expect(complaints).toEqual([]);
    expect(stage.host.bugs).toEqual([]);
  });
  afterAll(() => stage?.close());
  return {
    get host() {
      return stage.host;
    },
    get complaints() {
      return opened.complaints;
    },
    async open(view = ready, path = "/") {
      stage.host.showCounter(view);
      opened = await openPage(stage, size, path);
      await opened.page.waitForSelector("main");
      await settle(opened.page);
      stage.host.calls.length = 0;
      return opened.page;
    },
    asked: (command) => stage.host.calls.filter((call) => call.command === command).map((call) => call.input),
  };
}
