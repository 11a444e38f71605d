/** What an ID card says about a person, and what is odd about it. Personal data: see diagnostics/redact.ts. */

import type { CardType as AnyCardType, IdCardType as CardType } from "../../../electron/domain/person/card.ts";

export type { CardType };

export type CardSex = "male" | "female" | "unknown" | "not-stated";

export interface IdCard {
  readonly type: AnyCardType;
  /** The Chinese name; the English one where the card has no Chinese. */
  readonly name: string;
  readonly number: string;
  readonly sex: CardSex;
  /** Dates are `YYYY-MM-DD`; absent where the card's own is none. */
  readonly birth?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** 长期: there is no `validTo` because there is no end. */
  readonly isLongTerm: boolean;
  readonly nationCode?: string;
  readonly nation?: string;
  readonly address?: string;
  /** The latest address added to the card after it was issued, or the whole of one too long for its field. */
  readonly addedAddress?: string;
  readonly issuer?: string;
  /** J: number of the travel permit, and how often it was issued. */
  readonly permitNumber?: string;
  readonly issueCount?: string;
  /** I, Y. */
  readonly englishName?: string;
  /** I, Y: ISO 3166 alpha-3. */
  readonly nationality?: string;
  /** I. */
  readonly cardVersion?: string;
  readonly authorityCode?: string;
  /** Y. */
  readonly renewalCount?: string;
  readonly formerNumberLink?: string;
}

export type CardField = Exclude<keyof IdCard, "type" | "isLongTerm">;

export const cardWarningCodes = [
  /** The day is in `detail`. The card was read all the same. */
  "expired",
  "not-yet-valid",
  /** The field is full: more may be on the card than fits. */
  "address-truncated",
  /** The added address was wanted and could not be read. */
  "added-address-unread",
  /** There is a photo and no picture of it: why, in a word of `DECODER_FAILURES`, is in `detail`. */
  "photo-unread",
  /** A character outside what every system has: its code point is in `detail`, to be compared by eye. */
  "rare-character",
  "field-empty",
  "nation-unknown",
  "sex-unknown",
  "permit-number-shape",
  /** A letter of no known form of card; read as a citizen's. */
  "type-unknown",
  /** A program of the reader's maker read the card; `service-warning`: and said that something is odd. */
  "from-service",
  "service-warning",
  /** Read without the keys of the card: nothing shows that the chip is a genuine one. */
  "not-authenticated",
  // From here on the content contradicts itself: damaged, not merely unusual.
  "text-damaged",
  "name-missing",
  "number-shape",
  "number-check-digit",
  "number-date",
  /** A number that another form of card has. */
  "number-kind",
  "birth-mismatch",
  "sex-mismatch",
  "date-invalid",
  "date-order",
] as const;
export type CardWarningCode = (typeof cardWarningCodes)[number];

export interface CardWarning {
  readonly code: CardWarningCode;
  readonly field?: CardField;
  /** A day, a code point or a word; never a name or a number. */
  readonly detail?: string;
}

const contradictions: ReadonlySet<CardWarningCode> = new Set(
  cardWarningCodes.slice(cardWarningCodes.indexOf("text-damaged")),
);

/** Whether the content contradicts itself; such a card names nobody. */
export function isDamaged(warnings: readonly CardWarning[]): boolean {
  return warnings.some(({ code }) => contradictions.has(code));
}
