/**
 * The entries of a revocation list, found by serial number without making an object of each: the list stays as DER and
 * a hash table holds where entries start. Half a million entries cost a few megabytes and some tens of milliseconds.
 */
import { isSameBytes } from "../bytes.ts";
import { OID } from "../der/oid.ts";
import { DerRefusal, derChildren, openDer, readDer, readHeader, refuseDer, TAG } from "../der/reader.ts";
import { derTime } from "../der/time.ts";
import { readExtensions } from "./extensions.ts";

export interface RevokedEntry {
  /** Epoch milliseconds; the invalidity date when the CA states an earlier one (RFC 5280 §5.3.2). */
  readonly revokedAt: number;
  /** CRLReason, RFC 5280 §5.3.1; 0 (unspecified) when the entry has none. */
  readonly reason: number;
}

export interface RevokedEntries {
  readonly count: number;
  /** A critical extension of some entry that is not understood here (RFC 5280 §5.3). */
  readonly unknownCritical?: string;
  /**
   * An entry whose date cannot be read counts as revoked from the beginning of time.
   * @param serialNumber content octets of the INTEGER
   */
  find(serialNumber: Uint8Array): RevokedEntry | undefined;
  /** Whether it is listed; cheaper than `find`. */
  has(serialNumber: Uint8Array): boolean;
  /** Content octets of each serial number, without leading zeros; in no order. */
  serials(): Iterable<Uint8Array>;
}

/** @param content of the revokedCertificates SEQUENCE. @throws {DerRefusal} */
export function indexRevokedEntries(content: Uint8Array): RevokedEntries {
  const { starts, hashes, unknownCritical } = walkEntries(content);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(starts.length * 2 + 2))).fill(-1);
  const mask = slots.length - 1;
  for (let i = 0; i < starts.length; i++) {
    let slot = (hashes[i] as number) & mask;
    while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    slots[slot] = starts[i] as number;
  }
  const startOf = (serialNumber: Uint8Array): number => {
    const from = firstSignificant(serialNumber, 0, serialNumber.length);
    const wanted = serialNumber.subarray(from);
    for (let slot = hash(wanted, 0, wanted.length) & mask; (slots[slot] as number) >= 0; slot = (slot + 1) & mask) {
      const start = slots[slot] as number;
      if (isSameBytes(serialAt(content, start), wanted)) return start;
    }
    return -1;
  };
  return {
    count: starts.length,
    ...(unknownCritical !== undefined && { unknownCritical }),
    find(serialNumber) {
      const start = startOf(serialNumber);
      return start < 0 ? undefined : readEntrySafely(content, start);
    },
    has: (serialNumber) => startOf(serialNumber) >= 0,
    *serials() {
      for (const start of slots) if (start >= 0) yield serialAt(content, start);
    },
  };
}

interface Walk {
  readonly starts: Int32Array;
  readonly hashes: Int32Array;
  readonly unknownCritical: string | undefined;
}

/** Walks the headers only: where each entry starts, the hash of its serial number, and whether anything in it is critical. */
function walkEntries(content: Uint8Array): Walk {
  let unknownCritical: string | undefined;
  let starts = new Int32Array(1024);
  let hashes = new Int32Array(1024);
  let count = 0;
  for (let at = 0; at < content.length; ) {
    const entry = readHeader(content, at);
    if (entry.tag !== TAG.SEQUENCE) refuseDer("broken entry in revocation list");
    const serial = readHeader(content, entry.contentAt, entry.end);
    if (serial.tag !== TAG.INTEGER) refuseDer("broken entry in revocation list");
    if (count === starts.length) {
      starts = enlarged(starts);
      hashes = enlarged(hashes);
    }
    starts[count] = at;
    hashes[count++] = hash(content, firstSignificant(content, serial.contentAt, serial.end), serial.end);
    if (hasTrue(content, serial.end, entry.end)) unknownCritical ??= unknownCriticalOf(content.subarray(at, entry.end));
    at = entry.end;
  }
  return { starts: starts.subarray(0, count), hashes: hashes.subarray(0, count), unknownCritical };
}

/** May a BOOLEAN that is true be in there? Without one nothing is critical, and no entry need be taken apart. */
function hasTrue(bytes: Uint8Array, from: number, end: number): boolean {
  for (let i = from; i < end - 2; i++) {
    if (bytes[i] === TAG.BOOLEAN && bytes[i + 1] === 1 && bytes[i + 2] !== 0) return true;
  }
  return false;
}

const UNDERSTOOD = new Set<string>([OID.CRL_REASON, OID.INVALIDITY_DATE]);

function unknownCriticalOf(entry: Uint8Array): string | undefined {
  try {
    const [, , extensions] = derChildren(readDer(entry));
    const all = extensions ? readExtensions(extensions) : [];
    return all.find(({ id, isCritical }) => isCritical && !UNDERSTOOD.has(id))?.id;
  } catch (error) {
    if (error instanceof DerRefusal) return error.message;
    throw error;
  }
}

function enlarged(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}

function serialAt(content: Uint8Array, start: number): Uint8Array {
  const serial = readHeader(content, readHeader(content, start).contentAt);
  return content.subarray(firstSignificant(content, serial.contentAt, serial.end), serial.end);
}

function readEntrySafely(content: Uint8Array, start: number): RevokedEntry {
  try {
    return readEntry(content, start);
  } catch (error) {
    if (error instanceof DerRefusal) return { revokedAt: 0, reason: 0 };
    throw error;
  }
}

function readEntry(content: Uint8Array, start: number): RevokedEntry {
  const cursor = openDer(readDer(content.subarray(start, readHeader(content, start).end)));
  cursor.next(TAG.INTEGER);
  const date = derTime(cursor.next());
  const extensions = cursor.peek() === undefined ? [] : readExtensions(cursor.next());
  cursor.end();
  const value = (id: string) => extensions.find((extension) => extension.id === id)?.value;
  const reason = value(OID.CRL_REASON);
  const invalidity = value(OID.INVALIDITY_DATE);
  return {
    revokedAt: invalidity ? Math.min(date, derTime(readDer(invalidity))) : date,
    reason: reason ? (readDer(reason, TAG.ENUMERATED).content[0] ?? 0) : 0,
  };
}

/**
 * Serial numbers are compared without what leads them and adds nothing to their value: zeros, and the ones of a negative number.
 * A list that writes a number otherwise than the certificate does must not make it good.
 */
function firstSignificant(bytes: Uint8Array, from: number, end: number): number {
  let first = from;
  while (first < end - 1 && isPadding(bytes[first] as number, bytes[first + 1] as number)) first++;
  return first;
}

function isPadding(byte: number, next: number): boolean {
  return byte === 0 || (byte === 0xff && next >= 0x80);
}

/** FNV-1a. */
function hash(bytes: Uint8Array, from: number, end: number): number {
  let value = 0x811c9dc5;
  for (let i = from; i < end; i++) value = Math.imul(value ^ (bytes[i] as number), 0x01000193);
  return value ^ (value >>> 15);
}
