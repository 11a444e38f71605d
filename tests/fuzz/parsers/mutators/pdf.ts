/** PDF changed by its tokens: numbers, references, dictionaries and offsets stay where a reader looks for them. */
import type { Random } from "../../random.ts";
import { mutateBytes } from "./bytes.ts";

const NUMBERS = ["0", "-1", "1", "4294967295", "9999999999", "1e9", ".5", "00000", "65535"];
const WORDS = [
  "<<",
  ">>",
  "[",
  "]",
  "(",
  ")",
  "<",
  "endobj",
  "stream\n",
  "endstream",
  "/Kids [1 0 R]",
  "/Parent 3 0 R",
  "/Prev 0",
  "/Type /ObjStm",
  "/Filter [/FlateDecode /FlateDecode]",
  "/Length 1 0 R",
  "/ByteRange [0 0 0 0]",
  "/Contents <00>",
  "%",
  "\\",
];

export function mutatePdf(random: Random, pdf: Uint8Array): Uint8Array {
  if (random.below(4) === 0) return mutateBytes(random, pdf);
  let tokens = Buffer.from(pdf)
    .toString("latin1")
    .split(/(\s+|(?<=[[\]<>()])|(?=[[\]<>()/]))/);
  for (let left = 1 + random.below(4); left > 0; left--) {
    const at = random.below(tokens.length);
    const steps: readonly (() => string[])[] = [
      () => tokens.with(at, random.pick(NUMBERS)),
      () => tokens.with(at, tokens[random.below(tokens.length)] ?? ""),
      // Of the same length, so that every offset still holds.
      () =>
        tokens.with(at, fitted(random.pick([...NUMBERS, ...WORDS, ...tokens.slice(at, at + 40)]), tokens[at] ?? "")),
      () => tokens.with(at, fitted(random.pick(NUMBERS), tokens[at] ?? "")),
      () => tokens.with(at, fitted(tokens[random.below(tokens.length)] ?? "", tokens[at] ?? "")),
      () => tokens.toSpliced(at, 1 + random.below(3)),
      () => tokens.toSpliced(at, 0, ` ${random.pick(WORDS)} `),
      () => tokens.toSpliced(at, 0, "[".repeat(random.below(3000))),
      () => tokens.toSpliced(at, 0, ...tokens.slice(at, at + random.below(60))),
      () => tokens.with(at, String(Number.parseInt(tokens[at] ?? "", 10) + random.below(9) - 4)),
    ];
    tokens = random.pick(steps)();
    if (tokens.length === 0) return new Uint8Array();
  }
  return Buffer.from(tokens.join("").slice(0, 200_000), "latin1");
}

function fitted(text: string, place: string): string {
  return text.padEnd(place.length).slice(0, place.length);
}
