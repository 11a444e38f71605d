/** CRC-32 of ISO 3309 as used by zip (APPNOTE 4.4.7), eight bytes at a time. */

const TABLES = buildTables();

function buildTables(): Int32Array {
  const tables = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    tables[byte] = remainder;
  }
  for (let i = 256; i < tables.length; i++) {
    const before = tables[i - 256] as number;
    tables[i] = (before >>> 8) ^ (tables[before & 255] as number);
  }
  return tables;
}

/** Unsigned 32-bit checksum. */
export function crc32(bytes: Uint8Array): number {
  const t = TABLES;
  const at = (slice: number, index: number) => t[slice * 256 + index] as number;
  let crc = -1;
  let i = 0;
  for (const end = bytes.length - 7; i < end; i += 8) {
    const low = crc ^ littleEndian(bytes, i);
    const high = littleEndian(bytes, i + 4);
    crc =
      at(7, low & 255) ^
      at(6, (low >>> 8) & 255) ^
      at(5, (low >>> 16) & 255) ^
      at(4, low >>> 24) ^
      at(3, high & 255) ^
      at(2, (high >>> 8) & 255) ^
      at(1, (high >>> 16) & 255) ^
      at(0, high >>> 24);
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ at(0, (crc ^ (bytes[i] as number)) & 255);
  return ~crc >>> 0;
}

function littleEndian(bytes: Uint8Array, i: number): number {
  return (
    (bytes[i] as number) |
    ((bytes[i + 1] as number) << 8) |
    ((bytes[i + 2] as number) << 16) |
    ((bytes[i + 3] as number) << 24)
  );
}
