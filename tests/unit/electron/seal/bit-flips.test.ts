/** No changed byte inside a sealed file may be accepted (seals.md section 11). The zip file byte by byte: tests/fuzz/tampering. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { docBody, ofdXml, pageXml, signFiles, zipFiles } from "../../../helpers/seal-factory/ofd.ts";
import { createPki } from "../../../helpers/seal-factory/pki.ts";
import { verdictOn } from "../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const MARKUP = [
  "<!DOCTYPE a>",
  "<ofd:References/>",
  "</ofd:References>",
  "<ofd:DocBody/>",
  '<ofd:Page ID="2" BaseLoc="Q.xml"/>',
  "<ofd:PublicRes>S/Signatures.xml</ofd:PublicRes>",
  "\u0000",
];
const document =
  '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>';
const small = signFiles(
  new Map([
    ["OFD.xml", ofdXml(docBody("D/Document.xml"))],
    ["D/Document.xml", new TextEncoder().encode(document)],
    ["D/P.xml", pageXml("执照")],
  ]),
  { pki, listFolder: "D/S" },
);

/** Every second or third byte, each with another bit. */
const flips = (length: number, step: number) => Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step);
const flip = (bytes: Uint8Array, at: number) => bytes.with(at, bytes[at]! ^ (1 << (at % 8)));

test("the file is accepted as it is", () => {
  expect(verdictOn(zipFiles(small))).toMatchObject({ indication: "TOTAL_PASSED", decision: "accept", codes: [] });
});

describe("one changed bit inside an entry is never accepted", () => {
  test.each([
    ["OFD.xml", 2],
    ["D/Document.xml", 2],
    ["D/P.xml", 2],
    ["D/S/Sign_s001/Signature.xml", 2],
    ["D/S/Sign_s001/SignedValue.dat", 3],
  ])("of %s", (name, step) => {
    const content = small.get(name)!;
    for (const at of flips(content.length, step)) {
      const report = verdictOn(zipFiles(new Map(small).set(name, flip(content, at))));
      expect(report.indication, `byte ${at}`).not.toBe("TOTAL_PASSED");
      expect(report.decision, `byte ${at}`).not.toBe("accept");
    }
  });

  test("of the list of signatures, unless it says the same", () => {
    const name = "D/S/Signatures.xml";
    const content = small.get(name)!;
    const accepted = flips(content.length, 1).filter((at) => {
      const report = verdictOn(zipFiles(new Map(small).set(name, flip(content, at))));
      return report.decision === "accept" && report.codes.length === 0;
    });
    // Left open by the standard: ids, the largest id, spelling of the namespace and of the XML declaration.
    const text = new TextDecoder().decode(content);
    const isHarmless = (at: number) =>
      /MaxSignId|s001|xmlns|version|encoding|Type="Seal"|\?>|\n/.test(text.slice(Math.max(0, at - 36), at + 36));
    expect(accepted.filter((at) => !isHarmless(at))).toEqual([]);
  });
});

test("no edit of a file inside is accepted, and none makes the verifier throw or dawdle", () => {
  const names = [...small.keys()].filter((name) => !name.endsWith("Signatures.xml"));
  const edit = fc.record({
    name: fc.constantFrom(...names),
    at: fc.nat(4000),
    cut: fc.nat(60),
    put: fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(...MARKUP.map((text) => new TextEncoder().encode(text))),
    ),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const files = new Map(small);
      for (const { name, at, cut, put } of edits) {
        const content = [...files.get(name)!];
        content.splice(at % content.length, cut, ...put);
        files.set(name, Uint8Array.from(content));
      }
      const isSame = [...files].every(([name, content]) => Buffer.from(content).equals(small.get(name)!));
      const start = performance.now();
      const report = verdictOn(zipFiles(files));
      expect(performance.now() - start).toBeLessThan(2000);
      expect(report.decision === "accept").toBe(isSame);
    }),
    { numRuns: 250 },
  );
});
