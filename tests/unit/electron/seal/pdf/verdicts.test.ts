/** Verdicts on whole PDFs: the same checks as for OFD, and what only a PDF can do wrong (seals.md sections 5 and 10). */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { VerdictCode } from "../../../../../electron/seal/codes.ts";
import { endOfElement } from "../../../../../electron/seal/der/ber.ts";
import { readSignedValue } from "../../../../../electron/seal/ses/signed-value.ts";
import { LATER_CHANGES, RANGE_FORGERIES, replaced } from "../../../../helpers/pdf-factory/attacks.ts";
import {
  appendRevision,
  type Body,
  licensePdf,
  NUMBER,
  pageBody,
  textFieldBody,
} from "../../../../helpers/pdf-factory/document.ts";
import { sealedPdf, signedPdf } from "../../../../helpers/pdf-factory/seal.ts";
import { signPdf } from "../../../../helpers/pdf-factory/sign.ts";
import { USAGE } from "../../../../helpers/seal-factory/certificate.ts";
import { oid, sequence } from "../../../../helpers/seal-factory/der-writer.ts";
import { ecdsaKey, rsaKey } from "../../../../helpers/seal-factory/key.ts";
import { anotherParty } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, DAY, NOW, SIGNED_AT, trustIn, trustRevoking } from "../../../../helpers/seal-factory/pki.ts";
import { makeSignedData, makeTimestamp, toIndefinite } from "../../../../helpers/seal-factory/signed-data.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";
import { allCodes, answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const rsa = createPki({
  root: { key: rsaKey("root") },
  authority: { key: rsaKey("authority") },
  signer: { key: rsaKey("signer") },
});
const ecdsa = createPki({
  root: { key: ecdsaKey("root") },
  authority: { key: ecdsaKey("authority") },
  signer: { key: ecdsaKey("signer") },
});

const GOOD = [
  ["GM.sm2seal with an electronic seal", pki, () => sealedPdf(pki), "GB/T 38540-2020", "seal"],
  ["GB/T 35275 SignedData with SM2", pki, () => signedPdf(pki), "GB/T 35275-2017", "sign"],
  ["GB/T 35275 SignedData in BER", pki, () => signedPdf(pki, { editValue: toIndefinite }), "GB/T 35275-2017", "sign"],
  ["CMS with RSA-2048", rsa, () => signedPdf(rsa), "RFC 5652", "sign"],
  ["CMS with ECDSA P-256", ecdsa, () => signedPdf(ecdsa, { subFilter: "ETSI.CAdES.detached" }), "RFC 5652", "sign"],
] as const;

/** All that is taken from a value of SignedData; the whole value for any other. */
function meaningOf(file: Uint8Array): string {
  const value = readSignedValue(sealedValueOf(file));
  if (value.form !== "signed-data") return Buffer.from(sealedValueOf(file)).toString("hex");
  const { contentType, certificates, signer } = value.data;
  const { attributes, signature, name, digestAlgorithm, algorithm } = signer;
  return JSON.stringify([contentType, certificates, attributes?.der, signature, name, digestAlgorithm, algorithm.id]);
}

describe.each(GOOD)("%s", (_, trusted, make, standard, kind) => {
  const { bytes } = make();
  const trust = trustIn(trusted);

  test("is accepted as it was signed", () => {
    const report = verdictOn(bytes, { trust });
    expect(report).toMatchObject({ format: "pdf", indication: "TOTAL_PASSED", decision: "accept" });
    expect(report.signatures).toMatchObject([
      { kind, standard, signedAt: SIGNED_AT, signer: { commonName: "云川市行政审批局" } },
    ]);
  });

  test("is refused when the page says something else", () => {
    const report = verdictOn(replaced(bytes, "99000000000000000T", "99000000000000001T"), { trust });
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "HASH_FAILURE", decision: "reject" });
    expect(report.codes[0]).toBe("REFERENCE_MISMATCH");
  });

  test("is refused with any byte of its value changed, unless that says nothing", () => {
    const at = bytes.indexOf(0x3c, Buffer.from(bytes).indexOf("/Contents <")) + 1;
    const accepted: string[] = [];
    for (let digit = 0; digit < 1200; digit += 11) {
      const changed = Uint8Array.from(bytes);
      changed[at + digit] = changed[at + digit] === 0x30 ? 0x31 : 0x30;
      if (verdictOn(changed, { trust }).decision === "accept") accepted.push(meaningOf(changed));
    }
    // Versions and the list of digests in front are under no signature, and decide nothing.
    expect(accepted.filter((meaning) => meaning !== meaningOf(bytes))).toEqual([]);
  });

  test("is not accepted by a station that does not know its root", () => {
    expect(verdictOn(bytes, { trust: trustIn(trusted === pki ? rsa : pki) }).decision).not.toBe("accept");
  });
});

const codeFor = (file: Uint8Array) => verdictOn(file).codes[0];

describe("a seal in a PDF is judged like one in OFD", () => {
  test.each<[VerdictCode, () => Uint8Array]>([
    ["SEAL_SIGNATURE_INVALID", () => sealedPdf(pki, { seal: { signingKey: keyFor("forger") } }).bytes],
    ["SIGNATURE_VALUE_INVALID", () => sealedPdf(pki, { ses: { signingKey: keyFor("forger") } }).bytes],
    ["SEAL_EXPIRED_AT_SIGNING", () => sealedPdf(pki, { seal: { validTo: SIGNED_AT - DAY } }).bytes],
    ["SIGNER_NOT_IN_SEAL", () => sealedPdf(pki, { seal: { signers: [pki.maker.certificate] } }).bytes],
    ["TIME_IN_FUTURE", () => sealedPdf(pki, { ses: { signedAt: NOW + DAY } }).bytes],
    ["SEAL_FORMAT", () => signedPdf(pki, { subFilter: "GM.sm2seal" }).bytes],
    ["SIGNED_VALUE_FORMAT", () => sealedPdf(pki, { editValue: (value) => Uint8Array.of(...value, 1) }).bytes],
    [
      "FORMAT_UNSUPPORTED",
      () => signPdf(licensePdf(), { subFilter: "adbe.x509.rsa_sha1", sign: () => Uint8Array.of(4, 1, 1) }).bytes,
    ],
    ["NO_SIGNATURE", () => licensePdf().bytes],
    ["NO_SIGNATURE", () => licensePdf({ withSignatureField: true }).bytes],
    ["PDF_ENCRYPTED", () => sealedPdf(pki, { trailer: "/Encrypt << /Filter /Standard >>" }).bytes],
    ["PDF_NEEDS_REPAIR", () => new TextEncoder().encode("%PDF-1.7\n1 0 obj\n<< >>\nendobj\n")],
    ["PDF_MALFORMED", () => licensePdf({ more: new Map([[NUMBER.pages, "<< /Type /Pages /Kids [2 0 R] >>"]]) }).bytes],
  ])("%s", (code, make) => {
    const report = verdictOn(make());
    expect(report.codes[0]).toBe(code);
    expect(report.decision).not.toBe("accept");
  });
});

describe("attacks on a seal that holds", () => {
  const good = sealedPdf(pki, { rect: "[400 100 500 200]" });

  test.each(RANGE_FORGERIES)("%s", (_, forge) => {
    const report = verdictOn(forge(good));
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "FORMAT_FAILURE", decision: "reject" });
    expect(answerTo(report, "signed-range")?.codes).toEqual(["BYTE_RANGE_INVALID"]);
  });

  test.each(LATER_CHANGES)("%s", (_, forge) => {
    const report = verdictOn(forge(good));
    expect(report.decision).toBe("reject");
    expect(answerTo(report, "changes-since")?.codes).toEqual(["CHANGED_AFTER_SIGNING"]);
  });

  test("a value that somebody else's name is put on stays his", () => {
    const stolen = signPdf(licensePdf({ text: "Another license" }), {
      sign: () => sealedValueOf(good.bytes),
      subFilter: "GM.sm2seal",
    });
    expect(codeFor(stolen.bytes)).toBe("REFERENCE_MISMATCH");
  });
});

function sealedValueOf(file: Uint8Array): Uint8Array {
  const hex = /\/Contents <([0-9a-f]+)>/.exec(Buffer.from(file).toString("latin1"))?.[1] as string;
  const bytes = Uint8Array.from(Buffer.from(hex, "hex"));
  return bytes.subarray(0, endOfElement(bytes));
}

describe("what was done after the seal", () => {
  const filled = new Map([[NUMBER.textField, textFieldBody("filled in")]]);

  test("another seal is judged by itself, and both are accepted", () => {
    const report = verdictOn(sealedPdf(pki, { draft: sealedPdf(pki), rect: "[100 100 200 200]" }).bytes);
    expect(report).toMatchObject({ decision: "accept", signatures: [{ decision: "accept" }, { decision: "accept" }] });
  });

  test("another seal that nobody trusts spoils the file", () => {
    const stranger = createPki({
      root: { commonName: "X" },
      authority: { commonName: "Y" },
      signer: { issuer: undefined } as object,
    });
    const report = verdictOn(signedPdf(stranger, { draft: sealedPdf(pki), rect: "[100 100 200 200]" }).bytes);
    expect(report.decision).not.toBe("accept");
    expect(report.signatures[0]).toMatchObject({ decision: "accept" });
  });

  test("a form filled in as the certification allows, and signed again, is accepted and told", () => {
    const draft = appendRevision(sealedPdf(pki, { certify: 2 }), filled);
    const report = verdictOn(sealedPdf(pki, { draft, rect: "[0 0 0 0]" }).bytes);
    expect(report).toMatchObject({ decision: "accept", codes: ["FILLED_AFTER_SIGNING"] });
  });

  test("what was filled in and nobody signed is for a person to look at, though the certification allows it", () => {
    const draft = appendRevision(sealedPdf(pki, { certify: 2 }), filled);
    const stamped = signPdf(draft, { type: "DocTimeStamp", subFilter: "ETSI.RFC3161" });
    for (const { bytes } of [draft, stamped]) {
      const report = verdictOn(bytes);
      expect(report).toMatchObject({ decision: "refer" });
      expect(report.codes).toEqual(expect.arrayContaining(["CHANGED_AFTER_SIGNING", "FILLED_AFTER_SIGNING"]));
    }
  });

  test("a form filled in without leave is refused", () => {
    expect(codeFor(appendRevision(sealedPdf(pki), filled).bytes)).toBe("CHANGED_AFTER_SIGNING");
  });

  test("notes are for a person to look at, where the certification allows them", () => {
    const draft = sealedPdf(pki, { certify: 3 });
    const note = new Map<number, Body>([
      [31, "<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 700] /Contents (x) >>"],
      [NUMBER.page, pageBody([...draft.annotations, 31])],
    ]);
    expect(verdictOn(appendRevision(draft, note).bytes)).toMatchObject({
      decision: "refer",
      codes: ["CHANGED_AFTER_SIGNING"],
    });
  });
});

describe("a document timestamp", () => {
  const clock = anotherParty(pki, {
    commonName: "测试时间戳",
    keyUsage: [USAGE.digitalSignature],
    extensions: [["2.5.29.37", true, sequence(oid("1.3.6.1.5.5.7.3.8"))]],
  });
  const stamped = (stampOf: (signed: Uint8Array) => Uint8Array) =>
    signPdf(sealedPdf(pki), {
      type: "DocTimeStamp",
      subFilter: "ETSI.RFC3161",
      sign: (signed) => makeTimestamp({ authority: clock, stamped: stampOf(signed), at: SIGNED_AT + DAY }),
    }).bytes;

  test("proves when the seal before it was there, and is no signature itself", () => {
    const report = verdictOn(stamped((signed) => signed));
    expect(report.signatures).toHaveLength(1);
    expect(report).toMatchObject({ decision: "accept", codes: [] });
    expect(report.signatures[0]).toMatchObject({ timeBasis: "timestamp", signedAt: SIGNED_AT + DAY });
  });

  test("with the seal of a revoked signer proves that it was there before", () => {
    const trust = trustRevoking(pki, pki.signer, { at: SIGNED_AT + 2 * DAY });
    expect(
      verdictOn(
        stamped((signed) => signed),
        { trust },
      ).decision,
    ).toBe("accept");
    expect(verdictOn(sealedPdf(pki).bytes, { trust }).decision).toBe("refer");
  });

  test("of another file proves nothing", () => {
    expect(allCodes(verdictOn(stamped(() => Uint8Array.of(1))))).toContain("TIMESTAMP_INVALID");
  });

  test("alone is no signature", () => {
    const alone = signPdf(licensePdf(), { type: "DocTimeStamp", subFilter: "ETSI.RFC3161" }).bytes;
    expect(verdictOn(alone)).toMatchObject({ indication: "NO_SIGNATURE", decision: "reject" });
  });
});

describe("what is no document is named and never verified by its looks", () => {
  test.each([
    ["PNG", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]],
    ["JPEG", [0xff, 0xd8, 0xff, 0xe0]],
    ["GIF", [...Buffer.from("GIF89a")]],
    ["BMP", [...Buffer.from("BM....")]],
    ["JSON", [...Buffer.from(' {"license": 1}')]],
    ["JSON", [...Buffer.from("[]")]],
    ["XML", [...Buffer.from("\ufeff<?xml version='1.0'?><a/>")]],
    ["HTML", [...Buffer.from("<!doctype html><p>")]],
  ])("%s", (format, bytes) => {
    const report = verdictOn(Uint8Array.from(bytes));
    expect(report).toMatchObject({ format: "other", decision: "refer", codes: ["FORMAT_UNSUPPORTED"], signatures: [] });
    expect(answerTo(report, "file-format")?.detail).toEqual({ format });
  });

  test("bytes that are nothing at all are refused", () => {
    expect(verdictOn(Uint8Array.of(1, 2, 3))).toMatchObject({ decision: "reject", codes: ["CONTAINER_MALFORMED"] });
  });
});

test("one changed bit of a sealed PDF is never accepted, but in the spelling of a digit", () => {
  const { bytes } = sealedPdf(pki, { contentsBytes: 2100 });
  expect(verdictOn(bytes).decision).toBe("accept");
  const places = Array.from({ length: Math.ceil(bytes.length / 5) }, (_, i) => i * 5);
  const changed = (at: number) => bytes.with(at, bytes[at]! ^ (1 << (at % 7)));
  const accepted = places.filter((at) => verdictOn(changed(at)).decision === "accept");
  const isSameDigit = (at: number) => {
    const digits = [bytes[at]!, changed(at)[at]!].map((byte) => String.fromCharCode(byte).toLowerCase());
    return digits[0] === digits[1] && /[a-f]/.test(digits[0] ?? "");
  };
  expect(accepted.filter((at) => !isSameDigit(at))).toEqual([]);
});

describe("a value that holds the SHA-1 of the signed bytes (adbe.pkcs7.sha1)", () => {
  const sha1 = (bytes: Uint8Array) => Uint8Array.from(createHash("sha1").update(bytes).digest());
  const verdict = (held: (signed: Uint8Array) => Uint8Array) => {
    const sign = (signed: Uint8Array) =>
      makeSignedData({ signer: rsa.signer, content: held(signed), signingTime: SIGNED_AT });
    return verdictOn(signedPdf(rsa, { subFilter: "adbe.pkcs7.sha1", sign }).bytes, { trust: trustIn(rsa) });
  };

  test("is weak, not forged, also where the signer digests that with something better", () => {
    expect(verdict(sha1)).toMatchObject({ decision: "refer", codes: ["DIGEST_ALGORITHM_WEAK"] });
  });

  test("is forged when it holds another digest", () => {
    const report = verdict((signed) => sha1(signed.subarray(1)));
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("REFERENCE_MISMATCH");
  });
});
