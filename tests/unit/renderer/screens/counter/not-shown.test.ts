/** Files that are not shown say why: judged for real, asked as the screen asks. */
import { describe, expect, test } from "vitest";
import { notShownReason, notShownText } from "../../../../../renderer/screens/counter/not-shown.ts";
import { STRINGS } from "../../../../../renderer/strings/language.ts";
import { replaced } from "../../../../helpers/pdf-factory/attacks.ts";
import { licensePdf } from "../../../../helpers/pdf-factory/document.ts";
import { sealedPdf } from "../../../../helpers/pdf-factory/seal.ts";
import { createPki } from "../../../../helpers/seal-factory/pki.ts";
import { verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const sealed = sealedPdf(createPki()).bytes;
const bytes = (text: string) => new TextEncoder().encode(text);

describe.each([
  ["a forged PDF", replaced(sealed, "Business", "Bisuness"), "rejected"],
  ["a PDF without a seal", licensePdf().bytes, "unsealed"],
  ["a PDF under a password", sealedPdf(createPki(), { trailer: "/Encrypt 5 0 R" }).bytes, "encrypted"],
  ["half a PDF", sealed.subarray(0, sealed.length / 2), "damaged"],
  ["half an OFD", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0), "damaged"],
  ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), "foreign"],
  ["a data file", bytes('{"name": "x"}'), "foreign"],
  ["something else", bytes("hello"), "unknown"],
] as const)("%s", (_, file, reason) => {
  test(`is not shown because it is ${reason}`, () => {
    expect(notShownReason(verdictOn(file))).toBe(reason);
  });
});

test("a file of a known format is named", () => {
  const report = verdictOn(bytes('{"name": "x"}'));
  expect(notShownText(report, STRINGS.zh).title).toContain("JSON");
  expect(notShownText(report, STRINGS.en).title).toContain("JSON");
});

test("what is accepted and not shown is not said to have failed", () => {
  const report = { ...verdictOn(sealed), decision: "accept" as const, codes: [] };
  expect(notShownReason(report)).toBe("unprotected");
});
