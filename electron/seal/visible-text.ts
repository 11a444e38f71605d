/**
 * Text that shows what it holds. Control characters can rewrite a terminal's screen, and characters for direction or of no width
 * can make one name look like another (Unicode TR 36), as can letters that look like nothing; in names of people, authorities and files none of them says anything.
 */

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u115f\u1160\u3164\uffa0]/gu;

/** Each of them written out as `\u202e`, as JSON would have it; all other text as it is. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, escaped);
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
}
