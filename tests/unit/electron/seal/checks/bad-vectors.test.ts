import { describe, expect, test } from "vitest";
import { DOCUMENT_CHECK_OF, SIGNATURE_CHECK_OF } from "../../../../../electron/seal/checks/catalog.ts";
import { DOCUMENT_CHECKS, SIGNATURE_CHECKS } from "../../../../../electron/seal/codes.ts";
import { licenseFiles, sealedLicense, signFiles, zipFiles } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, DAY, issueLists, NOW, trustIn } from "../../../../helpers/seal-factory/pki.ts";
import { allCodes, answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";
import { BAD_VECTORS } from "../../../../vectors/bad-vectors.ts";

const pki = createPki();
const good = () => signFiles(licenseFiles(), { pki, sealFile: true });
const expiredNow = createPki({ signer: { notAfter: NOW - DAY } });

test("every check of the catalog has a bad vector, and no vector is without a check", () => {
  const checks = [...Object.keys(DOCUMENT_CHECK_OF), ...Object.keys(SIGNATURE_CHECK_OF)];
  expect(Object.keys(BAD_VECTORS).toSorted()).toEqual(checks.toSorted());
  expect([...DOCUMENT_CHECKS, ...SIGNATURE_CHECKS].toSorted()).toEqual(checks.toSorted());
});

describe("each check notices its bad vector", () => {
  test.each(Object.entries(BAD_VECTORS))("%s", (id, { file, options, code, verdict }) => {
    const report = verdictOn(file(), options?.());
    expect(answerTo(report, id)?.codes).toContain(code);
    const [indication, subIndication, decision] = verdict ?? ["TOTAL_PASSED", undefined, "accept"];
    expect(report).toMatchObject({ indication, decision, ...(subIndication && { subIndication }) });
    if (verdict) expect(report.codes[0]).toBe(code);
    else expect(answerTo(report, id)?.result).toBe("passed");
  });
});

describe("the good vector", () => {
  const report = verdictOn(zipFiles(good()), {
    trust: trustIn(pki, { sealStatus: { asOf: NOW, seals: [] } }),
  });

  test("passes with every question answered and nothing to say", () => {
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", decision: "accept", codes: [], isSample: false });
    expect(report.checks.concat(report.signatures[0]!.checks).filter(({ result }) => result !== "passed")).toEqual([]);
    expect(allCodes(report)).toEqual([]);
  });

  test("is asked every question but those that do not arise", () => {
    const asked = [...report.checks, ...report.signatures[0]!.checks].map(({ id }) => id);
    const all: readonly string[] = [...DOCUMENT_CHECKS, ...SIGNATURE_CHECKS];
    expect(all.filter((id) => !asked.includes(id))).toEqual([
      "signed-range",
      "signed-bytes-intact",
      "changes-since",
      "purpose-signed",
      "seal-timestamp",
      "timestamp",
      "base-signature",
    ]);
    expect(asked).toEqual(all.filter((id) => asked.includes(id)));
  });
});

describe("a certificate that has expired since", () => {
  test("is accepted with a note, its revocation while it lasted being open", () => {
    const report = verdictOn(sealedLicense({ pki: expiredNow }), { trust: trustIn(expiredNow) });
    expect(report).toMatchObject({
      indication: "INDETERMINATE",
      subIndication: "OUT_OF_BOUNDS_NO_POE",
      decision: "accept",
      codes: ["CERTIFICATE_OUT_OF_DATE_NOW"],
    });
  });

  test("is accepted with a note that a list covers it", () => {
    const crls = issueLists(expiredNow, { authority: { thisUpdate: NOW - 2 * DAY, nextUpdate: NOW + DAY } });
    const report = verdictOn(sealedLicense({ pki: expiredNow }), { trust: trustIn(expiredNow, { crls }) });
    expect(report).toMatchObject({ subIndication: "OUT_OF_BOUNDS_NOT_REVOKED", decision: "accept" });
  });

  test("is referred when its revocation cannot be told", () => {
    const report = verdictOn(sealedLicense({ pki: expiredNow }), { trust: trustIn(expiredNow, { crls: [] }) });
    expect(report).toMatchObject({
      subIndication: "OUT_OF_BOUNDS_NO_POE",
      decision: "refer",
      codes: ["CERTIFICATE_OUT_OF_DATE_NOW", "REVOCATION_UNKNOWN"],
    });
  });
});
