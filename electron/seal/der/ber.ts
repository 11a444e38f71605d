/**
 * BER of indefinite length made definite (X.690 §8.1.3.6), as some programs write GB/T 35275 SignedData. Only the wrapping is
 * written anew: whatever has a definite length inside and out is copied as it stands, so signed bytes stay themselves.
 */
import { joinBytes } from "../bytes.ts";
import { readHeader, refuseDer, TAG } from "./reader.ts";

const DEEPEST = 32;
const MOST_ELEMENTS = 20_000;
const CONSTRUCTED = 0x20;
const CONSTRUCTED_OCTETS = TAG.OCTET_STRING | CONSTRUCTED;

interface Piece {
  readonly der: Uint8Array;
  readonly end: number;
  /** The bytes differ from those of the file. */
  readonly isRewritten: boolean;
}

interface Walk {
  readonly bytes: Uint8Array;
  left: number;
}

/** True for `30 80`, a SEQUENCE of indefinite length. */
export function isIndefinite(bytes: Uint8Array): boolean {
  return bytes[0] === TAG.SEQUENCE && bytes[1] === 0x80;
}

/** The one element that `bytes` consist of, in definite lengths. @throws {DerRefusal} */
export function toDefiniteLength(bytes: Uint8Array): Uint8Array {
  const piece = convert({ bytes, left: MOST_ELEMENTS }, 0, bytes.length, 0);
  return piece.end === bytes.length ? piece.der : refuseDer("bytes after the end");
}

/** Where the first element ends. @throws {DerRefusal} */
export function endOfElement(bytes: Uint8Array): number {
  return isIndefinite(bytes)
    ? convert({ bytes, left: MOST_ELEMENTS }, 0, bytes.length, 0).end
    : readHeader(bytes, 0).end;
}

function convert(walk: Walk, at: number, limit: number, depth: number): Piece {
  if (depth > DEEPEST) refuseDer("nested too deeply");
  if (walk.left-- <= 0) refuseDer("too many elements");
  const { bytes } = walk;
  const tag = bytes[at] ?? refuseDer("element cut off");
  if (bytes[at + 1] === 0x80) return convertIndefinite(walk, at, limit, depth);
  const { contentAt, end } = readHeader(bytes, at, limit);
  const whole = bytes.subarray(at, end);
  if ((tag & CONSTRUCTED) === 0) return { der: whole, end, isRewritten: false };
  const children = convertChildren(walk, contentAt, end, depth);
  if (tag !== CONSTRUCTED_OCTETS && children.every(({ isRewritten }) => !isRewritten)) {
    return { der: whole, end, isRewritten: false };
  }
  return { der: rewrite(tag, children), end, isRewritten: true };
}

function convertIndefinite(walk: Walk, at: number, limit: number, depth: number): Piece {
  const { bytes } = walk;
  const tag = bytes[at] as number;
  if ((tag & CONSTRUCTED) === 0 || (tag & 0x1f) === 0x1f) refuseDer("indefinite length of a primitive element");
  const children: Piece[] = [];
  let next = at + 2;
  while (bytes[next] !== 0 || bytes[next + 1] !== 0) {
    if (next >= limit) refuseDer("element cut off");
    const child = convert(walk, next, limit, depth + 1);
    children.push(child);
    next = child.end;
  }
  if (next + 2 > limit) refuseDer("element cut off");
  return { der: rewrite(tag, children), end: next + 2, isRewritten: true };
}

function convertChildren(walk: Walk, from: number, end: number, depth: number): readonly Piece[] {
  const children: Piece[] = [];
  for (let next = from; next < end; ) {
    const child = convert(walk, next, end, depth + 1);
    children.push(child);
    next = child.end;
  }
  return children;
}

/** An OCTET STRING in pieces becomes one (X.690 §10.2). */
function rewrite(tag: number, children: readonly Piece[]): Uint8Array {
  if (tag !== CONSTRUCTED_OCTETS) return element(tag, ...children.map(({ der }) => der));
  return element(TAG.OCTET_STRING, ...children.map(({ der }) => octetsOf(der)));
}

function octetsOf(der: Uint8Array): Uint8Array {
  const { tag, contentAt, end } = readHeader(der, 0);
  return tag === TAG.OCTET_STRING ? der.subarray(contentAt, end) : refuseDer("octet string of other pieces");
}

/** An element around content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = joinBytes(...content);
  return joinBytes(Uint8Array.of(tag, ...lengthOctets(body.length)), body);
}

function lengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}
