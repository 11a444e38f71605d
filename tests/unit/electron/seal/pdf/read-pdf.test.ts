/** Reading good PDFs in every form that writers use. */
import { describe, expect, test } from "vitest";
import { type PdfFacts, readPdf } from "../../../../../electron/seal/pdf/read-pdf.ts";
import { signedBytes } from "../../../../../electron/seal/pdf/signatures.ts";
import {
  appendRevision,
  licensePdf,
  NUMBER,
  textFieldBody,
  type XrefForm,
} from "../../../../helpers/pdf-factory/document.ts";
import { byteRangeIn, SOME_VALUE, signPdf } from "../../../../helpers/pdf-factory/sign.ts";

function facts(bytes: Uint8Array): PdfFacts {
  const result = readPdf(bytes);
  if (!result.ok) throw new Error(`${result.code}: ${result.reason}`);
  return result;
}

const FORMS: readonly XrefForm[] = ["table", "stream", "packed"];

describe.each(FORMS)("a file with its cross-reference data as %s", (form) => {
  test("is read without signatures", () => {
    const { bytes } = licensePdf({ form });
    expect(facts(bytes)).toMatchObject({ pageCount: 1, signatures: [] });
  });

  test("has a signature that covers it whole", () => {
    const { bytes } = signPdf(licensePdf({ form }), { rect: "[400 100 500 200]" });
    const [signature] = facts(bytes).signatures;
    expect(signature).toMatchObject({
      kind: "signature",
      filter: "Adobe.PPKLite",
      subFilter: "adbe.pkcs7.detached",
      coversWholeFile: true,
      laterRevisions: [],
      isChangeAllowed: true,
      pageIndex: 0,
      rect: { left: 400, bottom: 100, right: 500, top: 200 },
      claimedAt: Date.UTC(2026, 9, 25, 0),
      name: "Approval bureau",
      permissions: { isCertification: false, locks: [] },
    });
    expect(signature).not.toHaveProperty("rangeProblem");
    const [, length, to] = byteRangeIn(bytes).numbers as [number, number, number, number];
    expect(signature?.signedRanges).toEqual([
      { start: 0, end: length },
      { start: to, end: bytes.length },
    ]);
    expect(signature?.contents.subarray(0, SOME_VALUE.length)).toEqual(SOME_VALUE);
    expect(signedBytes(bytes, signature!)).toHaveLength(bytes.length - (to - length));
  });

  test.each(FORMS)("keeps its signature when another follows in a revision as %s", (later) => {
    const first = signPdf(licensePdf({ form }), { rect: "[400 100 500 200]" });
    const second = signPdf(first, { form: later, rect: "[100 100 200 200]" });
    const { signatures, revisionEnds } = facts(second.bytes);
    expect(revisionEnds).toHaveLength(3);
    expect(signatures).toMatchObject([
      {
        coversWholeFile: false,
        isChangeAllowed: true,
        revision: 1,
        laterRevisions: [{ revision: 2, changes: [{ kind: "signature", appearance: "shown", isNewField: true }] }],
      },
      { coversWholeFile: true, isChangeAllowed: true, revision: 2, laterRevisions: [] },
    ]);
  });
});

test("a cross-reference stream may use a predictor", () => {
  const draft = appendRevision(licensePdf({ form: "stream" }), new Map([[NUMBER.textField, textFieldBody("x")]]), {
    predictor: true,
  });
  expect(facts(signPdf(draft, { predictor: true }).bytes).signatures).toMatchObject([{ coversWholeFile: true }]);
});
