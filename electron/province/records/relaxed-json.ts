/**
 * JSON as some libraries write it inside a string: with single quotes, with quotes inside the quotes, with `None` and
 * trailing commas. Strict JSON is read by the engine; only what it refuses comes here. Never throws.
 */

const MAX_LENGTH = 1_000_000;
const MAX_DEPTH = 24;

/** Undefined when the text is no object or array even by the relaxed rules. */
export function readRelaxedJson(text: string): unknown {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const reader = new RelaxedReader(text);
    return reader.read();
  }
}

const WORDS: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
  undefined: null,
};

const FAILED = Symbol("failed");

class RelaxedReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): unknown {
    const value = this.#value(0);
    this.#skipSpace();
    return value === FAILED || this.#at < this.#text.length ? undefined : value;
  }

  #value(depth: number): unknown {
    this.#skipSpace();
    const next = this.#text[this.#at];
    if (next === undefined || depth > MAX_DEPTH) return FAILED;
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#array(depth);
    if (next === "'" || next === '"') return this.#quoted(next);
    return this.#word();
  }

  #object(depth: number): unknown {
    const pairs: [string, unknown][] = [];
    const isWhole = this.#list("}", () => {
      const key = this.#key();
      this.#skipSpace();
      if (key === undefined || this.#text[this.#at] !== ":") return false;
      this.#at += 1;
      const value = this.#value(depth + 1);
      pairs.push([key, value]);
      return value !== FAILED;
    });
    return isWhole ? Object.fromEntries(pairs) : FAILED;
  }

  #array(depth: number): unknown {
    const items: unknown[] = [];
    const isWhole = this.#list("]", () => {
      const value = this.#value(depth + 1);
      items.push(value);
      return value !== FAILED;
    });
    return isWhole ? items : FAILED;
  }

  /** Reads `item , item , … end`; a comma before the end is let pass. */
  #list(end: string, readItem: () => boolean): boolean {
    this.#at += 1;
    for (;;) {
      this.#skipSpace();
      if (this.#take(end)) return true;
      if (!readItem()) return false;
      this.#skipSpace();
      if (this.#take(",")) continue;
      return this.#take(end);
    }
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #key(): string | undefined {
    const next = this.#text[this.#at];
    if (next === "'" || next === '"') {
      const key = this.#quoted(next);
      return typeof key === "string" ? key : undefined;
    }
    return this.#match(/[\p{L}\p{N}_$.-]+/uy);
  }

  /** A quote ends the text only where a separator or the end follows, so that `O'Brien` stays whole. */
  #quoted(quote: string): unknown {
    let value = "";
    for (let at = this.#at + 1; at < this.#text.length; at += 1) {
      const character = this.#text[at] ?? "";
      if (character === "\\") {
        const escaped = readEscape(this.#text, at);
        value += escaped.text;
        at = escaped.last;
      } else if (character === quote && this.#isEnd(at + 1)) {
        this.#at = at + 1;
        return value;
      } else {
        value += character;
      }
    }
    return FAILED;
  }

  #isEnd(at: number): boolean {
    const after = /\s*/y;
    after.lastIndex = at;
    after.exec(this.#text);
    const next = this.#text[after.lastIndex];
    return next === undefined || ",:}]".includes(next);
  }

  #word(): unknown {
    const word = this.#match(/[A-Za-z0-9_+.-]+/y);
    if (word === undefined) return FAILED;
    if (Object.hasOwn(WORDS, word)) return WORDS[word];
    return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(word) ? Number(word) : FAILED;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #skipSpace(): void {
    this.#match(/\s*/y);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** @returns what the escape at `at` means, and where its last character stands. */
function readEscape(text: string, at: number): { readonly text: string; readonly last: number } {
  const letter = text[at + 1] ?? "";
  const hex = /^[0-9a-fA-F]{4}$/.exec(text.slice(at + 2, at + 6))?.[0];
  if (letter === "u" && hex) return { text: String.fromCharCode(Number.parseInt(hex, 16)), last: at + 5 };
  return { text: ESCAPES[letter] ?? letter, last: at + 1 };
}
