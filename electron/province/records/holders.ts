/** 持证主体 from the comma lists of names, numbers and number types that libraries write. */
import { parseCitizenIdNumber } from "../../domain/identifier/citizen-id-number.ts";
import { parseCreditCode } from "../../domain/identifier/credit-code.ts";
import { HOLDER_CODE_TYPES, type HolderCodeType, holderCodeType } from "../../domain/identifier/holder-code-type.ts";
import type { Holder } from "../../domain/person/person.ts";

/** Raw type → annex A type, where a province numbers differently. */
export type HolderCodeTypes = Readonly<Record<string, HolderCodeType>>;

export interface HolderLists {
  readonly names: string;
  readonly codes: string;
  readonly codeTypes: string;
}

/** Far enough for a number's own check; whether a birth date has come yet is not asked here. */
const ANY_DAY = "9999-12-31";

/**
 * One holder per number. With several numbers and another count of names nobody can say which belongs to which: the
 * numbers stand alone then, and decide. A single number keeps the whole name, for names that contain a comma.
 */
export function readHolders(lists: HolderLists, own: HolderCodeTypes): readonly Holder[] {
  const names = splitList(lists.names);
  const codes = splitList(lists.codes);
  const types = splitList(lists.codeTypes);
  const holder = (name: string, code: string, index: number): Holder => ({
    name,
    code: unmaskedCode(code),
    codeType: readCodeType(types.length === 1 ? types[0] : types[index], code, own),
  });
  if (codes.length === 0) return names.map((name, index) => holder(name, "", index));
  if (codes.length === 1) return [holder(lists.names.trim(), codes[0] ?? "", 0)];
  const isPaired = names.length === codes.length;
  return codes.map((code, index) => holder(isPaired ? (names[index] ?? "") : "", code, index));
}

/** A number with stars in it cannot be compared: it counts as not given, never as another person's. */
export function unmaskedCode(code: string): string {
  return /[*＊]/.test(code) ? "" : code;
}

function splitList(text: string): readonly string[] {
  const parts = text.split(/[,，;；]/).map((part) => part.trim());
  return parts.every((part) => part === "") ? [] : parts;
}

/** By the province's own table, then by the known ones, then by the shape of the number itself. */
export function readCodeType(raw: string | undefined, code: string, own: HolderCodeTypes): HolderCodeType {
  const stated = (raw ?? "").trim();
  const mapped = Object.hasOwn(own, stated) ? own[stated] : undefined;
  if (mapped) return mapped;
  const known = /^\d{2,3}$/.test(stated) ? holderCodeType(stated) : "999";
  if (known !== "999" || Object.hasOwn(HOLDER_CODE_TYPES, stated)) return known;
  return typeByShape(code);
}

function typeByShape(code: string): HolderCodeType {
  if (parseCitizenIdNumber(code, ANY_DAY).ok) return "111";
  return parseCreditCode(code)?.warnings.length === 0 ? "001" : "999";
}
