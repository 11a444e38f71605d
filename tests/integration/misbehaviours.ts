/** What readers do wrong at counters (reader notes 1.3), for the tests of every line they hang on. */
import { citizenValues, permitValues, writeCardText } from "../emulators/id-card-reader/card-text.ts";
import type { Misbehaviour } from "../emulators/id-card-reader/emulated-reader.ts";

export const citizen = { text: writeCardText(citizenValues) };
export const permit = { text: writeCardText(permitValues) };

/** The card is read all the same. */
export const stillRead: readonly (readonly [string, Partial<Misbehaviour>])[] = [
  ["one AA too many", { hasExtraAa: true }],
  ["echo of our own bytes", { echoes: true }],
  ["garbage before each reply", { noise: Uint8Array.of(0, 0xff, 0xaa, 0x96) }],
  ["a wrong checksum", { wrongChecksums: 1 }],
  ["a length too big", { wrongLengths: 1 }],
  ["a reply cut short", { cuts: 1 }],
  ["a late reply glued to the next one", { lateCommand: 0x20 }],
];

/** No card is told, and why not. */
export const toldAs: readonly (readonly [string, Partial<Misbehaviour>, string])[] = [
  ["lifted while it is read", { isLiftedMidRead: true }, "card-lifted"],
  ["lifted before it is read", { isLiftedBeforeSelect: true }, "card-lifted"],
  ["not read", { readStatus: [0x41] }, "card-unread"],
  ["not authenticated", { readStatus: [0x31] }, "card-unverified"],
];
