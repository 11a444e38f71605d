/**
 * Opens an OFD package, a zip file (GB/T 33190-2016 §6), from memory into memory. Everything that could mean two things
 * to two readers is refused before a byte is hashed (seals.md sections 4 step 0 and 5).
 */
import { crc32 } from "./crc32.ts";
import { type CentralEntry, readDirectory } from "./directory.ts";
import { demandDistinctNames, demandSafeName, demandShortName } from "./entry-name.ts";
import { inflate } from "./inflate.ts";
import { CONTAINER_LIMITS, type ContainerLimits } from "./limits.ts";
import { storedBytes } from "./local-entry.ts";
import { type ContainerCode, ContainerRefusal, refuse } from "./refusal.ts";

export type ContainerResult =
  | {
      readonly ok: true;
      /** Inflated and CRC-checked files by name: forward slashes, no leading one; folders are left out. */
      readonly entries: ReadonlyMap<string, Uint8Array>;
    }
  | { readonly ok: false; readonly code: ContainerCode; readonly reason: string };

/** Never throws for hostile bytes; the cost is bounded by `limits`. */
export function openContainer(file: Uint8Array, limits: ContainerLimits = CONTAINER_LIMITS): ContainerResult {
  try {
    return { ok: true, entries: readEntries(file, limits) };
  } catch (error) {
    if (error instanceof ContainerRefusal) return { ok: false, code: error.code, reason: error.message };
    throw error;
  }
}

function readEntries(file: Uint8Array, limits: ContainerLimits): ReadonlyMap<string, Uint8Array> {
  if (file.length > limits.fileBytes) refuse("CONTAINER_LIMIT", `${file.length} bytes`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const directory = readDirectory(view, limits);
  for (const entry of directory.entries) demandShortName(entry.name);
  demandDistinctNames(directory.entries.map((entry) => entry.name));
  for (const entry of directory.entries) demandSafeName(entry.name);
  demandDeclaredSizes(directory.entries, limits);
  const stored = locate(view, directory.entries, directory.offset);
  const entries = new Map<string, Uint8Array>();
  for (const entry of directory.entries) {
    const bytes = unpack(entry, stored.get(entry) as Uint8Array);
    if (!entry.isFolder) entries.set(entry.name, bytes);
  }
  return entries;
}

function demandDeclaredSizes(entries: readonly CentralEntry[], limits: ContainerLimits): void {
  let total = 0;
  for (const { name, size, storedSize } of entries) {
    total += size;
    if (size > limits.entryBytes) refuse("CONTAINER_LIMIT", `${name} declares ${size} bytes`);
    if (size > limits.ratioFloorBytes && size > storedSize * limits.ratio) {
      refuse("CONTAINER_LIMIT", `${name} declares ${size} bytes from ${storedSize}`);
    }
  }
  if (total > limits.totalBytes) refuse("CONTAINER_LIMIT", `${total} bytes declared in all`);
}

/** In file order the entries must follow each other without a gap, from the first byte to the directory. */
function locate(
  file: DataView,
  entries: readonly CentralEntry[],
  directoryOffset: number,
): ReadonlyMap<CentralEntry, Uint8Array> {
  const inOrder = entries.toSorted((a, b) => a.localOffset - b.localOffset);
  const first = inOrder[0]?.localOffset ?? directoryOffset;
  if (first !== 0) refuse("CONTAINER_MALFORMED", "data before the first entry");
  const last = inOrder.at(-1)?.localOffset ?? 0;
  if (last > directoryOffset) refuse("CONTAINER_MALFORMED", "an entry behind the directory");
  const located = new Map<CentralEntry, Uint8Array>();
  inOrder.forEach((entry, i) => {
    located.set(entry, storedBytes(file, entry, inOrder[i + 1]?.localOffset ?? directoryOffset));
  });
  return located;
}

function unpack(entry: CentralEntry, stored: Uint8Array): Uint8Array {
  if (entry.method === 0 && entry.size !== entry.storedSize) {
    refuse("CONTAINER_MALFORMED", `${entry.name} is stored with two different sizes`);
  }
  const bytes = entry.method === 0 ? stored : inflate(stored, entry.size);
  if (crc32(bytes) !== entry.crc) refuse("CONTAINER_MALFORMED", `${entry.name} fails its checksum`);
  return bytes;
}
