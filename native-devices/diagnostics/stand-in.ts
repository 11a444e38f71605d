/**
 * Something else of the same form: a number of a person for a number of a person, right where it was right and wrong
 * where it was wrong, so that a recording still behaves as it did and says nothing about anybody.
 */
import { parseCreditCode } from "../../electron/domain/identifier/credit-code.ts";
import { mod11_2, mod37_36 } from "../../electron/domain/identifier/iso7064.ts";
import { parseLicenseIdentifier } from "../../electron/domain/identifier/license-identifier.ts";

/** 0…1, 1 excluded. */
export type Random = () => number;

const DIGITS = "0123456789";
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** GB 32100 leaves out I, O, S, V and Z. */
const CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LICENSE = /1\.2\.156\.3005\.2\.[0-9A-Z]{21}\.[0-9A-Z]{6,18}\.[0-9A-Z]{1,40}\.\d{3}\.[0-9A-Z]/.source;
const TOKENS = new RegExp(`${LICENSE}|[0-9A-Za-z]+`, "g");

/** `text` is ASCII; what is neither letter nor digit stays. The same word gets the same stand-in, so repeats stay repeats. */
export function createStandIns(random: Random): (text: string) => string {
  const known = new Map<string, string>();
  return (text) =>
    text.replace(TOKENS, (word) => {
      const standIn = known.get(word) ?? standInFor(word, random);
      known.set(word, standIn);
      return standIn;
    });
}

function standInFor(word: string, random: Random): string {
  if (/^\d{17}[\dXx]$/.test(word)) return idNumberFor(word, random);
  const license = parseLicenseIdentifier(word);
  if (license && word === license.identifier) return licenseFor(license, random);
  const credit = parseCreditCode(word);
  if (credit && credit.warnings.length === 0 && word === credit.code) return creditCodeFor(random);
  if (/^(\d{8}|\d{12,14})$/.test(word) && gs1Check(word.slice(0, -1)) === word.at(-1)) {
    const body = scramble(word.slice(0, -1), random);
    return body + gs1Check(body);
  }
  return scramble(word, random);
}

/** A birthday of the last century in the first district of Beijing. */
function idNumberFor(number: string, random: Random): string {
  const day = (from: number, count: number) => String(from + pick(count, random)).padStart(2, "0");
  const body = `110101${day(1950, 50)}${day(1, 12)}${day(1, 28)}${scramble("000", random)}`;
  const check = mod11_2(body) ?? "0";
  const last = number.slice(-1);
  if (mod11_2(number.slice(0, 17)) !== last.toUpperCase()) return body + otherThan(check, DIGITS, random);
  return body + (last === "x" ? check.toLowerCase() : check);
}

/** Kind of license, issuer and version are public; the serial is the person's. */
function licenseFor({ typeCode, issuerCode, serial, version, check }: License, random: Random): string {
  const other = scramble(serial, random);
  const right = mod37_36(`${typeCode}${issuerCode}${other}${version}`) ?? "0";
  const last = check === "ok" ? right : otherThan(right, DIGITS + CAPITALS, random);
  return `1.2.156.3005.2.${typeCode}.${issuerCode}.${other}.${version}.${last}`;
}

type License = NonNullable<ReturnType<typeof parseLicenseIdentifier>>;

function creditCodeFor(random: Random): string {
  const body = `91110101MA${scramble("000000", random)}`;
  for (const organization of `${DIGITS}X`) {
    for (const last of CREDIT_LETTERS) {
      const code = `${body}${organization}${last}`;
      if (parseCreditCode(code)?.warnings.length === 0) return code;
    }
  }
  throw new Error("every body has its check characters");
}

/** GS1: weights 3 and 1 from the right. */
function gs1Check(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

function scramble(word: string, random: Random): string {
  const other = (alphabet: string) => alphabet[pick(alphabet.length, random)] ?? "";
  return word
    .replace(/\d/g, () => other(DIGITS))
    .replace(/[A-Z]/g, () => other(CAPITALS))
    .replace(/[a-z]/g, () => other(CAPITALS.toLowerCase()));
}

function otherThan(character: string, alphabet: string, random: Random): string {
  const others = alphabet.replace(character, "");
  return others[pick(others.length, random)] ?? "";
}

function pick(count: number, random: Random): number {
  return Math.floor(random() * count);
}
