/** Appends signatures to a draft: placeholder first, then the byte range, then what the given function makes of it. */
import { concat } from "../seal-factory/der-writer.ts";
import {
  appendRevision,
  type Body,
  type Draft,
  formBody,
  latin,
  latinBytes,
  NUMBER,
  pageBody,
  type RevisionOptions,
  streamBody,
} from "./document.ts";

export interface PdfSigningOptions extends RevisionOptions {
  /** Makes /Contents of the signed bytes; a marked row of bytes when absent. */
  readonly sign?: (signed: Uint8Array) => Uint8Array;
  readonly field?: string;
  readonly type?: string;
  readonly filter?: string;
  readonly subFilter?: string;
  readonly rect?: string;
  /** Added to the signature dictionary. */
  readonly extra?: string;
  /** Drawing operators of the widget, in a box of 100 by 100. */
  readonly appearance?: string;
  /** Added to the widget. */
  readonly widgetExtra?: string;
  /** Certifies with this level. */
  readonly certify?: 1 | 2 | 3;
  /** Fills the field with this object number instead of adding one. */
  readonly into?: number;
  readonly contentsBytes?: number;
  /** Other objects of the same revision. */
  readonly more?: ReadonlyMap<number, Body>;
}

/** `30 04 02 02 …`: any DER will do where nobody looks inside. */
export const SOME_VALUE = Uint8Array.of(0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x07);

const RANGE_DIGITS = 10;
const RANGE_SPACE = `[0 ${Array(3).fill("*".repeat(RANGE_DIGITS)).join(" ")}]`;

export interface SignedDraft extends Draft {
  readonly signatureNumber: number;
  readonly fieldNumber: number;
}

export function signPdf(draft: Draft, options: PdfSigningOptions = {}): SignedDraft {
  const { contentsBytes = 4096, more = new Map<number, Body>() } = options;
  const next = Math.max(...draft.objects.keys(), ...more.keys()) + 1;
  const fieldNumber = options.into ?? next + 1;
  const appearance = next + 2;
  const isVisible = options.rect !== undefined || options.into !== undefined;
  const fields = options.into === undefined ? [...draft.fields, fieldNumber] : draft.fields;
  const annotations = options.into === undefined ? [...draft.annotations, fieldNumber] : draft.annotations;
  const changes = new Map<number, Body>([
    [next, signatureText(options, "0".repeat(contentsBytes * 2))],
    [fieldNumber, widgetText(options, next, isVisible ? appearance : undefined)],
    ...(isVisible
      ? [
          [
            appearance,
            streamBody("/Type /XObject /Subtype /Form /BBox [0 0 100 100]", options.appearance ?? "1 0 0 RG"),
          ] as const,
        ]
      : []),
    ...(options.into === undefined
      ? ([
          [NUMBER.form, formBody(fields)],
          [NUMBER.page, pageBody(annotations)],
        ] as const)
      : []),
    ...(options.certify ? [[NUMBER.catalog, certifiedCatalog(draft, next)] as const] : []),
    ...more,
  ]);
  const placed = appendRevision(draft, changes, { ...options, fields, annotations });
  return { ...placed, bytes: fill(placed.bytes, draft.bytes.length, options), signatureNumber: next, fieldNumber };
}

function certifiedCatalog(draft: Draft, signature: number): string {
  return String(draft.objects.get(NUMBER.catalog)).replace(/>>$/, `/Perms << /DocMDP ${signature} 0 R >> >>`);
}

function signatureText(options: PdfSigningOptions, zeros: string): string {
  const { type = "Sig", filter = "Adobe.PPKLite", subFilter = "adbe.pkcs7.detached", extra = "", certify } = options;
  const reference = certify
    ? `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${certify} /V /1.2 >> >>]`
    : "";
  return `<< /Type /${type} /Filter /${filter} /SubFilter /${subFilter} /ByteRange ${RANGE_SPACE} /Contents <${zeros}> /M (D:20261025080000+08'00') /Name (Approval bureau) ${reference} ${extra} >>`;
}

function widgetText(options: PdfSigningOptions, signature: number, appearance: number | undefined): string {
  const { field = `Signature${signature}`, rect = "[0 0 0 0]", widgetExtra = "", into } = options;
  const isPrepared = into !== undefined;
  const place = isPrepared ? "/T (prepared) /Rect [400 100 500 200] /F 4" : `/T (${field}) /Rect ${rect} /F 132`;
  const look = appearance === undefined ? "" : `/AP << /N ${appearance} 0 R >>`;
  return `<< /Type /Annot /Subtype /Widget /FT /Sig ${place} /P 3 0 R /V ${signature} 0 R ${look} ${widgetExtra} >>`;
}

/** The last signature behind `from` gets its byte range and contents. */
function fill(bytes: Uint8Array, from: number, { sign }: PdfSigningOptions): Uint8Array<ArrayBuffer> {
  const text = latin(bytes);
  const open = text.indexOf("/Contents <", from) + "/Contents ".length;
  const close = text.indexOf(">", open) + 1;
  const numbers = [open, close, bytes.length - close].map((number) => String(number).padEnd(RANGE_DIGITS));
  const at = text.indexOf(RANGE_SPACE, from);
  const ranged = concat(
    bytes.subarray(0, at),
    latinBytes(`[0 ${numbers.join(" ")}]`),
    bytes.subarray(at + RANGE_SPACE.length),
  );
  const signed = concat(ranged.subarray(0, open), ranged.subarray(close));
  const value = sign?.(signed) ?? SOME_VALUE;
  const digits = Buffer.from(value)
    .toString("hex")
    .padEnd(close - open - 2, "0");
  ranged.set(latinBytes(digits), open + 1);
  return ranged;
}

/** `[from, length, to, rest]` of the first byte range, and where it is written. */
export function byteRangeIn(bytes: Uint8Array): {
  readonly numbers: readonly number[];
  readonly start: number;
  readonly end: number;
} {
  const text = latin(bytes);
  const start = text.indexOf("/ByteRange [") + "/ByteRange ".length;
  const end = text.indexOf("]", start) + 1;
  const numbers = text
    .slice(start + 1, end - 1)
    .trim()
    .split(/\s+/)
    .map(Number);
  return { numbers, start, end };
}

/** The file with other text in place of the first byte range, of the same length. */
export function withByteRange(bytes: Uint8Array, range: string): Uint8Array<ArrayBuffer> {
  const { start, end } = byteRangeIn(bytes);
  const changed = Uint8Array.from(bytes);
  changed.set(latinBytes(range.padEnd(end - start)), start);
  return changed;
}
