/**
 * Strict DER (GB/T 16263.1, X.690 §10) as slices of the bytes given: nothing is ever re-encoded, so a signature is
 * always checked over the very bytes that were signed. Indefinite and longer-than-needed lengths are refused.
 */

export const TAG = {
  BOOLEAN: 0x01,
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  OBJECT_IDENTIFIER: 0x06,
  ENUMERATED: 0x0a,
  UTF8_STRING: 0x0c,
  PRINTABLE_STRING: 0x13,
  TELETEX_STRING: 0x14,
  IA5_STRING: 0x16,
  UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18,
  VISIBLE_STRING: 0x1a,
  UNIVERSAL_STRING: 0x1c,
  BMP_STRING: 0x1e,
  SEQUENCE: 0x30,
  SET: 0x31,
} as const;

/** The bytes are not the DER structure that was expected. The only error that readers in `der/`, `x509/` and `ses/` throw. */
export class DerRefusal extends Error {}

export function refuseDer(reason: string): never {
  throw new DerRefusal(reason);
}

export interface DerElement {
  /** The identifier octet: class, constructed bit and number. */
  readonly tag: number;
  /** Identifier, length and content. */
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
}

export interface DerHeader {
  readonly tag: number;
  readonly contentAt: number;
  readonly end: number;
}

/** The header at `at`; `limit` is where the surrounding element ends. @throws {DerRefusal} */
export function readHeader(bytes: Uint8Array, at: number, limit: number = bytes.length): DerHeader {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit) refuseDer("element cut off");
  if ((tag & 0x1f) === 0x1f) refuseDer("multi-byte tag");
  if (first < 0x80) return checkedHeader(tag, at + 2, first, limit);
  const count = first & 0x7f;
  if (count === 0) refuseDer("indefinite length");
  if (count > 4) refuseDer("length of more than four bytes");
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] ?? refuseDer("element cut off"));
  if (length < 0x80 || length < 256 ** (count - 1)) refuseDer("length not in its shortest form");
  return checkedHeader(tag, at + 2 + count, length, limit);
}

function checkedHeader(tag: number, contentAt: number, length: number, limit: number): DerHeader {
  const end = contentAt + length;
  if (end > limit) refuseDer("element longer than its surroundings");
  return { tag, contentAt, end };
}

/** The one element that `bytes` consist of. @throws {DerRefusal} also for bytes after it. */
export function readDer(bytes: Uint8Array, tag?: number): DerElement {
  const { tag: found, contentAt, end } = readHeader(bytes, 0);
  if (end !== bytes.length) refuseDer("bytes after the end");
  if (tag !== undefined && found !== tag) refuseDer(`tag ${hexTag(found)} where ${hexTag(tag)} is due`);
  return { tag: found, raw: bytes, content: bytes.subarray(contentAt, end) };
}

/** The elements inside a constructed one, read one after the other. */
export interface DerCursor {
  /** The next element. @throws {DerRefusal} when there is none or it has another tag. */
  next(tag?: number): DerElement;
  /** The next element if it has that tag. */
  optional(tag: number): DerElement | undefined;
  /** Tag of the next element, undefined at the end. */
  peek(): number | undefined;
  /** @throws {DerRefusal} when something is left. */
  end(): void;
}

export function openDer(element: DerElement): DerCursor {
  const bytes = element.content;
  let at = 0;
  const cursor: DerCursor = {
    peek: () => bytes[at],
    next(tag) {
      const { tag: found, contentAt, end } = readHeader(bytes, at);
      if (tag !== undefined && found !== tag) refuseDer(`tag ${hexTag(found)} where ${hexTag(tag)} is due`);
      const raw = bytes.subarray(at, end);
      at = end;
      return { tag: found, raw, content: bytes.subarray(contentAt, end) };
    },
    optional: (tag) => (bytes[at] === tag ? cursor.next(tag) : undefined),
    end() {
      if (at !== bytes.length) refuseDer("more elements than the structure has");
    },
  };
  return cursor;
}

/** No honest structure read here has more; two bytes each would otherwise become hundreds of bytes of memory. */
const MOST_CHILDREN = 20_000;

/** All elements inside a constructed one. @throws {DerRefusal} also when there are more than `MOST_CHILDREN`. */
export function derChildren(element: DerElement): readonly DerElement[] {
  const cursor = openDer(element);
  const children: DerElement[] = [];
  while (cursor.peek() !== undefined) {
    if (children.length === MOST_CHILDREN) refuseDer("too many elements");
    children.push(cursor.next());
  }
  return children;
}

/** The single element inside an EXPLICIT tag. */
export function unwrapDer(element: DerElement, tag?: number): DerElement {
  return readDer(element.content, tag);
}

function hexTag(tag: number): string {
  return `0x${tag.toString(16)}`;
}
