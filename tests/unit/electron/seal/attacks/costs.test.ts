/** Small files that are made to keep a verifier busy: each took from seconds to hours before it was bounded. */
import { describe, expect, test } from "vitest";
import { type Body, licensePdf, NUMBER } from "../../../../helpers/pdf-factory/document.ts";
import { sealedPdf } from "../../../../helpers/pdf-factory/seal.ts";
import { createPki } from "../../../../helpers/seal-factory/pki.ts";
import { verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
/** Far more than any of these needs on a slow machine. */
const SOON = 10_000;

const numbersFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
const references = (numbers: readonly number[]) => numbers.map((number) => `${number} 0 R`).join(" ");

describe("a PDF", () => {
  /** Pages that share one list of annotations, and a seal with widgets that have no place. */
  function crowdedPdf(pages: number, annotations: number, widgets: number): Uint8Array {
    const pageNumbers = numbersFrom(1000, pages);
    const widgetNumbers = numbersFrom(50_000, widgets);
    const more = new Map<number, Body>([
      [
        NUMBER.pages,
        `<< /Type /Pages /Kids [3 0 R ${references(pageNumbers)}] /Count ${pages + 1} /MediaBox [0 0 595 842] >>`,
      ],
      [90, `[${"91 0 R ".repeat(annotations)}]`],
      [91, "<< /Type /Annot /Subtype /Text >>"],
      ...pageNumbers.map((number) => [number, "<< /Type /Page /Parent 2 0 R /Annots 90 0 R >>"] as const),
      ...widgetNumbers.map((number) => [number, "<< /Subtype /Widget >>"] as const),
    ]);
    const widgetExtra = `/Kids [${references(widgetNumbers)}]`;
    return sealedPdf(pki, { draft: licensePdf({ more }), rect: "null", widgetExtra }).bytes;
  }

  test("whose pages share a long list of annotations is refused", { timeout: SOON }, () => {
    expect(verdictOn(crowdedPdf(2000, 2000, 500)).codes).toEqual(["CONTAINER_LIMIT"]);
  });

  test("with many pages, annotations and widgets is read through once", { timeout: SOON }, () => {
    expect(verdictOn(crowdedPdf(2000, 45, 4000)).decision).toBe("accept");
  });
});
