/** Where each form of card keeps its fields in the 256 bytes of text (offset and length in bytes), and its form letter. */
import type { CardField, CardType } from "./card.ts";

export const CARD_TEXT_BYTES = 256;

type Span = readonly [offset: number, length: number];

/** The name may lie in two pieces. */
export type Layout = Readonly<Partial<Record<CardField | "chineseName", readonly Span[]>>>;

const TYPE_LETTER: Span = [248, 2];

export const layouts: Readonly<Record<CardType, Layout>> = {
  citizen: {
    chineseName: [[0, 30]],
    sex: [[30, 2]],
    nationCode: [[32, 4]],
    birth: [[36, 16]],
    address: [[52, 70]],
    number: [[122, 36]],
    issuer: [[158, 30]],
    validFrom: [[188, 16]],
    validTo: [[204, 16]],
  },
  J: {
    chineseName: [[0, 30]],
    sex: [[30, 2]],
    birth: [[36, 16]],
    address: [[52, 70]],
    number: [[122, 36]],
    issuer: [[158, 30]],
    validFrom: [[188, 16]],
    validTo: [[204, 16]],
    permitNumber: [[220, 18]],
    issueCount: [[238, 4]],
  },
  I: {
    englishName: [[0, 120]],
    sex: [[120, 2]],
    number: [[122, 30]],
    nationality: [[152, 6]],
    chineseName: [[158, 30]],
    validFrom: [[188, 16]],
    validTo: [[204, 16]],
    birth: [[220, 16]],
    cardVersion: [[236, 4]],
    authorityCode: [[240, 8]],
  },
  Y: {
    chineseName: [[0, 30]],
    sex: [[30, 2]],
    renewalCount: [[32, 4]],
    birth: [[36, 16]],
    englishName: [
      [52, 70],
      [220, 22],
    ],
    number: [[122, 36]],
    validFrom: [[188, 16]],
    validTo: [[204, 16]],
    nationality: [[242, 6]],
    formerNumberLink: [[250, 6]],
  },
};

const letters: ReadonlySet<string> = new Set(["J", "I", "Y"]);

export interface TypeLetter {
  readonly type: CardType;
  /** False for a letter that no known form has. */
  readonly isKnown: boolean;
}

export function typeOf(text: Uint8Array): TypeLetter {
  const letter = readSpans(text, [TYPE_LETTER]);
  if (letters.has(letter)) return { type: letter as CardType, isKnown: true };
  return { type: "citizen", isKnown: letter === "" };
}

/** UTF-16LE as it stands, code unit by code unit; the padding behind it (spaces, zeros) goes, nothing else does. */
export function readSpans(text: Uint8Array, spans: readonly Span[]): string {
  let field = "";
  for (const [offset, length] of spans) {
    for (let at = offset; at + 1 < offset + length; at += 2) {
      field += String.fromCharCode((text[at] ?? 0) | ((text[at + 1] ?? 0) << 8));
    }
  }
  let end = field.length;
  while (end > 0 && isPadding(field.charCodeAt(end - 1))) end -= 1;
  return field.slice(0, end);
}

function isPadding(unit: number): boolean {
  return unit === 0x20 || unit === 0 || unit === 0x3000;
}
