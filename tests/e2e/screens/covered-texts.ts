/** Finds words within one part of a page that run over each other, or under a button beside them. Runs inside the page. */
import type { Page } from "playwright-core";

/** @returns one line for each pair of texts or buttons whose boxes overlap. */
export function coveredTexts(page: Page, part: string): Promise<readonly string[]> {
  return page.evaluate((selector) => {
    const root = document.querySelector(selector);
    if (!root) throw new Error(`no ${selector}`);
    const boxes: { element: Element; words: string; box: DOMRect }[] = [];
    for (const element of root.querySelectorAll("button")) {
      boxes.push({ element, words: element.textContent, box: element.getBoundingClientRect() });
    }
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || element.closest("button, .only-read")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      boxes.push({ element, words: node.textContent ?? "", box: range.getBoundingClientRect() });
    }
    const overlap = (one: DOMRect, other: DOMRect) =>
      Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
    return boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter((other) => other.element !== one.element && overlap(one.box, other.box))
        .map((other) => `${one.words} | ${other.words}`),
    );
  }, part);
}
