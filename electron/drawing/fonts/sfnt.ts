/**
 * The table directory of TrueType and OpenType files (ISO/IEC 14496-22 §4.5), read and written. Only the directory: what
 * a table says is the business of the files beside this one, and of the screen's own font checks.
 */

export interface SfntFile {
  readonly flavor: number;
  readonly tables: ReadonlyMap<string, Uint8Array>;
}

export const FLAVOR_TRUETYPE = 0x00010000;
export const FLAVOR_CFF = 0x4f54544f;
const FLAVOR_APPLE = 0x74727565;

const MAX_TABLES = 64;

/** `undefined` for anything that is no single TrueType or OpenType font with tables inside the file. */
export function readSfnt(bytes: Uint8Array): SfntFile | undefined {
  if (bytes.length < 12) return undefined;
  const view = viewOf(bytes);
  const flavor = view.getUint32(0);
  const count = view.getUint16(4);
  if (![FLAVOR_TRUETYPE, FLAVOR_CFF, FLAVOR_APPLE].includes(flavor)) return undefined;
  if (count > MAX_TABLES || bytes.length < 12 + 16 * count) return undefined;
  const tables = new Map<string, Uint8Array>();
  for (let at = 12; at < 12 + 16 * count; at += 16) {
    const offset = view.getUint32(at + 8);
    const length = view.getUint32(at + 12);
    if (offset + length > bytes.length) return undefined;
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), bytes.subarray(offset, offset + length));
  }
  return { flavor: flavor === FLAVOR_APPLE ? FLAVOR_TRUETYPE : flavor, tables };
}

export function writeSfnt({ flavor, tables }: SfntFile): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const padded = sorted.map(([, table]) => (table.length + 3) & ~3);
  const out = new Uint8Array(12 + 16 * sorted.length + padded.reduce((sum, size) => sum + size, 0));
  const view = viewOf(out);
  const power = Math.floor(Math.log2(Math.max(1, sorted.length)));
  view.setUint32(0, flavor);
  view.setUint16(4, sorted.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, 16 * (sorted.length - 2 ** power));
  let offset = 12 + 16 * sorted.length;
  for (const [index, [tag, table]] of sorted.entries()) {
    const at = 12 + 16 * index;
    for (let i = 0; i < 4; i++) out[at + i] = tag.charCodeAt(i);
    out.set(table, offset);
    const size = padded[index] ?? 0;
    view.setUint32(at + 4, checksum(view, offset, size));
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, table.length);
    offset += size;
  }
  return out;
}

function checksum(view: DataView, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
