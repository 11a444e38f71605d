/**
 * Writes zip files byte by byte, so that every field of every header can be made to lie. Without tweaks the result is
 * the plain package that a careful writer makes.
 */
import { crc32, deflateRawSync } from "node:zlib";
import { concat } from "./der-writer.ts";

export interface ZipEntry {
  readonly name: string | Uint8Array;
  readonly content: Uint8Array;
  /** 8 deflate (default), 0 stored, or anything else to lie. */
  readonly method?: number;
  readonly flags?: number;
  /** Writes sizes and CRC behind the data instead of before them. */
  readonly hasDescriptor?: boolean;
  /** Values that only the local header shows. */
  readonly local?: Partial<HeaderFields>;
  /** Values that only the central directory shows. */
  readonly central?: Partial<HeaderFields>;
  readonly localExtra?: Uint8Array;
  readonly centralExtra?: Uint8Array;
  /** Stored bytes in place of the compressed content. */
  readonly stored?: Uint8Array;
  readonly internalAttributes?: number;
  readonly externalAttributes?: number;
  readonly madeBy?: number;
}

interface HeaderFields {
  readonly name: Uint8Array;
  readonly needed: number;
  readonly flags: number;
  readonly method: number;
  readonly modified: number;
  readonly crc: number;
  readonly storedSize: number;
  readonly size: number;
  readonly offset: number;
}

export interface ZipTweaks {
  readonly prefix?: Uint8Array;
  readonly suffix?: Uint8Array;
  readonly comment?: Uint8Array;
  /** Bytes between the entries and the directory. */
  readonly gap?: Uint8Array;
  /** Entries that only stand before the directory, not in it. */
  readonly hidden?: readonly ZipEntry[];
  readonly entryCount?: number;
}

const DESCRIPTOR = 0x0008;
const UTF8 = 0x0800;
const MODIFIED = 0x5d780000;

export function writeZip(entries: readonly ZipEntry[], tweaks: ZipTweaks = {}): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [tweaks.prefix ?? new Uint8Array()];
  let offset = 0;
  const directory: Uint8Array[] = [];
  for (const entry of [...entries, ...(tweaks.hidden ?? [])]) {
    const fields = fieldsOf(entry, offset);
    const local = localPart(entry, fields);
    parts.push(local);
    if (!tweaks.hidden?.includes(entry)) directory.push(centralPart(entry, { ...fields, ...entry.central }));
    offset += local.length;
  }
  const gap = tweaks.gap ?? new Uint8Array();
  const central = concat(...directory);
  const count = tweaks.entryCount ?? entries.length;
  const comment = tweaks.comment ?? new Uint8Array();
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  end.setUint32(12, central.length, true);
  end.setUint32(16, offset + gap.length, true);
  end.setUint16(20, comment.length, true);
  return concat(...parts, gap, central, new Uint8Array(end.buffer), comment, tweaks.suffix ?? new Uint8Array());
}

function fieldsOf(entry: ZipEntry, offset: number): HeaderFields & { readonly data: Uint8Array } {
  const method = entry.method ?? 8;
  const data = entry.stored ?? (method === 8 ? deflateRawSync(entry.content) : entry.content);
  return {
    name: typeof entry.name === "string" ? new TextEncoder().encode(entry.name) : entry.name,
    needed: 20,
    flags: (entry.flags ?? UTF8) | (entry.hasDescriptor ? DESCRIPTOR : 0),
    method,
    modified: MODIFIED,
    crc: crc32(entry.content),
    storedSize: data.length,
    size: entry.content.length,
    offset,
    data,
  };
}

function localPart(entry: ZipEntry, fields: HeaderFields & { readonly data: Uint8Array }): Uint8Array {
  const zeroed = entry.hasDescriptor ? { crc: 0, storedSize: 0, size: 0 } : {};
  const shown = { ...fields, ...zeroed, ...entry.local };
  const extra = entry.localExtra ?? new Uint8Array();
  const view = new DataView(new ArrayBuffer(30));
  view.setUint32(0, 0x04034b50, true);
  view.setUint16(4, shown.needed, true);
  writeFields(view, 6, shown);
  view.setUint16(26, shown.name.length, true);
  view.setUint16(28, extra.length, true);
  const descriptor = entry.hasDescriptor ? descriptorOf(fields) : new Uint8Array();
  return concat(new Uint8Array(view.buffer), shown.name, extra, fields.data, descriptor);
}

function descriptorOf({ crc, storedSize, size }: HeaderFields): Uint8Array {
  const view = new DataView(new ArrayBuffer(16));
  [0x08074b50, crc, storedSize, size].forEach((value, i) => {
    view.setUint32(4 * i, value, true);
  });
  return new Uint8Array(view.buffer);
}

function centralPart(entry: ZipEntry, shown: HeaderFields): Uint8Array {
  const extra = entry.centralExtra ?? new Uint8Array();
  const view = new DataView(new ArrayBuffer(46));
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, entry.madeBy ?? 20, true);
  view.setUint16(6, shown.needed, true);
  writeFields(view, 8, shown);
  view.setUint16(28, shown.name.length, true);
  view.setUint16(30, extra.length, true);
  view.setUint16(36, entry.internalAttributes ?? 0, true);
  view.setUint32(38, entry.externalAttributes ?? 0, true);
  view.setUint32(42, shown.offset, true);
  return concat(new Uint8Array(view.buffer), shown.name, extra);
}

/** The fields that stand in both headers in the same order. */
function writeFields(view: DataView, at: number, fields: HeaderFields): void {
  view.setUint16(at, fields.flags, true);
  view.setUint16(at + 2, fields.method, true);
  view.setUint32(at + 4, fields.modified, true);
  view.setUint32(at + 8, fields.crc, true);
  view.setUint32(at + 12, fields.storedSize, true);
  view.setUint32(at + 16, fields.size, true);
}
