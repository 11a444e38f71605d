/** How often a passphrase may be wrong before the program ends, and how long it waits after each: twice as long every time. */

export const PASSPHRASE_ATTEMPTS = 5;
const FIRST_WAIT_MS = 1_000;

/** @param failed wrong ones so far. */
export function waitAfter(failed: number): number {
  return failed === 0 ? 0 : FIRST_WAIT_MS * 2 ** (failed - 1);
}
