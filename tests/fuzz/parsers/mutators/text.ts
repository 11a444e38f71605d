/** What a scanner, a paste or a picture could deliver in place of a code. */
import type { Random } from "../../random.ts";

const PIECES = [
  "SFM",
  "YSM",
  "http://",
  "https://x/code?c=",
  "WIFI:S:x;;",
  "BEGIN:VCARD\n",
  "01,10,",
  "62",
  "1.2.156.3005.2",
  "11010119900307",
  "X",
  "\u0000",
  "\r\n",
  "\u3000",
  "\ufffd",
  "\uff21",
  "\ud83d",
  "é",
  "0",
  "9",
  "A",
  "健康码",
  "jkm",
  " ",
];

export function scannedText(random: Random, seeds: readonly string[]): string {
  let text = random.below(2) ? random.pick(seeds) : "";
  for (let left = random.below(6); left > 0; left--) {
    const at = random.below(text.length + 1);
    const piece = random.pick(PIECES).repeat(random.below(8) === 0 ? random.below(3000) : 1);
    text = text.slice(0, at) + piece + text.slice(at + random.below(3));
  }
  return text.slice(0, 20_000);
}
