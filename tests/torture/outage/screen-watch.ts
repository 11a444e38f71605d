/** When a page says what: its own clock from the asking for a cut until the words are painted, and how long it was held up meanwhile. */
import type { Page } from "playwright-core";

export interface Seen {
  /** Milliseconds from before the act to the frame that shows the words; undefined: not within the time. */
  readonly ms: number | undefined;
  /** Longest that the page's own loop was held up meanwhile, in milliseconds. */
  readonly heldMs: number;
  /** The whole item of the status bar, last seen. */
  readonly text: string;
}

export interface Sight {
  /** The network's words fit this. */
  readonly words: RegExp;
  /** Something else on the page that must fit as well. */
  readonly also?: RegExp;
  readonly withinMs: number;
}

/** @param act is begun by the page itself: what the page measures holds the way to the act as well. */
export async function timeToSee(page: Page, act: () => Promise<unknown>, sight: Sight): Promise<Seen> {
  const name = `act${Math.random().toString(36).slice(2)}`;
  await page.exposeFunction(name, act);
  const { words, also = /(?:)/u, withinMs } = sight;
  return page.evaluate(watch, { name, words: words.source, also: also.source, withinMs });
}

/** Runs in the page. */
async function watch(asked: { name: string; words: string; also: string; withinMs: number }): Promise<Seen> {
  const words = new RegExp(asked.words, "u");
  const also = new RegExp(asked.also, "u");
  const text = () => document.querySelector(".status-bar .status-item")?.textContent ?? "";
  const isThere = () => words.test(text()) && also.test(document.body.textContent ?? "");
  let heldMs = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    heldMs = Math.max(heldMs, performance.now() - last - 10);
    last = performance.now();
  }, 10);
  const from = performance.now();
  const act = (globalThis as unknown as Record<string, () => Promise<unknown>>)[asked.name];
  const seen = new Promise<number | undefined>((resolve) => {
    const look = () => {
      if (isThere()) requestAnimationFrame((at) => resolve(Math.max(at, performance.now()) - from));
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    setTimeout(() => resolve(undefined), asked.withinMs);
    void act?.().then(look);
  });
  const ms = await seen;
  clearInterval(beat);
  return { ms, heldMs: Math.round(heldMs), text: text() };
}
