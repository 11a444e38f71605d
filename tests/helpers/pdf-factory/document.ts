/**
 * Writes PDF files and incremental revisions, byte by byte (ISO 32000-1 §7.5). A draft keeps what it has written so far,
 * so that a revision can be told as the objects that it changes.
 */
import { deflateSync } from "node:zlib";
import { concat } from "../seal-factory/der-writer.ts";

/** `packed`: cross-reference stream, and objects in an object stream where they may be. */
export type XrefForm = "table" | "stream" | "packed";

/** Text of an object, or bytes for a stream; null frees the number. */
export type Body = string | Uint8Array | null;

export interface Draft {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly objects: ReadonlyMap<number, Body>;
  /** Where the newest cross-reference section stands. */
  readonly startxref: number;
  readonly form: XrefForm;
  /** Object numbers of the form's fields and of the page's annotations. */
  readonly fields: readonly number[];
  readonly annotations: readonly number[];
}

export const NUMBER = { catalog: 1, pages: 2, page: 3, content: 4, font: 5, form: 6, textField: 7, signatureField: 8 };

const encoder = new TextEncoder();

export function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

export function latinBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

export function streamBody(dict: string, data: string | Uint8Array): Uint8Array {
  const bytes = typeof data === "string" ? encoder.encode(data) : data;
  return concat(
    encoder.encode(`<< ${dict} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    encoder.encode("\nendstream"),
  );
}

export function pageBody(annotations: readonly number[], extra = ""): string {
  const list = annotations.map((number) => `${number} 0 R`).join(" ");
  return `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [${list}] ${extra} >>`;
}

export function formBody(fields: readonly number[], extra = "/SigFlags 3"): string {
  return `<< /Fields [${fields.map((number) => `${number} 0 R`).join(" ")}] ${extra} >>`;
}

export function contentBody(text: string): Uint8Array {
  return streamBody("", `BT /F1 18 Tf 72 720 Td (${text}) Tj ET`);
}

export function textFieldBody(value: string, extra = ""): string {
  return `<< /Type /Annot /Subtype /Widget /FT /Tx /T (remark) /V (${value}) /Rect [72 600 300 620] /P 3 0 R /F 4 ${extra} >>`;
}

export interface LicenseOptions {
  readonly form?: XrefForm;
  readonly text?: string;
  /** Further objects, or others for those that are there. */
  readonly more?: ReadonlyMap<number, Body>;
  readonly catalogExtra?: string;
  /** With an empty signature field, number 8. */
  readonly withSignatureField?: boolean;
}

/** A license of one page with a form field; not signed yet. */
export function licensePdf(options: LicenseOptions = {}): Draft {
  const { form = "table", text = "Business license 99000000000000000T", more, catalogExtra = "" } = options;
  const fields = options.withSignatureField ? [NUMBER.textField, NUMBER.signatureField] : [NUMBER.textField];
  const objects = new Map<number, Body>([
    [NUMBER.catalog, `<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R ${catalogExtra} >>`],
    [NUMBER.pages, "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>"],
    [NUMBER.page, pageBody(fields)],
    [NUMBER.content, contentBody(text)],
    [NUMBER.font, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"],
    [NUMBER.form, formBody(fields)],
    [NUMBER.textField, textFieldBody("")],
    ...(options.withSignatureField
      ? [
          [
            NUMBER.signatureField,
            "<< /Type /Annot /Subtype /Widget /FT /Sig /T (prepared) /Rect [400 100 500 200] /P 3 0 R /F 4 >>",
          ] as const,
        ]
      : []),
    ...(more ?? []),
  ]);
  const empty: Draft = {
    bytes: latinBytes("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    objects: new Map(),
    startxref: 0,
    form,
    fields,
    annotations: fields,
  };
  return appendRevision(empty, objects);
}

export interface RevisionOptions {
  readonly form?: XrefForm;
  /** Added to the trailer. */
  readonly trailer?: string;
  /** Written before the first object. */
  readonly junk?: string;
  /** In place of the true Prev; none with null. */
  readonly prev?: number | null;
  readonly fields?: readonly number[];
  readonly annotations?: readonly number[];
  /** PNG predictor for the cross-reference stream. */
  readonly predictor?: boolean;
  /** Numbers that must not be packed. */
  readonly loose?: readonly number[];
}

type Entry =
  | { readonly kind: "free" }
  | { readonly kind: "file"; readonly offset: number }
  | { readonly kind: "packed"; readonly container: number; readonly index: number };

interface Writer {
  readonly parts: Uint8Array[];
  readonly entries: Map<number, Entry>;
  at: number;
}

function write(writer: Writer, number: number, body: string | Uint8Array): void {
  const content = typeof body === "string" ? latinBytes(body) : body;
  const bytes = concat(encoder.encode(`${number} 0 obj\n`), content, encoder.encode("\nendobj\n"));
  writer.entries.set(number, { kind: "file", offset: writer.at });
  writer.parts.push(bytes);
  writer.at += bytes.length;
}

/** The file, saved incrementally with other objects. */
export function appendRevision(draft: Draft, changes: ReadonlyMap<number, Body>, options: RevisionOptions = {}): Draft {
  const form = options.form ?? draft.form;
  const objects = new Map([...draft.objects, ...changes]);
  const junk = encoder.encode(options.junk ?? "");
  const writer: Writer = {
    parts: [draft.bytes, junk],
    entries: new Map(draft.startxref === 0 ? [[0, { kind: "free" }]] : []),
    at: draft.bytes.length + junk.length,
  };
  writeObjects(writer, objects, changes, (number, body) => form === "packed" && isPackable(number, body, options));
  const startxref = writer.at;
  writeXref(writer, objects, form, { ...options, prev: options.prev === undefined ? draft.startxref : options.prev });
  return {
    bytes: concat(...writer.parts, encoder.encode(`startxref\n${startxref}\n%%EOF\n`)),
    objects,
    startxref,
    form,
    fields: options.fields ?? draft.fields,
    annotations: options.annotations ?? draft.annotations,
  };
}

function isPackable(number: number, body: Body, { loose }: RevisionOptions): body is string {
  return typeof body === "string" && !loose?.includes(number) && !body.includes("/ByteRange");
}

function writeObjects(
  writer: Writer,
  objects: Map<number, Body>,
  changes: ReadonlyMap<number, Body>,
  isPacked: (number: number, body: Body) => boolean,
): void {
  const packed = Array.from(changes).filter(([number, body]) => isPacked(number, body));
  for (const [number, body] of changes) {
    if (body === null) writer.entries.set(number, { kind: "free" });
    else if (!isPacked(number, body)) write(writer, number, body);
  }
  if (packed.length === 0) return;
  const container = Math.max(...objects.keys()) + 1;
  packed.forEach(([number], index) => {
    writer.entries.set(number, { kind: "packed", container, index });
  });
  write(writer, container, packedBody(packed as [number, string][]));
  objects.set(container, "");
}

function writeXref(writer: Writer, objects: Map<number, Body>, form: XrefForm, options: RevisionOptions): void {
  const { prev, trailer: extra = "", predictor } = options;
  const size = Math.max(...objects.keys()) + 1;
  const trailer = `/Root 1 0 R ${prev ? `/Prev ${prev}` : ""} ${extra}`;
  if (form === "table") {
    writer.parts.push(encoder.encode(tableText(writer.entries, size, trailer)));
    return;
  }
  objects.set(size, "");
  writer.entries.set(size, { kind: "file", offset: writer.at });
  write(writer, size, xrefStream(writer.entries, size + 1, trailer, predictor));
}

function packedBody(packed: readonly (readonly [number, string])[]): Uint8Array {
  let offset = 0;
  const list = packed.map(([number, body]) => {
    const place = `${number} ${offset}`;
    offset += body.length + 1;
    return place;
  });
  const head = `${list.join(" ")} `;
  const data = deflateSync(latinBytes(head + packed.map(([, body]) => `${body} `).join("")));
  return streamBody(`/Type /ObjStm /N ${packed.length} /First ${head.length} /Filter /FlateDecode`, data);
}

function runs(entries: ReadonlyMap<number, Entry>): readonly (readonly number[])[] {
  const numbers = Array.from(entries.keys()).toSorted((a, b) => a - b);
  const found: number[][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && last.at(-1) === number - 1) last.push(number);
    else found.push([number]);
  }
  return found;
}

function tableText(entries: ReadonlyMap<number, Entry>, size: number, trailer: string): string {
  const line = (number: number) => {
    const entry = entries.get(number);
    return entry?.kind === "file"
      ? `${String(entry.offset).padStart(10, "0")} 00000 n \n`
      : `0000000000 ${number === 0 ? "65535" : "00001"} f \n`;
  };
  const sections = runs(entries).map((run) => `${run[0]} ${run.length}\n${run.map(line).join("")}`);
  return `xref\n${sections.join("")}trailer\n<< /Size ${size} ${trailer} >>\n`;
}

const WIDTHS = [1, 4, 2];

function xrefStream(entries: ReadonlyMap<number, Entry>, size: number, trailer: string, predictor = false): Uint8Array {
  const numbers = runs(entries);
  const rows = numbers.flat().map((number) => xrefRow(entries.get(number) as Entry));
  const plain = concat(...(predictor ? upRows(rows) : rows));
  const parms = predictor ? "/DecodeParms << /Predictor 12 /Columns 7 >>" : "";
  const index = numbers.map((run) => `${run[0]} ${run.length}`).join(" ");
  const dict = `/Type /XRef /Size ${size} /W [${WIDTHS.join(" ")}] /Index [${index}] /Filter /FlateDecode ${parms} ${trailer}`;
  return streamBody(dict, deflateSync(plain));
}

function xrefRow(entry: Entry): Uint8Array {
  const row = new DataView(new ArrayBuffer(7));
  if (entry.kind === "file") {
    row.setUint8(0, 1);
    row.setUint32(1, entry.offset);
  }
  if (entry.kind === "packed") {
    row.setUint8(0, 2);
    row.setUint32(1, entry.container);
    row.setUint16(5, entry.index);
  }
  return new Uint8Array(row.buffer);
}

/** PNG filter "up": each row as the difference to the one above. */
function upRows(rows: readonly Uint8Array[]): readonly Uint8Array[] {
  return rows.map((row, k) => Uint8Array.from([2, ...row.map((byte, i) => byte - (rows[k - 1]?.[i] ?? 0))]));
}
