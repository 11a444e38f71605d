/**
 * The attacks on signed PDFs that are published (Ruhr-Universität Bochum 2018–2021; seals.md section 5): each takes a
 * signed draft and gives back the forged bytes. Universal forgeries change the signature itself, the others add to it.
 */
import {
  appendRevision,
  type Body,
  contentBody,
  type Draft,
  formBody,
  latin,
  latinBytes,
  NUMBER,
  pageBody,
  streamBody,
} from "./document.ts";
import { byteRangeIn, type SignedDraft, signPdf, withByteRange } from "./sign.ts";

type Forgery = (signed: SignedDraft) => Uint8Array;

/** Other text of the same length in place of the first `from`. */
export function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array<ArrayBuffer> {
  const text = latin(bytes);
  if (!text.includes(from) || to.length > from.length) throw new Error(`cannot replace ${from}`);
  return latinBytes(text.replace(from, to.padEnd(from.length)));
}

function contentsIn(bytes: Uint8Array): string {
  return (/\/Contents <[0-9a-f]*>/.exec(latin(bytes)) as RegExpExecArray)[0];
}

function withContents(text: string): Forgery {
  return ({ bytes }) => replaced(bytes, contentsIn(bytes), text);
}

function withRange(change: (numbers: readonly number[], size: number) => string): Forgery {
  return ({ bytes }) => withByteRange(bytes, change(byteRangeIn(bytes).numbers, bytes.length));
}

/** Universal signature forgery and signature wrapping: `[what is done, the forgery, the problem to be named]`. */
export const RANGE_FORGERIES: readonly (readonly [string, Forgery, string])[] = [
  ["ByteRange left out", ({ bytes }) => replaced(bytes, "/ByteRange", "/ByteRenge"), "byte-range-missing"],
  ["ByteRange null", withRange(() => "null"), "byte-range-missing"],
  ["ByteRange empty", withRange(() => "[]"), "byte-range-malformed"],
  ["ByteRange of two numbers", withRange(([, a]) => `[0 ${a}]`), "byte-range-malformed"],
  ["ByteRange of six numbers", withRange(([, a, b]) => `[0 ${a} ${b} 9 9 9]`), "byte-range-malformed"],
  ["ByteRange negative", withRange(([, a, b]) => `[0 ${a} ${b} -99]`), "byte-range-malformed"],
  ["ByteRange of fractions", withRange(([, a, b, c]) => `[0 ${a}.5 ${b} ${c}]`), "byte-range-malformed"],
  ["ByteRange an object of its own", withRange(() => "5 0 R"), "byte-range-malformed"],
  ["ByteRange of zeros", withRange(() => "[0 0 0 0]"), "overlap"],
  ["ByteRange beyond the file", withRange(([, a, b, c = 0]) => `[0 ${a} ${b} ${c + 1}]`), "out-of-file"],
  ["ByteRange from the second byte on", withRange(([, a = 0, b, c]) => `[1 ${a - 1} ${b} ${c}]`), "not-from-start"],
  ["ranges that overlap", withRange(([, a = 0, b, c]) => `[0 ${b} ${a} ${c}]`), "overlap"],
  ["nothing left out", withRange((_, size) => `[0 ${size} ${size} 0]`), "overlap"],
  ["a wider gap", withRange(([, a = 0, b, c]) => `[0 ${a - 9} ${b} ${c}]`), "gap-not-contents"],
  [
    "a gap that starts behind the delimiter",
    withRange(([, a = 0, b, c]) => `[0 ${a + 1} ${b} ${c}]`),
    "gap-not-contents",
  ],
  ["a gap that swallows the rest", withRange((n, size) => `[0 ${n[1]} ${size} 0]`), "gap-not-contents"],
  ["a second range cut short", withRange(([, a, b, c = 0]) => `[0 ${a} ${b} ${c - 30}]`), "not-a-revision"],
  ["Contents left out", ({ bytes }) => replaced(bytes, "/Contents <", "/Cuntents <"), "contents-missing"],
  ["Contents null", withContents("/Contents null"), "contents-missing"],
  ["Contents empty", withContents("/Contents <>"), "contents-empty"],
  ["Contents of zeros", withContents(`/Contents <${"0".repeat(8192)}>`), "contents-empty"],
  ["Contents a literal string", withContents("/Contents (30)"), "gap-not-contents"],
  [
    "Contents shorter, text behind it",
    withContents("/Contents <3006020105020107> /X (free space)"),
    "gap-not-contents",
  ],
  [
    "Contents with white space, to hide in the gap",
    ({ bytes }) => {
      const old = contentsIn(bytes);
      return replaced(bytes, old, `${old.slice(0, -41)}${" ".repeat(40)}>`);
    },
    "gap-not-contents",
  ],
  ["signature wrapping: the signed end moved away, another in its place", wrapped, "gap-not-contents"],
];

/** The second part is moved into a later revision, and the byte range with it: the digest holds, the hole is the attacker's. */
function wrapped(draft: SignedDraft): Uint8Array {
  const [, length = 0, to = 0, rest = 0] = byteRangeIn(draft.bytes).numbers;
  const moved = draft.bytes.subarray(to);
  const { bytes } = appendRevision(
    draft,
    new Map<number, Body>([
      [70, streamBody("", moved)],
      [NUMBER.content, contentBody("Another license")],
    ]),
  );
  const at = latin(bytes).indexOf(latin(moved), to + 1);
  return withByteRange(bytes, `[0 ${length} ${at} ${rest}]`);
}

const changed = (draft: Draft, changes: readonly (readonly [number, Body])[], options = {}) =>
  appendRevision(draft, new Map(changes), options).bytes;

const OVERLAY = "<< /Type /Annot /Subtype /Stamp /Rect [0 0 595 842] /AP << /N 30 0 R >> /F 4 >>";
const overlayForm = () => streamBody("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", "0 0 595 842 re f");

function catalogOf(draft: Draft, extra: string): string {
  return String(draft.objects.get(NUMBER.catalog)).replace(/>>$/, `${extra} >>`);
}

/** Incremental saving and shadow attacks: `[what is done, the forgery, the kind of change to be named]`. */
export const LATER_CHANGES: readonly (readonly [string, Forgery, string])[] = [
  ["page content replaced", (d) => changed(d, [[NUMBER.content, contentBody("Another license")]]), "content"],
  ["page content freed", (d) => changed(d, [[NUMBER.content, null]]), "content"],
  [
    "font swapped for one of other glyphs",
    (d) => changed(d, [[NUMBER.font, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"]]),
    "content",
  ],
  [
    "page with another content stream",
    (d) =>
      changed(d, [
        [NUMBER.page, pageBody(d.annotations, "/Contents 40 0 R").replace("/Contents 4 0 R", "")],
        [40, contentBody("x")],
      ]),
    "content",
  ],
  ["page turned", (d) => changed(d, [[NUMBER.page, pageBody(d.annotations, "/Rotate 180")]]), "content"],
  [
    "page box moved",
    (d) => changed(d, [[NUMBER.pages, "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 400 595 842] >>"]]),
    "content",
  ],
  [
    "page added",
    (d) =>
      changed(d, [
        [NUMBER.pages, "<< /Type /Pages /Kids [3 0 R 41 0 R] /Count 2 /MediaBox [0 0 595 842] >>"],
        [41, "<< /Type /Page /Parent 2 0 R >>"],
      ]),
    "content",
  ],
  [
    "other page tree",
    (d) =>
      changed(d, [
        [NUMBER.catalog, catalogOf(d, "").replace("/Pages 2 0 R", "/Pages 42 0 R")],
        [42, "<< /Type /Pages /Kids [43 0 R] /Count 1 /MediaBox [0 0 595 842] >>"],
        [43, "<< /Type /Page /Parent 42 0 R /Contents 44 0 R >>"],
        [44, contentBody("x")],
      ]),
    "content",
  ],
  [
    "shadow: overlay added",
    (d) =>
      changed(d, [
        [NUMBER.page, pageBody([...d.annotations, 31])],
        [30, overlayForm()],
        [31, OVERLAY],
      ]),
    "annotation",
  ],
  [
    "catalog with an action on opening",
    (d) => changed(d, [[NUMBER.catalog, catalogOf(d, "/OpenAction << /S /JavaScript /JS (x) >>")]]),
    "structure",
  ],
  [
    "catalog with other layers",
    (d) => changed(d, [[NUMBER.catalog, catalogOf(d, "/OCProperties << /OCGs [] /D << >> >>")]]),
    "structure",
  ],
  ["form without its fields", (d) => changed(d, [[NUMBER.form, formBody(d.fields.slice(1))]]), "structure"],
  [
    "text field added",
    (d) =>
      changed(d, [
        [NUMBER.form, formBody([...d.fields, 33])],
        [NUMBER.page, pageBody([...d.annotations, 33])],
        [33, "<< /Subtype /Widget /FT /Tx /T (new) /V (x) /Rect [0 0 500 500] >>"],
      ]),
    "structure",
  ],
  [
    "seal moved elsewhere",
    (d) =>
      changed(d, [
        [d.fieldNumber, String(d.objects.get(d.fieldNumber)).replace("[400 100 500 200]", "[100 700 200 800]")],
      ]),
    "structure",
  ],
  [
    "seal drawn otherwise",
    (d) => changed(d, [[d.signatureNumber + 2, streamBody("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 g")]]),
    "structure",
  ],
  [
    "seal hidden",
    (d) => changed(d, [[d.fieldNumber, String(d.objects.get(d.fieldNumber)).replace("/F 132", "/F 2")]]),
    "structure",
  ],
  [
    "signature dictionary changed",
    (d) => changed(d, [[NUMBER.page, pageBody(d.annotations.slice(0, 1))]]),
    "annotation",
  ],
  [
    "objects for a repairing reader",
    (d) => changed(d, [], { junk: "4 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n" }),
    "hidden-bytes",
  ],
  [
    "objects for a repairing reader, as a comment",
    (d) => changed(d, [], { junk: "% 4 0 obj << >> endobj\n" }),
    "hidden-bytes",
  ],
  ["a further signature over the whole page", (d) => signPdf(d, { rect: "[0 0 595 842]" }).bytes, "signature"],
  [
    "a timestamp that draws",
    (d) => signPdf(d, { rect: "[72 700 300 740]", type: "DocTimeStamp", subFilter: "ETSI.RFC3161" }).bytes,
    "timestamp",
  ],
  [
    "a further signature and another page content",
    (d) => signPdf(d, { rect: "[1 1 50 50]", more: new Map([[NUMBER.content, contentBody("x")]]) }).bytes,
    "content",
  ],
  [
    "a further signature field that runs something",
    (d) => signPdf(d, { widgetExtra: "/AA << /E << /S /JavaScript /JS (x) >> >>" }).bytes,
    "structure",
  ],
];
