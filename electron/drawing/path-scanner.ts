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

const POWERS = [1, 10, 100, 1000, 10_000];
/** Whole numbers of so many digits are exact. */
const EXACT_DIGITS = 15;

export class PathScanner {
  readonly #text: string;
  #at = 0;
  /** Whether everything since `operands` began can be passed on as it stands: short numbers, one blank between. */
  #isPlain = true;
  #value = 0;
  #mantissa = 0;

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
      if (!this.#number()) return undefined;
      values[index] = this.#value;
    }
    return this.#isPlain ? this.#text.slice(start, this.#at) : values.slice(0, count).join(" ");
  }

  #number(): boolean {
    const start = this.#at;
    const sign = this.#text.charCodeAt(start);
    if (sign === MINUS || sign === PLUS) this.#at++;
    this.#mantissa = 0;
    let digits = this.#digits();
    let decimals = 0;
    if (this.#text.charCodeAt(this.#at) === POINT) {
      this.#at++;
      decimals = this.#digits();
      digits += decimals;
    }
    if (digits === 0) return false;
    const hasExponent = this.#skipExponent();
    const power = POWERS[decimals];
    if (power === undefined || hasExponent || digits > EXACT_DIGITS) {
      this.#isPlain = false;
      this.#value = roundTo4(Number(this.#text.slice(start, this.#at)));
    } else {
      this.#value = (sign === MINUS ? -this.#mantissa : this.#mantissa) / power;
    }
    return Math.abs(this.#value) <= LIMITS.coordinate;
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== COMMA && !(code <= BLANK)) return;
      this.#at++;
    }
  }

  /** Adds digits to the mantissa and gives their number. */
  #digits(): number {
    const start = this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (!(code >= ZERO && code <= NINE)) return this.#at - start;
      this.#mantissa = this.#mantissa * 10 + (code - ZERO);
      this.#at++;
    }
  }

  /** `e` and its digits; true when there is an exponent. */
  #skipExponent(): boolean {
    const letter = this.#text.charCodeAt(this.#at);
    if (letter !== 0x65 && letter !== 0x45) return false;
    const before = this.#at;
    this.#at++;
    const sign = this.#text.charCodeAt(this.#at);
    if (sign === MINUS || sign === PLUS) this.#at++;
    if (this.#digits() > 0) return true;
    this.#at = before;
    return false;
  }
}
