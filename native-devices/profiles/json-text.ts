/**
 * JSON as a person wrote it: where each member stands, so that an error can name line and column, and a key that
 * stands twice, which `JSON.parse` passes over. The value itself comes from `JSON.parse`.
 */

export interface TextPosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

export type JsonPath = readonly PropertyKey[];

export type JsonText =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Of the key (in an object) or the item; of the nearest one above where there is none. */
      positionOf(path: JsonPath): TextPosition;
    }
  | { readonly ok: false; readonly message: string; readonly position: TextPosition };

class SyntaxFault extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const MAX_DEPTH = 32;
const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Walks the text once and notes where everything begins. */
class Walker {
  readonly offsets = new Map<string, number>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  walk(): void {
    this.#value([], 0);
    this.#space();
    if (this.#at < this.#text.length) throw new SyntaxFault(this.#at, "nothing may follow the closing bracket");
  }

  #value(path: JsonPath, depth: number): void {
    this.#space();
    if (!this.offsets.has(keyOf(path))) this.offsets.set(keyOf(path), this.#at);
    if (depth > MAX_DEPTH) throw new SyntaxFault(this.#at, "nested too deeply");
    const head = this.#text[this.#at];
    if (head === "{") this.#list("}", () => this.#member(path, depth));
    else if (head === "[") this.#list("]", (index) => this.#value([...path, index], depth + 1));
    else if (this.#take(head === '"' ? STRING : SCALAR) === undefined) {
      throw new SyntaxFault(this.#at, "a value is missing or malformed here");
    }
  }

  #list(closing: string, readItem: (index: number) => void): void {
    this.#at += 1;
    this.#space();
    for (let index = 0; this.#text[this.#at] !== closing; index += 1) {
      if (index > 0) this.#expect(",");
      readItem(index);
      this.#space();
      if (![",", closing].includes(this.#text[this.#at] ?? "")) {
        throw new SyntaxFault(this.#at, `"," or "${closing}" is missing here`);
      }
    }
    this.#at += 1;
  }

  #member(path: JsonPath, depth: number): void {
    this.#space();
    const offset = this.#at;
    const raw = this.#take(STRING);
    if (raw === undefined) throw new SyntaxFault(offset, "a key in quotes is missing here");
    const member = [...path, JSON.parse(raw) as string];
    if (this.offsets.has(keyOf(member))) throw new SyntaxFault(offset, `${raw} stands twice`);
    this.offsets.set(keyOf(member), offset);
    this.#space();
    this.#expect(":");
    this.#value(member, depth + 1);
  }

  #expect(mark: string): void {
    if (this.#text[this.#at] !== mark) throw new SyntaxFault(this.#at, `"${mark}" is missing here`);
    this.#at += 1;
  }

  #space(): void {
    this.#take(SPACE);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (pattern === STRING && found && [...found].some((character) => character < " ")) return undefined;
    this.#at += found?.length ?? 0;
    return found;
  }
}

const keyOf = (path: JsonPath): string => JSON.stringify(path.map(String));

function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

export function readJsonText(written: string): JsonText {
  // Some editors put a byte order mark ahead of everything.
  const text = written.replace(/^\ufeff/, "");
  const walker = new Walker(text);
  try {
    walker.walk();
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return { ok: false, message: error.message, position: positionAt(text, error.offset) };
  }
  return {
    ok: true,
    value: JSON.parse(text),
    positionOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const offset = walker.offsets.get(keyOf(path.slice(0, length)));
        if (offset !== undefined) return positionAt(text, offset);
      }
      return positionAt(text, walker.offsets.get(keyOf([])) ?? 0);
    },
  };
}
