/** What the counter keeps of an ID card that a reader read: whose it is, which form it has, what must be looked at by eye. */

/** 居民身份证; J = 港澳台居民居住证; I, Y = 外国人永久居留身份证 of 2017 and of 2023. */
export const ID_CARD_TYPES = ["citizen", "J", "I", "Y"] as const;
export type IdCardType = (typeof ID_CARD_TYPES)[number];

/** What may be laid on a reader. A social-security card (社会保障卡) proves less than an ID card: build/decisions/0024. */
export const CARD_TYPES = [...ID_CARD_TYPES, "social-security"] as const;
export type CardType = (typeof CARD_TYPES)[number];

/** Not a reason to refuse the card: the clerk is told and judges. */
export const CARD_NOTES = [
  "expired",
  "not-yet-valid",
  "rare-character",
  "type-unknown",
  /** A program of the reader's maker read it; nothing of that can be checked here. */
  "from-service",
  /** Read without the keys of the card: whoever can copy a card can make one that says the same. */
  "not-authenticated",
] as const;

export interface CardNote {
  readonly code: (typeof CARD_NOTES)[number];
  /** A day (`YYYY-MM-DD`) or a code point (`U+E123`); never a name or a number. */
  readonly detail?: string;
}

/** Whether a card may settle whose licenses these are, by itself: one that nothing shows to be genuine may not. */
export function isProof({ notes }: CardEntry): boolean {
  return !notes.some(({ code }) => code === "not-authenticated");
}

/** Kept with the case; name and number are its `person`. */
export interface CardEntry {
  readonly type: CardType;
  readonly notes: readonly CardNote[];
}
