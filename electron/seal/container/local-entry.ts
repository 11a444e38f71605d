/**
 * Local headers and data of a package, held against the central directory (APPNOTE 4.3.7, 4.3.9): a reader that walks
 * the local headers must see the same names, methods, sizes and bytes as one that uses the directory.
 */
import { bytesAt, type CentralEntry } from "./directory.ts";
import { demandHonestExtras } from "./extra-fields.ts";
import { refuse } from "./refusal.ts";

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const DESCRIPTOR_FLAG = 0x0008;
const DESCRIPTOR_SIGNATURE = 0x08074b50;

/**
 * The stored bytes of one entry, which must fill the file exactly from its local header to `end`.
 * @throws {ContainerRefusal} CONTAINER_MALFORMED
 */
export function storedBytes(file: DataView, entry: CentralEntry, end: number): Uint8Array {
  const at = entry.localOffset;
  if (at + LOCAL_BYTES > end || file.getUint32(at, true) !== LOCAL_SIGNATURE) {
    refuse("CONTAINER_MALFORMED", `no local header for ${entry.name}`);
  }
  const nameLength = file.getUint16(at + 26, true);
  const extraLength = file.getUint16(at + 28, true);
  const dataAt = at + LOCAL_BYTES + nameLength + extraLength;
  if (dataAt + entry.storedSize > end) refuse("CONTAINER_MALFORMED", `${entry.name} overlaps what follows it`);
  if (!isSameBytes(bytesAt(file, at + LOCAL_BYTES, nameLength), entry.nameBytes)) {
    refuse("CONTAINER_MALFORMED", `local name differs from ${entry.name}`);
  }
  demandHonestExtras(bytesAt(file, at + LOCAL_BYTES + nameLength, extraLength), entry);
  demandSameHeader(file, entry);
  demandEnd(file, entry, dataAt + entry.storedSize, end);
  return bytesAt(file, dataAt, entry.storedSize);
}

function demandSameHeader(file: DataView, entry: CentralEntry): void {
  const at = entry.localOffset;
  const isDeferred = (entry.flags & DESCRIPTOR_FLAG) !== 0 && isZeroTriple(file, at + 14);
  const isSame =
    file.getUint16(at + 4, true) === entry.needed &&
    file.getUint16(at + 6, true) === entry.flags &&
    file.getUint16(at + 8, true) === entry.method &&
    file.getUint32(at + 10, true) === entry.modified &&
    (isDeferred || isSameTriple(file, at + 14, entry));
  if (!isSame) refuse("CONTAINER_MALFORMED", `local header of ${entry.name} differs from the directory`);
}

/** With a data descriptor the header's CRC and sizes may be zero; the descriptor then says them. */
function demandEnd(file: DataView, entry: CentralEntry, dataEnd: number, end: number): void {
  const rest = end - dataEnd;
  if ((entry.flags & DESCRIPTOR_FLAG) === 0) {
    if (rest !== 0) refuse("CONTAINER_MALFORMED", `unaccounted bytes after ${entry.name}`);
    return;
  }
  // Without a length in front, a stored entry's end cannot be told by a reader that walks the local headers.
  if (entry.method === 0 && entry.size > 0) refuse("CONTAINER_MALFORMED", `${entry.name} is stored without a length`);
  const isSigned = rest === 16 && file.getUint32(dataEnd, true) === DESCRIPTOR_SIGNATURE;
  const isPlain = rest === 12 && isSameTriple(file, dataEnd, entry);
  if (!isPlain && !(isSigned && isSameTriple(file, dataEnd + 4, entry))) {
    refuse("CONTAINER_MALFORMED", `data descriptor of ${entry.name} differs from the directory`);
  }
}

function isSameTriple(file: DataView, at: number, entry: CentralEntry): boolean {
  return (
    file.getUint32(at, true) === entry.crc &&
    file.getUint32(at + 4, true) === entry.storedSize &&
    file.getUint32(at + 8, true) === entry.size
  );
}

function isZeroTriple(file: DataView, at: number): boolean {
  return file.getUint32(at, true) === 0 && file.getUint32(at + 4, true) === 0 && file.getUint32(at + 8, true) === 0;
}

function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
