/** Values of PDF (ISO 32000-1 §7.3) as plain data, and narrow views on them that never throw. */

export interface PdfName {
  readonly kind: "name";
  /** Without the slash, `#xx` resolved; one character for each byte. */
  readonly name: string;
}

export interface PdfString {
  readonly kind: "string";
  readonly bytes: Uint8Array;
  readonly isHex: boolean;
  /** Where it stands in the bytes it was read from, delimiters included. */
  readonly start: number;
  readonly end: number;
}

export interface PdfRef {
  readonly kind: "ref";
  readonly number: number;
  readonly generation: number;
}

export interface PdfArray {
  readonly kind: "array";
  readonly items: readonly PdfValue[];
}

export interface PdfDict {
  readonly kind: "dict";
  readonly entries: ReadonlyMap<string, PdfValue>;
}

export interface PdfStream {
  readonly kind: "stream";
  readonly dict: PdfDict;
  /** As stored, still under its filters. */
  readonly data: Uint8Array;
}

export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream;

export const EMPTY_DICT: PdfDict = { kind: "dict", entries: new Map() };

type Kind = Exclude<PdfValue, null | boolean | number>["kind"];

export function isKind<K extends Kind>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<PdfValue, { readonly kind: K }> {
  return typeof value === "object" && value !== null && value.kind === kind;
}

export function nameOf(value: PdfValue | undefined): string | undefined {
  return isKind(value, "name") ? value.name : undefined;
}

export function integerOf(value: PdfValue | undefined): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

/** Streams are asked by their dictionary. */
export function dictOf(value: PdfValue | undefined): PdfDict | undefined {
  if (isKind(value, "dict")) return value;
  return isKind(value, "stream") ? value.dict : undefined;
}

export function entryOf(value: PdfValue | undefined, key: string): PdfValue {
  return dictOf(value)?.entries.get(key) ?? null;
}

/** A text string (§7.9.2.2): UTF-16 or UTF-8 with a mark, else Latin letters as PDFDocEncoding has them. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (!isKind(value, "string")) return undefined;
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  return latinText(bytes);
}

/** One character for each byte. */
export function latinText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4096) parts.push(String.fromCharCode(...bytes.subarray(at, at + 4096)));
  return parts.join("");
}
