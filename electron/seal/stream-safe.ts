/**
 * Marks that combine with a letter are put into an order by normalization, in time that grows with the square of their number.
 * Unicode's Stream-Safe Text Format (UAX #15, section 13) allows 30 in a row; no real name comes near.
 */
const TOO_MANY = /[\p{M}\uff9e\uff9f]{31}/u;

/** False: do not normalize this, refuse it. */
export function isStreamSafe(text: string): boolean {
  return !TOO_MANY.test(text);
}
