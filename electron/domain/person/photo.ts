/** The photo of an ID card on its way from the reader to the clerk's screen. Personal data: in memory only, gone with the case. */

/** As every card has it (GA 450): 102 by 126 points. */
export const PHOTO_WIDTH = 102;
export const PHOTO_HEIGHT = 126;
/** Red, green, blue for each point, rows from the top. */
export const PHOTO_BYTES = PHOTO_WIDTH * PHOTO_HEIGHT * 3;

/** Decoding was tried and came to nothing. */
export const DECODER_FAILURES = [
  /** Not there, not a program, or not to be run by this user. */
  "decoder-missing",
  /** Somebody else may change the program, or put another in its place. */
  "decoder-unsafe",
  /** It ended with an error, or was ended by a signal. */
  "decoder-failed",
  "decoder-timed-out",
  /** What it wrote is not such a picture. */
  "decoder-garbage",
] as const;

/** Why there is no picture of the person. */
export const PHOTO_GAPS = [
  "none-on-card",
  /** The program that reads the card is not asked for it. */
  "not-asked",
  "no-decoder",
  ...DECODER_FAILURES,
  /** The card was read before this program was started again. */
  "not-kept",
] as const;
export type PhotoGap = (typeof PHOTO_GAPS)[number];

export type CardPhoto = { readonly pixels: Uint8Array } | { readonly gap: PhotoGap };
