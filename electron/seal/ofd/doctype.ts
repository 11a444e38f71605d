/**
 * Finds a DOCTYPE in bytes without parsing them, in any encoding that keeps ASCII readable once zero bytes are skipped
 * (UTF-8, UTF-16). Every XML file of a package is looked at, also those that only a page drawer would open later.
 */

const WORD = Array.from("<!DOCTYPE", (char) => char.charCodeAt(0));

/** Entries that hold one. */
export function entriesWithDoctype(entries: ReadonlyMap<string, Uint8Array>): readonly string[] {
  return Array.from(entries.keys()).filter((name) => {
    const bytes = entries.get(name);
    return bytes !== undefined && looksLikeXml(name, bytes) && hasDoctype(bytes);
  });
}

function looksLikeXml(name: string, bytes: Uint8Array): boolean {
  if (/\.xml$/i.test(name)) return true;
  const start = bytes.subarray(0, 64).find((byte) => byte > 0x20 && byte < 0x80);
  return start === 0x3c;
}

function hasDoctype(bytes: Uint8Array): boolean {
  for (let at = 1; at < bytes.length; at++) {
    if (bytes[at] === 0x21 && precededByLess(bytes, at) && followedByWord(bytes, at)) return true;
  }
  return false;
}

function precededByLess(bytes: Uint8Array, at: number): boolean {
  return bytes[at - 1] === 0x3c || (bytes[at - 1] === 0 && bytes[at - 2] === 0x3c);
}

function followedByWord(bytes: Uint8Array, at: number): boolean {
  let matched = 2;
  for (let i = at + 1; matched < WORD.length; i++) {
    const byte = bytes[i];
    if (byte === undefined) return false;
    if (byte === 0) continue;
    if ((byte & 0xdf) !== WORD[matched]) return false;
    matched++;
  }
  return true;
}
