/**
 * The words of path data, one after the other: letters and decimal numbers. Guilloches make up most of a license's bytes,
 * so this reads characters itself, and operands that are written as they should be are passed on as they stand.
 */
import { LIMITS } from "./limits.ts";
import { roundTo4 } from "./value-syntax.ts";

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const COMMA = 0x2c;
const BLANK = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const LOWER_E = 0x65;
const UPPER_E = 0x45;

const POWERS = [1, 10, 100, 1000, 10_000];
/** Whole numbers of so many digits are exact; one of the characters may be the point. */
const EXACT_LENGTH = 15;
const UNUSUAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;

export class PathScanner {
  readonly #text: string;
  #at = 0;
  /** Whether everything since `operands` began can be passed on as it stands: short numbers, one blank between. */
  #isPlain = true;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next letter, `""` at the end, `undefined` when something else comes first. */
  letter(): string | undefined {
    this.#skipBlanks();
    if (this.#at >= this.#text.length) return "";
    const code = this.#text.charCodeAt(this.#at);
    const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
    return isLetter ? this.#text[this.#at++] : undefined;
  }

  /**
   * Reads `count` numbers of at most ±1e6 into `values`.
   * @returns how they are written, with one blank between; `undefined` when one is missing.
   */
  operands(count: number, values: number[]): string | undefined {
    this.#skipBlanks();
    const start = this.#at;
    this.#isPlain = true;
    for (let index = 0; index < count; index++) {
      const before = this.#at;
      if (index > 0) this.#skipBlanks();
      if (index > 0 && (this.#at !== before + 1 || this.#text.charCodeAt(before) !== BLANK)) this.#isPlain = false;
      if (!this.#number(values, index)) return undefined;
    }
    return this.#isPlain ? this.#text.slice(start, this.#at) : values.slice(0, count).join(" ");
  }

  /** In locals throughout: this loop sees every digit of a guilloche. */
  #number(values: number[], index: number): boolean {
    const text = this.#text;
    let at = this.#at;
    const sign = text.charCodeAt(at);
    if (sign === MINUS || sign === PLUS) at++;
    const first = at;
    let mantissa = 0;
    let code = text.charCodeAt(at);
    while (code >= ZERO && code <= NINE) {
      mantissa = mantissa * 10 + (code - ZERO);
      code = text.charCodeAt(++at);
    }
    let decimals = 0;
    let points = 0;
    if (code === POINT) {
      points = 1;
      code = text.charCodeAt(++at);
      while (code >= ZERO && code <= NINE) {
        mantissa = mantissa * 10 + (code - ZERO);
        decimals++;
        code = text.charCodeAt(++at);
      }
    }
    const power = POWERS[decimals];
    if (at - first > EXACT_LENGTH || power === undefined || code === LOWER_E || code === UPPER_E) {
      return this.#unusualNumber(values, index);
    }
    if (at - first === points) return false;
    this.#at = at;
    const value = (sign === MINUS ? -mantissa : mantissa) / power;
    values[index] = value;
    return value <= LIMITS.coordinate && value >= -LIMITS.coordinate;
  }

  /** Long fractions and exponents: read by the rules of the language and written anew. */
  #unusualNumber(values: number[], index: number): boolean {
    const spelled = UNUSUAL.exec(this.#text.slice(this.#at, this.#at + 400))?.[0];
    if (spelled === undefined) return false;
    this.#isPlain = false;
    this.#at += spelled.length;
    const value = roundTo4(Number(spelled));
    values[index] = value;
    return Math.abs(value) <= LIMITS.coordinate;
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== COMMA && !(code <= BLANK)) return;
      this.#at++;
    }
  }
}
