/**
 * A PDF as all its revisions: any object as any revision shows it. Objects are read when they are asked for, once for
 * each place; together they may cost no more than a fixed multiple of the file.
 */

import { openBudget, type ReadBudget } from "./budget.ts";
import { type IndirectObject, readHeader, readIndirectObject } from "./indirect-object.ts";
import { cursorOn, takeText } from "./lexer.ts";
import type { PdfLimits } from "./limits.ts";
import { type PackedObject, readObjectStream } from "./object-stream.ts";
import { readValue } from "./parser.ts";
import { refusePdf } from "./refusal.ts";
import { type Revision, readRevisions } from "./revisions.ts";
import { integerOf, isKind, type PdfStream, type PdfValue } from "./values.ts";
import type { XrefEntry } from "./xref-entry.ts";

export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly limits: PdfLimits;
  /** Oldest first, never empty. */
  readonly revisions: readonly Revision[];
  /** Where a revision has an object; undefined when it has none. */
  locate(number: number, revision: number): XrefEntry | undefined;
  /** Follows references, as a revision resolves them; null for what it does not have. */
  resolve(value: PdfValue | undefined, revision: number): PdfValue;
  /** An object that stands in the file itself. */
  objectAt(offset: number, revision: number): IndirectObject;
}

const MOST_HOPS = 16;

interface OpenFile {
  readonly bytes: Uint8Array;
  readonly budget: ReadBudget;
  readonly revisions: readonly Revision[];
  readonly history: ReadonlyMap<number, readonly Placed[]>;
  readonly objects: Map<number, IndirectObject>;
  readonly packed: Map<PdfStream, readonly PackedObject[]>;
  /** Bytes that may still be read. */
  left: number;
}

interface Placed {
  readonly revision: number;
  readonly entry: XrefEntry;
}

/** @throws {PdfRefusal} */
export function openPdf(bytes: Uint8Array, limits: PdfLimits): PdfFile {
  if (bytes.length > limits.fileBytes) refusePdf("CONTAINER_LIMIT", `${bytes.length} bytes`);
  // Offsets count from the header; with anything in front of it, readers count differently.
  if (!takeText(cursorOn(bytes), "%PDF-")) refusePdf("PDF_NEEDS_REPAIR", "the file does not start with its header");
  const budget = openBudget(limits);
  const revisions = readRevisions(bytes, budget);
  const history = historyOf(revisions);
  const left = 4 * bytes.length + 65_536;
  const file: OpenFile = { bytes, budget, revisions, history, objects: new Map(), packed: new Map(), left };
  return {
    bytes,
    limits,
    revisions,
    locate: (number, revision) => locate(file, number, revision),
    resolve: (value, revision) => resolve(file, value ?? null, revision),
    objectAt: (offset, revision) => objectAt(file, offset, revision),
  };
}

function historyOf(revisions: readonly Revision[]): ReadonlyMap<number, readonly Placed[]> {
  const history = new Map<number, Placed[]>();
  for (const { index, entries } of revisions) {
    for (const [number, entry] of entries) {
      const known = history.get(number);
      if (known) known.push({ revision: index, entry });
      else history.set(number, [{ revision: index, entry }]);
    }
  }
  return history;
}

function locate({ history }: OpenFile, number: number, revision: number): XrefEntry | undefined {
  const entry = history.get(number)?.findLast((placed) => placed.revision <= revision)?.entry;
  return entry?.kind === "free" ? undefined : entry;
}

function resolve(file: OpenFile, value: PdfValue, revision: number): PdfValue {
  let current = value;
  for (let hops = 0; isKind(current, "ref"); hops++) {
    if (hops > MOST_HOPS) refusePdf("PDF_MALFORMED", `references that lead nowhere from object ${current.number}`);
    const entry = locate(file, current.number, revision);
    if (!entry) return null;
    const generation = entry.kind === "file" ? entry.generation : 0;
    if (generation !== current.generation) {
      refusePdf("PDF_NEEDS_REPAIR", `object ${current.number} is meant in generation ${current.generation}`);
    }
    current = valueAt(file, current.number, entry, revision);
  }
  return current;
}

function valueAt(file: OpenFile, number: number, entry: XrefEntry, revision: number): PdfValue {
  if (entry.kind === "free") return null;
  if (entry.kind === "packed") return packedAt(file, number, entry, revision);
  const object = objectAt(file, entry.offset, revision);
  if (object.number !== number || object.generation !== entry.generation) {
    refusePdf("PDF_NEEDS_REPAIR", `object ${object.number} at ${entry.offset} instead of ${number}`);
  }
  return object.value;
}

type PackedEntry = Extract<XrefEntry, { kind: "packed" }>;

function packedAt(file: OpenFile, number: number, { container, index }: PackedEntry, revision: number): PdfValue {
  const place = locate(file, container, revision);
  if (place?.kind !== "file") return refusePdf("PDF_NEEDS_REPAIR", `no object stream ${container}`);
  const stream = valueAt(file, container, place, revision);
  if (!isKind(stream, "stream")) return refusePdf("PDF_NEEDS_REPAIR", `object ${container} is no object stream`);
  const objects = file.packed.get(stream) ?? readObjectStream(stream, file.budget);
  file.packed.set(stream, objects);
  const packed = objects[index];
  if (packed?.number !== number) refusePdf("PDF_NEEDS_REPAIR", `object ${number} is not where it should be packed`);
  return packed.value;
}

function objectAt(file: OpenFile, offset: number, revision: number): IndirectObject {
  const known = file.objects.get(offset);
  if (known) return known;
  // As the revision wrote it, and within it: a length that changes later is a change of its own.
  const own = file.revisions.findIndex(({ markEnd }) => offset < markEnd);
  const cursor = cursorOn(file.bytes, offset, file.revisions[own]?.markEnd ?? 0);
  const lengthOf = (length: PdfValue) => lengthIn(file, length, Math.min(own, revision));
  const object = readIndirectObject(cursor, file.budget, lengthOf);
  file.left -= object.end - object.start;
  if (file.left < 0) refusePdf("CONTAINER_LIMIT", "objects that lie inside each other");
  file.objects.set(offset, object);
  return object;
}

/** A length of its own object: an integer, read without what else might stand there. */
function lengthIn(file: OpenFile, length: PdfValue, revision: number): number | undefined {
  if (!isKind(length, "ref")) return integerOf(length);
  const entry = locate(file, length.number, revision);
  if (entry?.kind === "packed") return integerOf(packedLength(file, length.number, entry, revision));
  if (entry?.kind !== "file") return undefined;
  const cursor = cursorOn(file.bytes, entry.offset, Math.min(file.bytes.length, entry.offset + 128));
  const { number } = readHeader(cursor);
  return number === length.number ? integerOf(readValue(cursor, file.budget, 1)) : undefined;
}

/** The object stream must not need a packed length itself. */
function packedLength(file: OpenFile, number: number, entry: PackedEntry, revision: number): PdfValue {
  const place = locate(file, entry.container, revision);
  if (place?.kind !== "file") return null;
  const isOpen = file.objects.has(place.offset);
  if (!isOpen) {
    const object = readIndirectObject(cursorOn(file.bytes, place.offset), file.budget, integerOf);
    file.left -= object.end - object.start;
    if (file.left < 0) refusePdf("CONTAINER_LIMIT", "objects that lie inside each other");
    file.objects.set(place.offset, object);
  }
  return packedAt(file, number, entry, revision);
}
