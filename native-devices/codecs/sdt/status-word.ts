/**
 * The third status byte of a reader's reply and what it means for whoever waits for the card. The first two bytes may
 * carry the card's own status and say nothing here: a reply is not refused because they are not zero.
 */

/**
 * `ok`: the reader did it. `absent`: it did, and the card has no such item. `idle`: no card, keep asking.
 * `link`: the reader did not understand us. `unverified`: the card failed the reader's check. `card`: the card was not
 * read, lift it and lay it down again. `reader`: the reader itself is out of order.
 */
export type StatusClass = "ok" | "absent" | "idle" | "link" | "unverified" | "card" | "reader" | "unknown";

const classes: ReadonlyMap<number, StatusClass> = new Map([
  [0x90, "ok"],
  [0x9f, "ok"],
  [0x91, "absent"],
  [0x80, "idle"],
  [0x81, "idle"],
  [0x10, "link"],
  [0x11, "link"],
  [0x21, "link"],
  [0x24, "link"],
  [0x31, "unverified"],
  [0x32, "unverified"],
  [0x33, "unverified"],
  [0x40, "card"],
  [0x41, "card"],
  [0x47, "card"],
  [0x60, "reader"],
  [0x66, "reader"],
]);

export function classOfStatus(sw3: number): StatusClass {
  return classes.get(sw3) ?? "unknown";
}
