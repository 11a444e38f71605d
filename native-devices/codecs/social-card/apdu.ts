/**
 * Commands to a card and what their answers mean (ISO 7816-4). A card says how it went in the two bytes SW1 SW2 at the end
 * of every answer.
 */
import { bytesOfHex } from "../hex.ts";

/** `more`: so many bytes wait to be fetched. `other-length`: ask again for so many. */
export type Status =
  | { readonly kind: "ok" | "not-there" | "locked" | "not-supported" | "failed" }
  | { readonly kind: "more" | "other-length"; readonly bytes: number };

export interface Response {
  readonly data: Uint8Array;
  readonly status: Status;
}

/** "sx1.sh.社会保障" in GBK: the name of the application. */
const APPLICATION = bytesOfHex("7378312e73682e c9e7bbe1b1a3d5cf");

export const selectApplication: Uint8Array = Uint8Array.of(0x00, 0xa4, 0x04, 0x00, APPLICATION.length, ...APPLICATION);

/** EF05: the card itself. EF06: its holder. No other file opens without keys. */
export function selectFile(file: 0xef05 | 0xef06): Uint8Array {
  return Uint8Array.of(0x00, 0xa4, 0x02, 0x00, 0x02, file >> 8, file & 0xff);
}

/** By the tag of a record, or by its number in the file. `bytes`: of the whole record. */
export function readRecord(by: "tag" | "number", value: number, bytes: number): Uint8Array {
  return Uint8Array.of(0x00, 0xb2, value, by === "tag" ? 0x00 : 0x04, bytes);
}

/** Over T=0 an answer with data has to be fetched. */
export function fetchResponse(bytes: number): Uint8Array {
  return Uint8Array.of(0x00, 0xc0, 0x00, 0x00, bytes);
}

/** The same command with another expected length, which is its last byte. */
export function withLength(command: Uint8Array, bytes: number): Uint8Array {
  const again = command.slice();
  again[again.length - 1] = bytes;
  return again;
}

const STATUSES: Readonly<Record<number, Exclude<Status["kind"], "more" | "other-length">>> = {
  36864: "ok", // 9000
  27266: "not-there", // 6A82 file or application not found
  27267: "not-there", // 6A83 record not found
  27272: "not-there", // 6A88 referenced data not found
  27010: "locked", // 6982 security status not satisfied
  27011: "locked", // 6983 authentication blocked
  27012: "locked", // 6984 reference data not usable
  27013: "locked", // 6985 conditions of use not satisfied
  27264: "not-supported", // 6A80 wrong data
  27265: "not-supported", // 6A81 function not supported
  27270: "not-supported", // 6A86 wrong P1 P2
  27392: "not-supported", // 6B00 wrong P1 P2
  27904: "not-supported", // 6D00 instruction unknown
  28160: "not-supported", // 6E00 class unknown
};

/** Undefined where there is not even a status. */
export function readResponse(bytes: Uint8Array): Response | undefined {
  if (bytes.length < 2) return undefined;
  const data = bytes.subarray(0, -2);
  const [sw1 = 0, sw2 = 0] = bytes.subarray(-2);
  if (sw1 === 0x61) return { data, status: { kind: "more", bytes: sw2 } };
  if (sw1 === 0x6c) return { data, status: { kind: "other-length", bytes: sw2 } };
  return { data, status: { kind: STATUSES[(sw1 << 8) | sw2] ?? "failed" } };
}
