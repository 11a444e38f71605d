/** Zip files changed where it matters: in their headers. */
import type { Random } from "../../random.ts";
import { mutateBytes } from "./bytes.ts";

const SIGNATURES = [0x04034b50, 0x02014b50, 0x06054b50, 0x08074b50];
const EDGES = [0, 1, 2, 8, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

export function mutateZip(random: Random, file: Uint8Array): Uint8Array {
  if (random.below(3) === 0) return mutateBytes(random, file);
  const changed = Uint8Array.from(file);
  const view = new DataView(changed.buffer);
  const headers = headersOf(view);
  for (let left = 1 + random.below(3); left > 0 && headers.length > 0; left--) {
    const at = Math.min(random.pick(headers) + 4 + 2 * random.below(21), changed.length - 4);
    const value = random.below(3) ? random.pick(EDGES) : (view.getUint32(at, true) + random.below(5) - 2) >>> 0;
    if (random.below(2)) view.setUint32(at, value, true);
    else view.setUint16(at, value & 0xffff, true);
  }
  return changed;
}

function headersOf(view: DataView): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at + 26 < view.byteLength; at++)
    if (view.getUint8(at) === 0x50 && SIGNATURES.includes(view.getUint32(at, true))) found.push(at);
  return found;
}
