/**
 * The entries of a revocation list, found by serial number without making an object of each: the list stays as DER and
 * a hash table holds where entries start. Half a million entries cost a few megabytes and some tens of milliseconds.
 */
import { isSameBytes } from "../bytes.ts";
import { OID } from "../der/oid.ts";
import { DerRefusal, openDer, readDer, readHeader, refuseDer, TAG } from "../der/reader.ts";
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
  /**
   * An entry whose date cannot be read counts as revoked from the beginning of time.
   * @param serialNumber content octets of the INTEGER
   */
  find(serialNumber: Uint8Array): RevokedEntry | undefined;
}

/** @param content of the revokedCertificates SEQUENCE. @throws {DerRefusal} */
export function indexRevokedEntries(content: Uint8Array): RevokedEntries {
  const starts = entryStarts(content);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(starts.length * 2 + 2))).fill(-1);
  const mask = slots.length - 1;
  for (const start of starts) {
    let slot = hash(serialAt(content, start)) & mask;
    while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    slots[slot] = start;
  }
  return {
    count: starts.length,
    find(serialNumber) {
      const wanted = withoutLeadingZeros(serialNumber);
      for (let slot = hash(wanted) & mask; (slots[slot] as number) >= 0; slot = (slot + 1) & mask) {
        const start = slots[slot] as number;
        if (isSameBytes(serialAt(content, start), wanted)) return readEntrySafely(content, start);
      }
      return undefined;
    },
  };
}

/** Walks the headers only. */
function entryStarts(content: Uint8Array): Int32Array {
  let starts = new Int32Array(1024);
  let count = 0;
  for (let at = 0; at < content.length; ) {
    const entry = readHeader(content, at);
    const serial = entry.tag === TAG.SEQUENCE ? readHeader(content, entry.contentAt, entry.end) : undefined;
    if (serial?.tag !== TAG.INTEGER) refuseDer("broken entry in revocation list");
    if (count === starts.length) {
      const larger = new Int32Array(2 * count);
      larger.set(starts);
      starts = larger;
    }
    starts[count++] = at;
    at = entry.end;
  }
  return starts.subarray(0, count);
}

function serialAt(content: Uint8Array, start: number): Uint8Array {
  const serial = readHeader(content, readHeader(content, start).contentAt);
  return withoutLeadingZeros(content.subarray(serial.contentAt, serial.end));
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

function withoutLeadingZeros(serial: Uint8Array): Uint8Array {
  let first = 0;
  while (first < serial.length - 1 && serial[first] === 0) first++;
  return serial.subarray(first);
}

/** FNV-1a. */
function hash(bytes: Uint8Array): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) value = Math.imul(value ^ (bytes[i] as number), 0x01000193);
  return value ^ (value >>> 15);
}
