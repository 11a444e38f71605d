/**
 * Is the signed part of a signature exactly the revision that it stands in, without its own /Contents (ISO 32000-1
 * §12.8.1)? Every freedom here has been an attack: signature wrapping moves the second range, universal forgeries leave
 * one of the two entries out or empty (seals.md section 5).
 */
import type { PdfFile } from "./file.ts";
import { hexDigit } from "./lexer.ts";
import type { Revision } from "./revisions.ts";
import { integerOf, isKind, type PdfDict, type PdfString, type PdfValue } from "./values.ts";

export type RangeProblemKind =
  | "byte-range-missing"
  | "byte-range-malformed"
  /** The first range starts behind the start of the file. */
  | "not-from-start"
  | "out-of-file"
  /** The ranges overlap, or there is nothing between them. */
  | "overlap"
  | "contents-missing"
  /** Only zeros, or nothing at all. */
  | "contents-empty"
  /** What the ranges leave out is not exactly this signature's /Contents. */
  | "gap-not-contents"
  /** The second range ends where no revision ends. */
  | "not-a-revision"
  /** The signature stands in another revision than the one it covers. */
  | "other-revision"
  /** Packed into an object stream, or used twice. */
  | "not-its-own-object";

export interface RangeProblem {
  readonly kind: RangeProblemKind;
  readonly reason: string;
}

export interface SignedRange {
  readonly start: number;
  readonly end: number;
}

export interface SignedPart {
  /** Empty when there is a problem with the numbers themselves. */
  readonly ranges: readonly SignedRange[];
  readonly problem?: RangeProblem;
  /** The revision that ends where the ranges end. */
  readonly revision?: number;
}

/** @param offset where the signature's object stands; undefined when it does not stand in the file itself */
export function readSignedPart(file: PdfFile, signature: PdfDict, offset: number | undefined): SignedPart {
  const byteRange = signature.entries.get("ByteRange");
  const contents = signature.entries.get("Contents");
  if (byteRange === undefined || byteRange === null) return faulty("byte-range-missing", "no ByteRange");
  const numbers = numbersOf(byteRange);
  if (!numbers) return faulty("byte-range-malformed", "ByteRange is not four whole numbers");
  const [from, length, to, rest] = numbers;
  const ranges = [
    { start: from, end: from + length },
    { start: to, end: to + rest },
  ];
  const problem =
    numbersProblem(numbers, file.bytes.length) ??
    contentsProblem(contents) ??
    placeProblem(file, contents as PdfString, offset, { start: from + length, end: to });
  if (problem) return { ranges: isSumInside(numbers, file.bytes.length) ? ranges : [], problem };
  const revision = file.revisions.find(({ markEnd, end }) => to + rest >= markEnd && to + rest <= end);
  if (!revision) return { ranges, problem: make("not-a-revision", `no revision ends at ${to + rest}`) };
  const own = revisionOf(file.revisions, offset ?? 0);
  if (own !== revision.index) {
    return { ranges, problem: make("other-revision", `it stands in revision ${own}, and covers ${revision.index}`) };
  }
  return { ranges, revision: revision.index };
}

function make(kind: RangeProblemKind, reason: string): RangeProblem {
  return { kind, reason };
}

function faulty(kind: RangeProblemKind, reason: string): SignedPart {
  return { ranges: [], problem: make(kind, reason) };
}

type Four = readonly [number, number, number, number];

/** Direct, whole, not negative: an indirect one could be changed by a later revision. */
function numbersOf(value: PdfValue): Four | undefined {
  if (!isKind(value, "array") || value.items.length !== 4) return undefined;
  const numbers = value.items.map((item) => integerOf(item) ?? -1);
  return numbers.every((number) => number >= 0) ? (numbers as unknown as Four) : undefined;
}

function isSumInside([from, length, to, rest]: Four, size: number): boolean {
  return from + length <= size && to + rest <= size;
}

function numbersProblem(numbers: Four, size: number): RangeProblem | undefined {
  const [from, length, to] = numbers;
  if (!isSumInside(numbers, size)) return make("out-of-file", `ByteRange ends behind the file's ${size} bytes`);
  if (from !== 0) return make("not-from-start", `ByteRange starts at ${from}`);
  return to <= length ? make("overlap", `nothing is left out between ${length} and ${to}`) : undefined;
}

function contentsProblem(contents: PdfValue | undefined): RangeProblem | undefined {
  if (!isKind(contents, "string")) return make("contents-missing", "no Contents");
  return contents.bytes.every((byte) => byte === 0) ? make("contents-empty", "Contents is empty") : undefined;
}

function placeProblem(
  file: PdfFile,
  contents: PdfString,
  offset: number | undefined,
  gap: SignedRange,
): RangeProblem | undefined {
  if (offset === undefined) return make("not-its-own-object", "the signature does not stand in the file itself");
  const isExact = contents.isHex && contents.start === gap.start && contents.end === gap.end;
  if (!isExact) {
    return make("gap-not-contents", `left out: ${gap.start}–${gap.end}; Contents: ${contents.start}–${contents.end}`);
  }
  const digits = file.bytes.subarray(gap.start + 1, gap.end - 1);
  const isDense = digits.length % 2 === 0 && digits.every((byte) => hexDigit(byte) >= 0);
  return isDense ? undefined : make("gap-not-contents", "Contents has other characters than pairs of digits");
}

export function revisionOf(revisions: readonly Revision[], offset: number): number {
  return revisions.findIndex(({ end }) => offset < end);
}
