/**
 * The central directory of a zip file, read strictly (APPNOTE 4.3): one end record, exactly where it must be, no second
 * disk, no zip64 (a package within our limits never needs it), and nothing before, between or behind the entries.
 */
import { demandPlainAttributes } from "./attributes.ts";
import { decodeEntryName } from "./entry-name.ts";
import { demandHonestExtras } from "./extra-fields.ts";
import type { ContainerLimits } from "./limits.ts";
import { refuse } from "./refusal.ts";

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const CENTRAL_SIGNATURE = 0x02014b50;
const CENTRAL_BYTES = 46;
const ENCRYPTION_FLAGS = 0x2041;
/** Deflate options, data descriptor, UTF-8: every other bit changes how the bytes are to be read. */
const KNOWN_FLAGS = 0x080e;

export interface CentralEntry {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  readonly isFolder: boolean;
  /** Version needed to extract, compared with the local header only. */
  readonly needed: number;
  readonly flags: number;
  readonly method: number;
  /** DOS date and time, compared with the local header only. */
  readonly modified: number;
  readonly crc: number;
  readonly storedSize: number;
  readonly size: number;
  readonly localOffset: number;
}

export interface Directory {
  readonly entries: readonly CentralEntry[];
  /** Where the directory starts, that is, where the last entry must end. */
  readonly offset: number;
}

/** @throws {ContainerRefusal} */
export function readDirectory(file: DataView, limits: ContainerLimits): Directory {
  const end = findEnd(file);
  const count = file.getUint16(end + 10, true);
  const size = file.getUint32(end + 12, true);
  const offset = file.getUint32(end + 16, true);
  const isSplit = file.getUint32(end + 4, true) !== 0 || file.getUint16(end + 8, true) !== count;
  if (isSplit) refuse("CONTAINER_MALFORMED", "package spans several disks");
  if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff) {
    refuse("CONTAINER_MALFORMED", "zip64 package");
  }
  if (count > limits.entries) refuse("CONTAINER_LIMIT", `${count} entries`);
  if (offset + size !== end) refuse("CONTAINER_MALFORMED", "data before or after the directory");
  const entries: CentralEntry[] = [];
  let position = offset;
  while (position < end) {
    if (entries.length === count) refuse("CONTAINER_MALFORMED", "more entries than declared");
    const entry = readCentralEntry(file, position, end);
    entries.push(entry.entry);
    position = entry.next;
  }
  if (entries.length !== count) refuse("CONTAINER_MALFORMED", "fewer entries than declared");
  return { entries, offset };
}

/** A comment is allowed; a second end record inside it would make two packages of one file. */
function findEnd(file: DataView): number {
  const lowest = Math.max(0, file.byteLength - END_BYTES - 0xffff);
  const found: number[] = [];
  for (let at = file.byteLength - END_BYTES; at >= lowest; at--) {
    if (file.getUint8(at) === 0x50 && file.getUint32(at, true) === END_SIGNATURE) found.push(at);
    if (found.length > 0 && file.getUint16((found[0] as number) + 20, true) === 0) break;
  }
  const [end] = found;
  if (end === undefined) refuse("CONTAINER_MALFORMED", "no end of central directory: not a zip file");
  if (end + END_BYTES + file.getUint16(end + 20, true) !== file.byteLength) {
    refuse("CONTAINER_MALFORMED", "data after the end of the package");
  }
  if (found.length > 1) refuse("CONTAINER_MALFORMED", "more than one end of central directory");
  return end;
}

function readCentralEntry(file: DataView, at: number, end: number): { entry: CentralEntry; next: number } {
  if (at + CENTRAL_BYTES > end || file.getUint32(at, true) !== CENTRAL_SIGNATURE) {
    refuse("CONTAINER_MALFORMED", "broken central directory");
  }
  const nameLength = file.getUint16(at + 28, true);
  const extraLength = file.getUint16(at + 30, true);
  const next = at + CENTRAL_BYTES + nameLength + extraLength + file.getUint16(at + 32, true);
  if (next > end) refuse("CONTAINER_MALFORMED", "broken central directory");
  const flags = file.getUint16(at + 8, true);
  const nameBytes = bytesAt(file, at + CENTRAL_BYTES, nameLength);
  const name = decodeEntryName(nameBytes, flags);
  demandPlainEntry(file, at, flags, name);
  const size = file.getUint32(at + 24, true);
  const storedSize = file.getUint32(at + 20, true);
  demandHonestExtras(bytesAt(file, at + CENTRAL_BYTES + nameLength, extraLength), { name, size, storedSize });
  const isFolder = name.endsWith("/");
  if (isFolder && size !== 0) refuse("CONTAINER_MALFORMED", `folder ${name} with content`);
  const method = file.getUint16(at + 10, true);
  const entry = {
    name,
    nameBytes,
    isFolder,
    needed: file.getUint16(at + 6, true),
    flags,
    method,
    modified: file.getUint32(at + 12, true),
    crc: file.getUint32(at + 16, true),
    storedSize,
    size,
    localOffset: file.getUint32(at + 42, true),
  };
  return { entry, next };
}

function demandPlainEntry(file: DataView, at: number, flags: number, name: string): void {
  if (flags & ENCRYPTION_FLAGS) refuse("CONTAINER_MALFORMED", `encrypted entry ${name}`);
  if (flags & ~KNOWN_FLAGS) refuse("CONTAINER_MALFORMED", `unknown flags of ${name}`);
  const method = file.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) refuse("CONTAINER_MALFORMED", `compression method ${method} of ${name}`);
  if (file.getUint16(at + 34, true) !== 0) refuse("CONTAINER_MALFORMED", "package spans several disks");
  demandPlainAttributes(file, at, name);
}

export function bytesAt(file: DataView, offset: number, length: number): Uint8Array {
  return new Uint8Array(file.buffer, file.byteOffset + offset, length);
}
