import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { visibleText } from "../../../../electron/seal/visible-text.ts";
import { sealedLicense } from "../../../helpers/seal-factory/ofd.ts";
import { createPki, trustIn } from "../../../helpers/seal-factory/pki.ts";
import { verdictOn } from "../../../helpers/seal-factory/verdict.ts";

describe("text that shows what it holds", () => {
  test.each([
    ["云川市行政审批局", "云川市行政审批局"],
    ["a\u001b[2Jb", "a\\u001b[2Jb"],
    ["局批审\u202e", "局批审\\u202e"],
    ["公\u200b安", "公\\u200b安"],
    ["一\n二", "一\\u000a二"],
    ["x\u{e0041}", "x\\udb40\\udc41"],
  ])("%j", (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  test("keeps JSON what it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(JSON.parse(visibleText(JSON.stringify({ text })))).toEqual({ text });
      }),
    );
  });

  test("is what a report has of a signer's name", () => {
    const pki = createPki({ signer: { commonName: "公安\u202e局\u0007", organization: "\u200b公安局" } });
    const report = verdictOn(sealedLicense({ pki }), { trust: trustIn(pki) });
    expect(report.signatures[0]?.signer).toMatchObject({
      commonName: "公安\\u202e局\\u0007",
      organization: "\\u200b公安局",
    });
  });
});
