/** Every published attack on signed PDFs is told as what it is (seals.md section 5). */
import { describe, expect, test } from "vitest";
import { type PdfFacts, readPdf } from "../../../../../electron/seal/pdf/read-pdf.ts";
import type { PdfSignature } from "../../../../../electron/seal/pdf/signatures.ts";
import { LATER_CHANGES, RANGE_FORGERIES, replaced } from "../../../../helpers/pdf-factory/attacks.ts";
import {
  appendRevision,
  type Body,
  contentBody,
  formBody,
  latin,
  latinBytes,
  licensePdf,
  NUMBER,
  pageBody,
  streamBody,
  textFieldBody,
  type XrefForm,
} from "../../../../helpers/pdf-factory/document.ts";
import { type PdfSigningOptions, type SignedDraft, signPdf } from "../../../../helpers/pdf-factory/sign.ts";

const SEAL = "[400 100 500 200]";

function signed(options: PdfSigningOptions = {}, form: XrefForm = "table"): SignedDraft {
  return signPdf(licensePdf({ form }), { rect: SEAL, ...options });
}

function facts(bytes: Uint8Array): PdfFacts {
  const result = readPdf(bytes);
  if (!result.ok) throw new Error(`${result.code}: ${result.reason}`);
  return result;
}

function first(bytes: Uint8Array): PdfSignature {
  return facts(bytes).signatures[0] as PdfSignature;
}

const kinds = ({ laterRevisions }: PdfSignature) =>
  laterRevisions.flatMap(({ changes }) => changes.map(({ kind }) => kind));

describe("universal forgery and wrapping", () => {
  test.each(RANGE_FORGERIES)("%s", (_, forge, problem) => {
    const signature = first(forge(signed()));
    expect(signature.rangeProblem?.kind).toBe(problem);
    expect(signature).toMatchObject({ isChangeAllowed: false, coversWholeFile: false });
  });

  test("the signature of another revision under a new field", () => {
    const draft = signed();
    const body = String(draft.objects.get(draft.fieldNumber)).replace(/\/T \([^)]*\)/, "/T (other)");
    const forged = appendRevision(
      draft,
      new Map<number, Body>([
        [draft.fieldNumber, null],
        [60, body],
        [NUMBER.form, formBody([NUMBER.textField, 60])],
        [NUMBER.page, pageBody([NUMBER.textField, 60])],
      ]),
    );
    expect(first(forged.bytes).rangeProblem?.kind).toBe("other-revision");
  });

  test("two fields with one signature", () => {
    const draft = signed({ field: "a" });
    const body = String(draft.objects.get(draft.fieldNumber)).replace("/T (a)", "/T (b)");
    const forged = appendRevision(
      draft,
      new Map<number, Body>([
        [60, body],
        [NUMBER.form, formBody([...draft.fields, 60])],
      ]),
    );
    expect(first(forged.bytes).rangeProblem?.kind).toBe("not-its-own-object");
  });

  test("a signature dictionary written again behind the signed part", () => {
    const draft = signed();
    const copy = /<< \/Type \/Sig .*?\/Name \(Approval bureau\)\s+>>/s.exec(latin(draft.bytes))?.[0] as string;
    const forged = appendRevision(draft, new Map([[draft.signatureNumber, copy]]));
    expect(first(forged.bytes).rangeProblem?.kind).toBe("gap-not-contents");
  });
});

describe.each<XrefForm>(["table", "stream", "packed"])(
  "incremental saving and shadow attacks on a file with %s",
  (form) => {
    test.each(LATER_CHANGES)("%s", (_, forge, kind) => {
      const signature = first(forge(signed({}, form)));
      expect(signature).not.toHaveProperty("rangeProblem");
      expect(kinds(signature)).toContain(kind);
      expect(signature).toMatchObject({ isChangeAllowed: false, coversWholeFile: false });
    });

    test("an object stream replaced under the objects packed in it", () => {
      const draft = signed({}, form);
      const update = appendRevision(
        draft,
        new Map([[NUMBER.font, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]]),
      );
      expect(kinds(first(update.bytes))).toEqual(["content"]);
    });
  },
);

describe("a file that some readers would search instead of following its tables", () => {
  const update = (draft: SignedDraft) => appendRevision(draft, new Map([[60, "<< >>"]])).bytes;
  const shortLines = (text: string) => latinBytes(text.replaceAll(/ ([nf]) \n(?=\d{10} |trailer)/g, " $1\n"));

  test.each<[string, () => Uint8Array]>([
    ["a table with lines of 19 bytes", () => shortLines(latin(update(signed())))],
    [
      "more white space behind its end than readers look through",
      () => latinBytes(`${latin(update(signed()))}${" ".repeat(2000)}`),
    ],
    ["an object 0", () => replaced(update(signed()), "0000000000 65535 f", "0000000015 00000 n")],
    [
      "an object that nobody speaks of and that is not there",
      () => replaced(update(signPdf(licensePdf({ more: new Map([[20, "<< >>"]]) }))), "20 0 obj", "2O 0 obj"),
    ],
    [
      "a table that starts with a free object 1",
      () => appendRevision(signed(), new Map<number, Body>([[1, null]])).bytes,
    ],
  ])("has no later revision that is harmless: %s", (_, make) => {
    const result = readPdf(make());
    const allowed = result.ok && result.signatures.some(({ isChangeAllowed }) => isChangeAllowed);
    expect(allowed).toBe(false);
  });

  test("is as it was signed when there is no later revision", () => {
    expect(first(latinBytes(`${latin(signed().bytes)}${" ".repeat(2000)}`)).isChangeAllowed).toBe(true);
  });
});

describe("what others may do after a signature", () => {
  const dss = new Map<number, Body>([
    [
      NUMBER.catalog,
      "<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /DSS 50 0 R /Extensions << >> /Metadata 52 0 R >>",
    ],
    [50, "<< /Type /DSS /Certs [51 0 R] >>"],
    [51, streamBody("", "certificate")],
    [52, streamBody("/Type /Metadata /Subtype /XML", "<x/>")],
  ]);
  const stamped = { type: "DocTimeStamp", subFilter: "ETSI.RFC3161" };

  test("validation data, metadata and an unseen timestamp", () => {
    const draft = signPdf(appendRevision(signed(), dss), stamped);
    expect(first(draft.bytes)).toMatchObject({ isChangeAllowed: true, coversWholeFile: false });
    expect(kinds(first(draft.bytes))).toEqual(["validation-data", "validation-data", "metadata", "timestamp"]);
    expect(facts(draft.bytes).signatures[1]).toMatchObject({ kind: "timestamp", coversWholeFile: true });
  });

  test("sign in the field that was made for it", () => {
    const draft = signPdf(licensePdf({ withSignatureField: true }), { rect: "[50 50 90 90]" });
    const second = signPdf(draft, { into: NUMBER.signatureField });
    const one = facts(second.bytes).signatures.find(({ revision }) => revision === 1);
    expect(one).toMatchObject({
      isChangeAllowed: true,
      laterRevisions: [{ changes: [{ kind: "signature", isNewField: false, appearance: "shown" }] }],
    });
  });

  test("write everything again as it was", () => {
    const draft = signed();
    const again = new Map(Array.from(draft.objects).filter(([number]) => number < draft.signatureNumber));
    expect(first(appendRevision(draft, again).bytes)).toMatchObject({
      isChangeAllowed: true,
      laterRevisions: [{ changes: [] }],
    });
  });

  const filled = new Map([[NUMBER.textField, textFieldBody("filled in")]]);
  const note = new Map<number, Body>([[31, "<< /Type /Annot /Subtype /Text /Rect [0 0 20 20] /Contents (note) >>"]]);
  const withNote = (draft: SignedDraft) =>
    appendRevision(draft, new Map([...note, [NUMBER.page, pageBody([...draft.annotations, 31])]]));

  test.each([
    ["an approval", {}, { sign: true, fill: false, note: false, stamp: true }],
    ["certification level 1", { certify: 1 }, { sign: false, fill: false, note: false, stamp: true }],
    ["certification level 2", { certify: 2 }, { sign: true, fill: true, note: false, stamp: true }],
    ["certification level 3", { certify: 3 }, { sign: true, fill: true, note: true, stamp: true }],
  ] as const)("by %s", (_, options, expected) => {
    const draft = signed(options);
    const isAllowed = (bytes: Uint8Array) => first(bytes).isChangeAllowed;
    expect({
      sign: isAllowed(signPdf(draft).bytes),
      fill: isAllowed(appendRevision(draft, filled).bytes),
      note: isAllowed(withNote(draft).bytes),
      stamp: isAllowed(signPdf(draft, stamped).bytes),
    }).toEqual(expected);
    expect(isAllowed(appendRevision(draft, new Map([[NUMBER.content, contentBody("x")]])).bytes)).toBe(false);
  });

  test.each([1, 2, 3] as const)("a new seal that can be seen is refused after certification level %i", (certify) => {
    expect(first(signPdf(signed({ certify }), { rect: "[72 700 200 760]" }).bytes).isChangeAllowed).toBe(false);
  });

  test("the level of a certification binds whoever signs after it", () => {
    const draft = signPdf(signed({ certify: 2 }));
    const later = appendRevision(draft, filled);
    expect(facts(later.bytes).signatures.map(({ isChangeAllowed }) => isChangeAllowed)).toEqual([true, true]);
    expect(facts(withNote(draft).bytes).signatures.map(({ isChangeAllowed }) => isChangeAllowed)).toEqual([
      false,
      false,
    ]);
  });

  test.each([
    ["two widgets on a page, small together", 20, "shown", true],
    ["two widgets on a page, small each and large together", 70, "covering", false],
  ])("a further signature with %s", (_, height, appearance, isAllowed) => {
    const draft = signed();
    const widget = (y: number) =>
      `<< /Subtype /Widget /Parent 90 0 R /P 3 0 R /F 4 /Rect [0 ${y} 595 ${y + height}] /AP << /N 95 0 R >> >>`;
    const further = new Map<number, Body>([
      [90, "<< /FT /Sig /T (many) /V 99 0 R /Kids [91 0 R 92 0 R] >>"],
      [91, widget(500)],
      [92, widget(600)],
      [95, streamBody("/Type /XObject /Subtype /Form /BBox [0 0 1 1]", "0 0 1 1 re f")],
      [99, "<< /Type /Sig /SubFilter /adbe.pkcs7.detached >>"],
      [NUMBER.form, formBody([...draft.fields, 90])],
      [NUMBER.page, pageBody([...draft.annotations, 91, 92])],
    ]);
    const [one, two] = facts(appendRevision(draft, further).bytes).signatures;
    const drawn = one?.laterRevisions.flatMap(({ changes }) => changes.filter(({ place }) => place));
    expect(drawn?.map((change) => change.appearance)).toEqual([appearance, appearance]);
    expect(one?.isChangeAllowed).toBe(isAllowed);
    expect(two?.rangeProblem?.kind).toBe("byte-range-missing");
  });

  test("fields that a signature locks stay as they are", () => {
    const lock = (params: string) => ({
      certify: 2 as const,
      widgetExtra: `/Lock << /Type /SigFieldLock ${params} >>`,
    });
    const isAllowed = (params: string) => first(appendRevision(signed(lock(params)), filled).bytes).isChangeAllowed;
    expect(isAllowed("/Action /All")).toBe(false);
    expect(isAllowed("/Action /Include /Fields [(remark)]")).toBe(false);
    expect(isAllowed("/Action /Include /Fields [(other)]")).toBe(true);
    expect(isAllowed("/Action /Exclude /Fields [(remark)]")).toBe(true);
    expect(isAllowed("/Action /Exclude /Fields [(other)]")).toBe(false);
    expect(isAllowed("/Action /Sometimes")).toBe(false);
  });

  test("a font under the guise of a form field is no form field", () => {
    const disguised = "<< /FT /Tx /T (remark2) /V 21 0 R /Rect [0 0 1 1] >>";
    const draft = licensePdf({
      more: new Map<number, Body>([
        [NUMBER.page, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font 20 0 R >> /Annots [7 0 R] >>"],
        [NUMBER.form, formBody([7, 20])],
        [20, disguised],
        [21, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"],
      ]),
    });
    const page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font 20 0 R >> /Annots [7 0 R 51 0 R] >>";
    const certified = signPdf(draft, {
      certify: 2,
      more: new Map<number, Body>([
        [NUMBER.page, page],
        [50, "null"],
      ]),
    });
    const later = appendRevision(
      certified,
      new Map<number, Body>([
        [20, disguised.replace("21 0 R", "22 0 R")],
        [22, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"],
      ]),
    );
    expect(kinds(first(later.bytes))).toContain("content");
  });
});

describe("files that two readers could read differently are refused", () => {
  const { bytes } = signed();
  const text = latin(bytes);
  const isRefused = (forged: Uint8Array, code: string) => expect(readPdf(forged)).toMatchObject({ ok: false, code });

  test.each<[string, () => Uint8Array, string]>([
    ["something before the header", () => latinBytes(`x${text}`), "PDF_NEEDS_REPAIR"],
    ["something behind the end mark", () => latinBytes(`${text}4 0 obj << >> endobj`), "PDF_NEEDS_REPAIR"],
    [
      "a page behind the end mark without a table",
      () => latinBytes(`${text}4 0 obj << >> endobj\n%%EOF\n`),
      "PDF_NEEDS_REPAIR",
    ],
    [
      "a startxref that leads nowhere",
      () => latinBytes(text.replace(/startxref\n\d+\n%%EOF\n$/, "startxref\n9\n%%EOF\n")),
      "PDF_NEEDS_REPAIR",
    ],
    ["no startxref", () => latinBytes(text.replaceAll("startxref", "startxraf")), "PDF_NEEDS_REPAIR"],
    [
      "a table that leads back to itself",
      () =>
        latinBytes(text.replace(/\/Prev \d+/, (prev) => `/Prev ${text.lastIndexOf("\nxref") + 1}`.padEnd(prev.length))),
      "PDF_NEEDS_REPAIR",
    ],
    ["an object that is not where the table says", () => replaced(bytes, "2 0 obj", "9 0 obj"), "PDF_NEEDS_REPAIR"],
    [
      "an encrypted file",
      () => licensePdf().bytes && signPdf(licensePdf(), { trailer: "/Encrypt << /Filter /Standard >>" }).bytes,
      "PDF_ENCRYPTED",
    ],
    ["a key that says two things", () => signPdf(licensePdf({ catalogExtra: "/Pages 3 0 R" })).bytes, "PDF_MALFORMED"],
    [
      "a page that is a tree",
      () => licensePdf({ more: new Map([[3, "<< /Type /Page /Kids [] >>"]]) }).bytes,
      "PDF_MALFORMED",
    ],
    ["nothing at all", () => latinBytes("%PDF-1.7\n"), "PDF_NEEDS_REPAIR"],
  ])("%s", (_, forge, code) => isRefused(forge(), code));

  test("a place that only a later revision fills", () => {
    const draft = licensePdf({ form: "table" });
    const prepared = latin(signPdf(draft).bytes).replace(/(xref\n3 1\n)\d{10}/, "$10000099999");
    expect(prepared).toContain("0000099999");
    isRefused(latinBytes(prepared), "PDF_NEEDS_REPAIR");
  });

  test("a later trailer whose Size leaves objects out", () => {
    const { bytes: later } = appendRevision(signed(), new Map([[60, "null"]]));
    isRefused(latinBytes(latin(later).replace(/\/Size 61 (?!.*\/Size)/s, "/Size 4  ")), "PDF_NEEDS_REPAIR");
  });

  test("an update that forgets what came before hides no signature", () => {
    const draft = signed();
    const all = new Map(Array.from(draft.objects).filter(([number]) => number !== draft.signatureNumber));
    const forged = appendRevision(draft, all, { prev: null });
    const result = readPdf(forged.bytes);
    expect(result.ok && result.signatures.every(({ rangeProblem }) => rangeProblem)).toBe(true);
  });
});
