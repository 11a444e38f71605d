/** Finds words that cannot be read whole, and a page that scrolls where none should. Runs inside the page. */
import type { Page } from "playwright-core";

/** @returns one line for each text that is cut off, sticks out of its button or badge, or lies outside the window. */
export function clippedTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const SKIPPED = "svg, script, .license-view, .only-read, .print-only";

    function textsOf(root: Node): { element: HTMLElement; words: string; box: DOMRect }[] {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        const words = node.textContent?.trim().slice(0, 40) ?? "";
        if (!element || words === "" || element.closest(SKIPPED) || !element.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        texts.push({ element, words, box: range.getBoundingClientRect() });
      }
      return texts;
    }

    const isFreeToScroll = ({ overflowX, overflowY, textOverflow }: CSSStyleDeclaration) =>
      textOverflow === "ellipsis" || /auto|scroll/.test(overflowX + overflowY);
    const isCutting = ({ overflowX, overflowY }: CSSStyleDeclaration) =>
      overflowX === "hidden" || overflowY === "hidden";
    const isBeyond = (inner: DOMRect, outer: DOMRect) =>
      inner.right > outer.right + 1 || inner.left < outer.left - 1 || inner.bottom > outer.bottom + 1;

    /** The nearest box that hides a part of the text; "free" when one on the way scrolls or says that it cuts. */
    function cutter(element: HTMLElement, text: DOMRect): HTMLElement | "free" | undefined {
      for (let box: HTMLElement | null = element; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (isFreeToScroll(style)) return "free";
        if (isCutting(style) && isBeyond(text, box.getBoundingClientRect())) return box;
      }
      return undefined;
    }

    function fault({ element, words, box }: { element: HTMLElement; words: string; box: DOMRect }): string | undefined {
      const by = cutter(element, box);
      if (by === "free") return undefined;
      if (by) return `cut by ${by.className}: ${words}`;
      if (isBeyond(box, screen) || box.top < -1) return `outside the window: ${words}`;
      const frame = element.closest("button, .badge, .chip, .decision, .delivery");
      const isOut = frame && isBeyond(box, frame.getBoundingClientRect());
      return isOut ? `sticks out of ${frame.className}: ${words}` : undefined;
    }

    const screen = new DOMRect(0, 0, innerWidth, innerHeight);
    const found = new Set(textsOf(document.body).flatMap((text) => fault(text) ?? []));
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.add("the page scrolls");
    return [...found];
  });
}
