/**
 * The words of path data, one after the other: letters and decimal numbers. Guilloches make up most of a license's bytes,
 * so this reads characters itself; a number's own spelling is kept where it is short enough already.
 */
import { LIMITS } from "./limits.ts";
import { roundTo4 } from "./value-syntax.ts";

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const COMMA = 0x2c;

export class PathScanner {
  readonly #text: string;
  #at = 0;
  /** The last number read, and how it is to be written. */
  value = 0;
  spelling = "";

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

  /** Reads a number of at most ±1e6 into `value`; false when something else comes first. */
  number(): boolean {
    this.#skipBlanks();
    const start = this.#at;
    const sign = this.#text.charCodeAt(start);
    if (sign === MINUS || sign === PLUS) this.#at++;
    const firstDigit = this.#at;
    this.#skipDigits();
    let digits = this.#at - firstDigit;
    let decimals = 0;
    if (this.#text.charCodeAt(this.#at) === POINT) {
      this.#at++;
      const fraction = this.#at;
      this.#skipDigits();
      decimals = this.#at - fraction;
      digits += decimals;
    }
    if (digits === 0) return false;
    const isPlain = !this.#skipExponent() && decimals <= 4 && digits <= 12 && sign !== PLUS;
    return this.#take(this.#text.slice(start, this.#at), isPlain);
  }

  #take(spelled: string, isPlain: boolean): boolean {
    const value = Number(spelled);
    if (!(Math.abs(value) <= LIMITS.coordinate)) return false;
    this.value = isPlain ? value : roundTo4(value);
    this.spelling = isPlain ? spelled : String(this.value);
    return true;
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== COMMA && !(code <= 0x20)) return;
      this.#at++;
    }
  }

  #skipDigits(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (!(code >= 0x30 && code <= 0x39)) return;
      this.#at++;
    }
  }

  /** `e` and up to three digits; true when there is an exponent. */
  #skipExponent(): boolean {
    const letter = this.#text.charCodeAt(this.#at);
    if (letter !== 0x65 && letter !== 0x45) return false;
    const before = this.#at;
    this.#at++;
    const sign = this.#text.charCodeAt(this.#at);
    if (sign === MINUS || sign === PLUS) this.#at++;
    const digits = this.#at;
    this.#skipDigits();
    if (this.#at > digits) return true;
    this.#at = before;
    return false;
  }
}
