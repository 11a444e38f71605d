/** Letters typed into a field of the page, and how long each took until it was painted, by the page's own clock. */
import type { Page } from "playwright-core";

/** So that nobody takes a person's keys for a scanner's. */
const BETWEEN_MS = 125;
/** Each letter is held back so long on purpose, to see whether a scanner's next one follows (domain/scan/wedge.ts). */
const HELD_BACK_MS = 101;
const LETTERS = "gongjijin";

interface Typing {
  letterTimes: number[];
}

/** Loads the page anew: its keys are seen before the screens hold them back. */
export async function watchTyping(page: Page): Promise<void> {
  await page.addInitScript(watchLetters);
  await page.reload();
  await page.waitForSelector(".invitation");
}

/**
 * Types into the search field of the matters, and once more while `goesOn`.
 * @returns milliseconds from each key to the frame with its letter, without the time it is held back on purpose
 */
export async function letterTimes(page: Page, goesOn: () => Promise<boolean>): Promise<readonly number[]> {
  await page.keyboard.press("F7");
  const field = page.getByRole("combobox");
  await field.waitFor();
  await page.evaluate(() => Object.assign(globalThis, { letterTimes: [] }));
  do {
    for (const letter of LETTERS) {
      await page.keyboard.press(letter);
      await page.waitForTimeout(BETWEEN_MS);
    }
    await field.fill("");
  } while (await goesOn());
  const times = await page.evaluate(() => (globalThis as unknown as Typing).letterTimes);
  await page.keyboard.press("Escape");
  return times.map((ms) => ms - HELD_BACK_MS);
}

/** Runs in the page. */
function watchLetters(): void {
  const pressed: number[] = [];
  const note = ({ key, timeStamp }: KeyboardEvent) => {
    if (key.length === 1) pressed.push(timeStamp);
  };
  const painted = (from: number) => (globalThis as unknown as Typing).letterTimes.push(performance.now() - from);
  const take = (event: Event) => {
    const from = (event as InputEvent).inputType === "insertText" ? pressed.shift() : undefined;
    // The frame that follows, and the task behind it: by then it is painted.
    if (from !== undefined) requestAnimationFrame(() => setTimeout(painted, 0, from));
  };
  addEventListener("keydown", note, true);
  addEventListener("input", take, true);
}
