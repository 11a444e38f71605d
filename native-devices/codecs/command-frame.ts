/** The bytes of a command of a profile: what the administrator wrote, closed by the check that the maker wants. */
import { bytesOfHex } from "./hex.ts";

/**
 * `crc-16`: two bytes, high first, over all but the two head bytes (`7E 00` of Newland, GM65). `ssi`: the two's
 * complement of the sum, two bytes, high first (Zebra). `xor`: one byte over all.
 */
export type CommandCheck = "crc-16" | "ssi" | "xor";

const HEAD_BYTES = 2;

export function commandBytes(send: string, check: CommandCheck | undefined): Uint8Array {
  const body = bytesOfHex(send);
  return Uint8Array.from([...body, ...checkOf(body, check)]);
}

function checkOf(body: Uint8Array, check: CommandCheck | undefined): readonly number[] {
  switch (check) {
    case undefined:
      return [];
    case "crc-16":
      return bigEndian(crc16(body.subarray(HEAD_BYTES)));
    case "ssi":
      return bigEndian(-body.reduce((sum, byte) => sum + byte, 0) & 0xffff);
    case "xor":
      return [body.reduce((sum, byte) => sum ^ byte, 0)];
  }
}

const bigEndian = (value: number): readonly number[] => [value >> 8, value & 0xff];

/** CRC-16/XMODEM: polynomial 1021, begins at zero, nothing reflected. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc;
}
