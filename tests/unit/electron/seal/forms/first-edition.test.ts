/** Seals of GM/T 0031-2014 in the variants of real files (seals.md section 2), and what may not pass for one. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDer } from "../../../../../electron/seal/der/reader.ts";
import { readFirstSeal } from "../../../../../electron/seal/ses/first-edition.ts";
import { verifySm2 } from "../../../../../electron/seal/sm2/verify.ts";
import { readCertificate } from "../../../../../electron/seal/x509/certificate.ts";
import {
  bitString,
  type Der,
  element,
  generalizedTime,
  octetString,
  utf8String,
} from "../../../../helpers/seal-factory/der-writer.ts";
import { type FirstOptions, makeFirstSignature } from "../../../../helpers/seal-factory/first-edition.ts";
import { type SigningOptions, sealedLicense } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, DAY, NOW, SIGNED_AT, trustIn } from "../../../../helpers/seal-factory/pki.ts";
import { sm3Of } from "../../../../helpers/seal-factory/seal.ts";
import { makeTimestamp } from "../../../../helpers/seal-factory/signed-data.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const text = new TextEncoder();
const inBits = (content: Uint8Array, unused = 0): Der => bitString(content, unused);
const usual = inBits(generalizedTime(SIGNED_AT));

function verdict(changes: Partial<FirstOptions> = {}, more: Partial<SigningOptions> = {}) {
  const used = changes.pki ?? pki;
  const value = (xml: Uint8Array, propertyInfo: string) =>
    makeFirstSignature({ pki: used, dataHash: sm3Of(xml), propertyInfo, timeInfo: usual, ...changes });
  return verdictOn(sealedLicense({ pki: used, value, ...more }), { trust: trustIn(used) });
}

describe("seals of the first edition pass", () => {
  test.each<[string, Partial<FirstOptions>]>([
    ["as the standard has it", {}],
    ["timeInfo a GeneralizedTime of its own", { timeInfo: generalizedTime(SIGNED_AT) }],
    ["timeInfo in an OCTET STRING", { timeInfo: octetString(generalizedTime(SIGNED_AT)) }],
    ["timeInfo a text in local time", { timeInfo: inBits(text.encode("2026-10-25 10:00:00")) }],
    ["timeInfo an ISO text", { timeInfo: inBits(text.encode("2026-10-25T02:00:00Z")) }],
    ["timeInfo with a wrong count of unused bits", { timeInfo: inBits(text.encode("2026-10-25 10:00:00"), 1) }],
    ["timeInfo a UTF8String", { timeInfo: utf8String("20261025020000Z") }],
    ["timeInfo a UTCTime", { timeInfo: element(0x17, text.encode("261025020000Z")) }],
    ["timeInfo a timestamp token", { timeInfo: inBits(stampLike()) }],
    ["the seal in a BIT STRING", { wraps: { seal: "bit" } }],
    ["the seal in an OCTET STRING", { wraps: { seal: "octet" } }],
    ["signInfo in a BIT STRING", { wraps: { signInfo: "bit" } }],
    ["signInfo in an OCTET STRING", { wraps: { signInfo: "octet" } }],
    ["dataHash in an OCTET STRING", { wraps: { dataHash: "octet" } }],
  ])("%s", (_, changes) => {
    const report = verdict(changes);
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", decision: "accept", codes: [] });
    expect(report.signatures[0]).toMatchObject({
      kind: "seal",
      standard: "GM/T 0031-2014",
      timeBasis: "claimed",
      signedAt: SIGNED_AT,
      seal: { name: "云川市行政审批局电子印章" },
    });
  });

  test("a time that cannot be read is told, and the seal judged for today", () => {
    const report = verdict({ timeInfo: inBits(Uint8Array.of(1, 2, 3)) });
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: ["SIGNING_TIME_MISSING"] });
    const lapsed = verdict({ timeInfo: inBits(Uint8Array.of(1, 2, 3)), validTo: NOW - DAY });
    expect(lapsed).toMatchObject({ indication: "INDETERMINATE", decision: "refer" });
    expect(answerTo(lapsed, "seal-validity")?.result).toBe("undetermined");
  });
});

describe("and forged ones do not", () => {
  test("a seal by another maker's key", () => {
    expect(verdict({ makerKey: keyFor("forger") }).codes).toContain("SEAL_SIGNATURE_INVALID");
  });

  test("a signature by another key", () => {
    expect(verdict({ signerKey: keyFor("forger") }).codes).toContain("SIGNATURE_VALUE_INVALID");
  });

  test("over another file", () => {
    expect(verdict({ dataHash: sm3Of(text.encode("other")) }).codes).toContain("SIGNATURE_XML_MISMATCH");
  });

  test("of a seal that had run out", () => {
    expect(verdict({ validTo: SIGNED_AT - DAY }).codes).toContain("SEAL_EXPIRED_AT_SIGNING");
  });
});

const sample = new URL("../../../../../../shared/samples/UserV1.esl", import.meta.url);
test.skipIf(!existsSync(sample))(
  "a real seal of another maker's program holds its signature (skipped without samples)",
  () => {
    const seal = readFirstSeal(readDer(new Uint8Array(readFileSync(sample))));
    const maker = readCertificate(seal.makerCertificate);
    const key = maker.publicKey.kind === "sm2" ? maker.publicKey.point : new Uint8Array();
    expect(verifySm2(key, seal.tbs, seal.signature)).toBe(true);
    expect(verifySm2(key, seal.tbs.subarray(1), seal.signature)).toBe(false);
  },
);

function stampLike(): Uint8Array {
  return makeTimestamp({ authority: pki.signer, stamped: Uint8Array.of(1), at: SIGNED_AT });
}
