/** Files that are one kind of document to this program and another to the next reader. */
import { describe, expect, test } from "vitest";
import { licensePdf } from "../../../../helpers/pdf-factory/document.ts";
import { sealedPdf } from "../../../../helpers/pdf-factory/seal.ts";
import { concat } from "../../../../helpers/seal-factory/der-writer.ts";
import { licenseFiles, signFiles, zipFiles } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki } from "../../../../helpers/seal-factory/pki.ts";
import { verdictOn } from "../../../../helpers/seal-factory/verdict.ts";
import { writeZip } from "../../../../helpers/seal-factory/zip-writer.ts";

const pki = createPki();
const sealed = signFiles(licenseFiles(), { pki });
const forged = licensePdf({ text: "Another license" }).bytes;
const entries = Array.from(sealed, ([name, content]) => ({ name, content }));
const refused = { decision: "reject", codes: ["CONTAINER_MALFORMED"] };

describe("OFD and PDF in one file", () => {
  test.each([
    ["as a stored entry", writeZip([{ name: "a", content: forged, method: 0 }, ...entries])],
    ["as an entry's name", writeZip([{ name: "%PDF-1.7", content: forged, method: 0 }, ...entries])],
    ["in front", zipFiles(sealed, { prefix: forged })],
  ])("an unprotected PDF before the sealed package, %s", (_, file) => {
    expect(verdictOn(file).decision).toBe("reject");
  });

  test("is named as such", () => {
    expect(verdictOn(writeZip([{ name: "a", content: forged, method: 0 }, ...entries]))).toMatchObject(refused);
  });

  test("a sealed package behind a sealed PDF", () => {
    const report = verdictOn(concat(sealedPdf(pki).bytes, zipFiles(sealed)));
    expect(report).toMatchObject({ format: "pdf", decision: "reject" });
  });

  test("a PDF further behind is an attachment like any other", () => {
    const report = verdictOn(writeZip([...entries, { name: "a", content: forged, method: 0 }]));
    expect(report).toMatchObject({ decision: "accept", codes: ["COVERAGE_PARTIAL_INFO"] });
  });
});
