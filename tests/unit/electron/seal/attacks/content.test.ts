/** What was changed, wrapped or left open after signing (seals.md sections 3 and 5). */

import { describe, expect, test } from "vitest";
import { examineDocument } from "../../../../../electron/seal/verify.ts";
import {
  docBody,
  licenseFiles,
  type OfdFiles,
  ofdXml,
  pageXml,
  signFiles,
  zipFiles,
} from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, DAY, NOW, SIGNED_AT, standardTrustSet } from "../../../../helpers/seal-factory/pki.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const bytes = (text: string) => new TextEncoder().encode(text);
const notSigns = (name: string) => !name.includes("Signs/");
const openOfd = (name: string) => notSigns(name) && name !== "OFD.xml";
const sealed = (options: Partial<Parameters<typeof signFiles>[1]> = {}) =>
  signFiles(licenseFiles(), { pki, ...options });
const withFile = (files: OfdFiles, name: string, content: Uint8Array) => zipFiles(new Map(files).set(name, content));

describe("content changed after signing", () => {
  test("names all changed files, not only the first", () => {
    const files = new Map(sealed())
      .set("Doc_0/Pages/Page_0/Content.xml", pageXml("甲"))
      .set("Doc_0/PublicRes.xml", bytes("<a/>"));
    const report = verdictOn(zipFiles(files));
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "HASH_FAILURE", decision: "reject" });
    expect(answerTo(report, "references-intact")?.detail).toEqual({
      files: ["Doc_0/PublicRes.xml", "Doc_0/Pages/Page_0/Content.xml"],
    });
  });

  test("still tells what else is wrong", () => {
    const files = sealed({ seal: { validTo: SIGNED_AT - DAY } });
    const report = verdictOn(withFile(files, "Doc_0/Pages/Page_0/Content.xml", pageXml("甲")));
    expect(report.codes).toEqual(["REFERENCE_MISMATCH", "SEAL_EXPIRED_AT_SIGNING"]);
  });

  test("is told as changed, though nobody can read it any more", () => {
    expect(verdictOn(withFile(sealed(), "Doc_0/Document.xml", bytes("<a"))).codes).toEqual(["REFERENCE_MISMATCH"]);
  });

  test.each([
    ["XML_MALFORMED", "<a"],
    ["XML_ENCODING", '<?xml version="1.0" encoding="GBK"?><a/>'],
    ["XML_LIMIT", "<a>".repeat(101) + "</a>".repeat(101)],
  ])("is not needed for a refusal of a document with %s", (code, body) => {
    const report = verdictOn(zipFiles(signFiles(licenseFiles({ more: { "Doc_0/Document.xml": body } }), { pki })));
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "FORMAT_FAILURE", decision: "reject" });
    expect(report.codes).toContain(code);
  });

  test("draws no seal of it", () => {
    const files = sealed();
    const name = "Doc_0/Signs/Sign_s001/Signature.xml";
    const moved = bytes(new TextDecoder().decode(files.get(name)).replace("130 220", "13 22"));
    const result = examineDocument(withFile(files, name, moved), { trust: standardTrustSet(), at: NOW });
    expect(result.placements).toEqual([]);
  });
});

describe("signature wrapping", () => {
  const copy = licenseFiles({ folder: "Doc_1", text: "伪造的内容" });

  test("through an uncovered OFD.xml that leads to an unsigned copy is rejected", () => {
    const files = new Map([...copy, ...sealed({ covers: openOfd })]);
    files.set("OFD.xml", ofdXml(docBody("Doc_1/Document.xml", "/Doc_0/Signs/Signatures.xml")));
    const report = verdictOn(zipFiles(files));
    expect(report.decision).toBe("reject");
    expect(report.codes).toEqual(expect.arrayContaining(["COVERAGE_PARTIAL_STRUCTURE", "COVERAGE_PARTIAL_RENDERED"]));
    expect(report.codes).not.toContain("DOC_INFO_UNPROTECTED");
  });

  test.each([
    ["first", [docBody("Doc_1/Document.xml"), docBody("Doc_0/Document.xml", "/Doc_0/Signs/Signatures.xml")]],
    ["last", [docBody("Doc_0/Document.xml", "/Doc_0/Signs/Signatures.xml"), docBody("Doc_1/Document.xml")]],
  ])("by an unsigned DocBody put %s is rejected", (_, bodies) => {
    const files = new Map([...copy, ...sealed({ covers: openOfd })]).set("OFD.xml", ofdXml(...bodies));
    const report = verdictOn(zipFiles(files));
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("UNSIGNED_DOCBODY");
  });

  test("by a DocBody that borrows the other one's signatures is rejected", () => {
    const bodies = [
      docBody("Doc_1/Document.xml", "/Doc_0/Signs/Signatures.xml"),
      docBody("Doc_0/Document.xml", "/Doc_0/Signs/Signatures.xml"),
    ];
    const report = verdictOn(
      zipFiles(new Map([...copy, ...sealed({ covers: openOfd })]).set("OFD.xml", ofdXml(...bodies))),
    );
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("COVERAGE_PARTIAL_STRUCTURE");
  });

  test("by a version that leads to an unsigned copy is rejected", () => {
    const version =
      '<ofd:DocVersion xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocVersion>';
    const body = `${docBody("Doc_0/Document.xml", "/Doc_0/Signs/Signatures.xml")}<ofd:Versions><ofd:Version BaseLoc="V.xml"/></ofd:Versions>`;
    const files = new Map([...copy, ...sealed({ covers: openOfd })])
      .set("V.xml", bytes(version))
      .set("OFD.xml", ofdXml(body));
    expect(verdictOn(zipFiles(files)).codes).toContain("COVERAGE_PARTIAL_STRUCTURE");
  });

  test("by resources that Document.xml names and the signer did not have is rejected", () => {
    const unsigned = new Map([...licenseFiles()].filter(([name]) => name !== "Doc_0/PublicRes.xml"));
    const files = signFiles(unsigned, { pki });
    expect(verdictOn(zipFiles(files)).indication).toBe("TOTAL_PASSED");
    const report = verdictOn(withFile(files, "Doc_0/PublicRes.xml", bytes("<Res/>")));
    expect(report).toMatchObject({ decision: "reject" });
    expect(report.codes).toContain("COVERAGE_PARTIAL_STRUCTURE");
  });

  test("by a list of signatures that is a list of resources as well is rejected", () => {
    const unsigned = new Map([...licenseFiles()].filter(([name]) => name !== "Doc_0/PublicRes.xml"));
    const files = new Map(signFiles(unsigned, { pki, covers: openOfd }));
    const list = new TextDecoder().decode(files.get("Doc_0/Signs/Signatures.xml"));
    files.delete("Doc_0/Signs/Signatures.xml");
    files.set("Doc_0/PublicRes.xml", bytes(list.replace("</ofd:Signatures>", "<ofd:MultiMedias/></ofd:Signatures>")));
    files.set("OFD.xml", ofdXml(docBody("Doc_0/Document.xml", "Doc_0/PublicRes.xml")));
    const report = verdictOn(zipFiles(files));
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("COVERAGE_PARTIAL_STRUCTURE");
  });

  test("by a copy of the signed file at another place of the same spelling is rejected", () => {
    const genuine = pageXml("真");
    const files = new Map(licenseFiles()).set("Doc_0/Pages/Page_0/Content.xml", genuine);
    const relative = signFiles(files, {
      pki,
      editXml: (xml) => xml.replace('FileRef="/Doc_0/Pages', 'FileRef="Doc_0/Pages'),
    });
    expect(verdictOn(zipFiles(relative)).indication).toBe("TOTAL_PASSED");
    const moved = new Map(relative)
      .set("Doc_0/Signs/Sign_s001/Doc_0/Pages/Page_0/Content.xml", genuine)
      .set("Doc_0/Pages/Page_0/Content.xml", pageXml("假"));
    const report = verdictOn(zipFiles(moved));
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("COVERAGE_PARTIAL_RENDERED");
  });
});

describe("what a signature leaves open", () => {
  test.each([
    ["a page", "Pages/", "COVERAGE_PARTIAL_RENDERED"],
    ["the templates", "Tpls/", "COVERAGE_PARTIAL_RENDERED"],
    ["an annotation", "Annots/", "COVERAGE_PARTIAL_RENDERED"],
    ["a picture", "Res/", "COVERAGE_PARTIAL_RENDERED"],
    ["Document.xml", "Document.xml", "COVERAGE_PARTIAL_STRUCTURE"],
    ["the resources", "PublicRes.xml", "COVERAGE_PARTIAL_STRUCTURE"],
  ])("makes it rejected when it is %s", (_, part, code) => {
    const report = verdictOn(zipFiles(sealed({ covers: (name) => notSigns(name) && !name.includes(part) })));
    expect(report).toMatchObject({
      indication: "INDETERMINATE",
      subIndication: "SIG_CONSTRAINTS_FAILURE",
      decision: "reject",
    });
    expect(report.codes).toContain(code);
    expect(report.signatures[0]?.coverage.uncovered.every(({ path }) => path.includes(part))).toBe(true);
  });

  test("is a warning by name when it is an attachment", () => {
    const report = verdictOn(zipFiles(sealed({ covers: (name) => notSigns(name) && !name.includes("data.xml") })));
    expect(report).toMatchObject({
      indication: "TOTAL_PASSED",
      decision: "accept",
      codes: ["COVERAGE_PARTIAL_ATTACHMENT"],
    });
    expect(report.signatures[0]?.coverage.uncovered).toEqual([{ path: "Doc_0/Attachs/data.xml", class: "ATTACHMENT" }]);
  });

  test("is a warning when a file that nothing reaches was added later", () => {
    const report = verdictOn(withFile(sealed(), "Doc_0/note.txt", bytes("added")));
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: ["COVERAGE_PARTIAL_INFO"] });
  });

  test("may be OFD.xml, as in genuine files, and says that DocInfo is unprotected", () => {
    const report = verdictOn(zipFiles(sealed({ covers: openOfd })));
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: ["DOC_INFO_UNPROTECTED"] });
  });

  test("may not be OFD.xml together with Document.xml", () => {
    const report = verdictOn(zipFiles(sealed({ covers: (name) => openOfd(name) && !name.endsWith("Document.xml") })));
    expect(report.codes).toContain("COVERAGE_PARTIAL_STRUCTURE");
    expect(report.decision).toBe("reject");
  });
});

describe("a file without a signature", () => {
  const unsigned = licenseFiles();
  test.each<[string, OfdFiles]>([
    ["none named", unsigned],
    ["its list stripped from OFD.xml", new Map(sealed()).set("OFD.xml", unsigned.get("OFD.xml")!)],
    ["its list missing", new Map([...sealed()].filter(([name]) => !name.endsWith("Signatures.xml")))],
    ["its list emptied", new Map(sealed()).set("Doc_0/Signs/Signatures.xml", bytes("<Signatures/>"))],
  ])("is never silent: %s", (_, files) => {
    expect(verdictOn(zipFiles(files))).toMatchObject({
      indication: "NO_SIGNATURE",
      subIndication: "NO_SIGNATURE_FOUND",
      decision: "reject",
    });
  });
});
