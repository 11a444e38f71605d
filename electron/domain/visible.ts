/** Text out of files and certificates, for a person who decides by it: nothing in it acts, hides, or moves what stands beside it. */

/** Controls, marks that turn the direction of writing or have no width, ends of lines, and letters that look like nothing. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;

/** On one line: an end of line or a tab becomes a space, whatever else cannot be seen becomes U+FFFD. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => (character === "\n" || character === "\t" ? " " : "\uFFFD"));
}

/** The same for text of several lines: ends of lines and tabs stay. */
export function visibleLines(text: string): string {
  return text.replace(UNSEEN, (character) => (character === "\n" || character === "\t" ? character : "\uFFFD"));
}

/** JSON that means the same and shows all of it: what cannot be seen stands as its escape. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSEEN, escaped);
}

/** An escape for each UTF-16 unit (RFC 8259 section 7). */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
