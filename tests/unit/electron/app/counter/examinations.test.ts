/** Whose name the counter shows beside a verdict, where a file has several signatures. */
import { expect, test } from "vitest";
import { verdictOf } from "../../../../../electron/app/counter/examinations.ts";
import { anotherParty, licenseFiles, signFiles, zipFiles } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki } from "../../../../helpers/seal-factory/pki.ts";
import { verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const OFFICE = "云川市行政审批局";

test("one signature speaks for the file", () => {
  const files = signFiles(licenseFiles(), {
    pki,
    covers: (name) => name.startsWith("Doc_0/") && !name.includes("Signs/"),
  });
  expect(verdictOf(verdictOn(zipFiles(files)))).toMatchObject({ decision: "accept", signerName: OFFICE });
});

test("of several the one that signed what can be seen, though it left a harmless file open", () => {
  const overlay = "Doc_0/Annots/Page_0/Annotation.xml";
  const first = signFiles(licenseFiles(), {
    pki,
    covers: (name) => name !== overlay && !name.endsWith("Signatures.xml"),
  });
  const more = new Map(first).set("readme.txt", new Uint8Array(3));
  const signer = anotherParty(pki, { commonName: "后签者" });
  const covers = (name: string) => !/readme|Signatures|Sign_s002/.test(name);
  const report = verdictOn(zipFiles(signFiles(more, { pki, id: "s002", signer, covers })));
  expect(report).toMatchObject({ decision: "accept", codes: ["COVERAGE_PARTIAL_INFO", "SEEN_UNDER_ANOTHER_SIGNER"] });
  expect(verdictOf(report)).toMatchObject({ signerName: "后签者" });
});
