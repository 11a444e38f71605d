/** Chains, revocation and time (seals.md section 4, steps 8 to 10). */

import { describe, expect, test } from "vitest";
import { issueCertificate } from "../../../../helpers/seal-factory/certificate.ts";
import { oid, sequence } from "../../../../helpers/seal-factory/der-writer.ts";
import { anotherParty, licenseFiles, signFiles, zipFiles } from "../../../../helpers/seal-factory/ofd.ts";
import {
  createPki,
  DAY,
  HOUR,
  issueLists,
  NOW,
  SIGNED_AT,
  trustIn,
  trustRevoking,
  YEAR,
} from "../../../../helpers/seal-factory/pki.ts";
import { makeTimestamp } from "../../../../helpers/seal-factory/signed-data.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const sealed = (options: Partial<Parameters<typeof signFiles>[1]> = {}) =>
  signFiles(licenseFiles(), { pki, ...options });

describe("the signer's chain", () => {
  const file = zipFiles(sealed());

  test("is not found without trust data", () => {
    expect(verdictOn(file, { trust: trustIn(pki, { anchors: [], intermediates: [], crls: [] }) })).toMatchObject({
      indication: "INDETERMINATE",
      subIndication: "NO_CERTIFICATE_CHAIN_FOUND",
    });
  });

  test("is referred when only the signer is unknown", () => {
    const other = createPki({ root: { commonName: "他方根" }, authority: { commonName: "他方 CA" } });
    const report = verdictOn(zipFiles(sealed({ signer: other.signer })));
    expect(report).toMatchObject({ subIndication: "NO_CERTIFICATE_CHAIN_FOUND", decision: "refer" });
  });

  test("is rejected when a name was copied and the signature is another's", () => {
    const copied = createPki({ signer: { signingKey: keyFor("forger") } });
    const report = verdictOn(zipFiles(sealed({ signer: copied.signer })));
    expect(report).toMatchObject({ subIndication: "CERTIFICATE_CHAIN_GENERAL_FAILURE", decision: "reject" });
  });

  test("cannot be tested for another algorithm, and is then referred", () => {
    const foreign = createPki({ signer: { algorithm: "1.2.3.4.5" } });
    const report = verdictOn(zipFiles(sealed({ signer: foreign.signer })));
    expect(report).toMatchObject({ subIndication: "CRYPTO_CONSTRAINTS_FAILURE", decision: "refer" });
    expect(report.codes).toContain("ALGORITHM_UNSUPPORTED");
  });

  test("of a certificate that says nothing of its use is rejected", () => {
    const silent = issueCertificate({
      commonName: "无用途",
      issuer: pki.authority,
      notBefore: NOW - YEAR,
      notAfter: NOW + YEAR,
    });
    expect(verdictOn(zipFiles(sealed({ signer: silent }))).codes).toEqual(["SIGNER_KEY_USAGE"]);
  });

  test.each([[[0]], [[1]], [[0, 1, 2, 3, 4]]])("accepts key usage bits %j", (keyUsage) => {
    const signer = anotherParty(pki, { commonName: "按位", keyUsage });
    expect(verdictOn(zipFiles(sealed({ signer }))).indication).toBe("TOTAL_PASSED");
  });

  test("of a seal maker that may only encrypt is rejected", () => {
    const maker = anotherParty(pki, { commonName: "加密证书", keyUsage: [2, 3] });
    expect(verdictOn(zipFiles(sealed({ seal: { maker } }))).codes).toEqual(["SEAL_MAKER_CHAIN_INVALID"]);
  });
});

describe("revocation", () => {
  const file = zipFiles(sealed());
  const revoking = (revoked: { at: number; reason?: number }) =>
    verdictOn(file, { trust: trustRevoking(pki, pki.signer, revoked) });

  test("without lists is unknown, and the file is referred", () => {
    expect(verdictOn(file, { trust: trustIn(pki, { crls: [] }) })).toMatchObject({
      indication: "INDETERMINATE",
      subIndication: "TRY_LATER",
      decision: "refer",
      codes: ["REVOCATION_UNKNOWN"],
    });
  });

  test("without the root's list is unknown, too", () => {
    const report = verdictOn(file, { trust: trustIn(pki, { crls: issueLists(pki).slice(1) }) });
    expect(report.codes).toEqual(["REVOCATION_UNKNOWN"]);
    expect(answerTo(report, "authorities-revocation")?.result).toBe("undetermined");
  });

  test("by a list with a bad signature is unknown", () => {
    const crls = issueLists(pki, { authority: { signingKey: keyFor("forger") } });
    expect(verdictOn(file, { trust: trustIn(pki, { crls }) }).codes).toEqual(["REVOCATION_UNKNOWN"]);
  });

  test("by an old list is stale, and fine within the grace", () => {
    const trust = trustIn(pki, { crls: issueLists(pki, { authority: { thisUpdate: NOW - 2 * DAY } }) });
    expect(verdictOn(file, { trust })).toMatchObject({ subIndication: "TRY_LATER", codes: ["REVOCATION_STALE"] });
    expect(verdictOn(file, { trust, graceMs: 2 * DAY })).toMatchObject({
      indication: "TOTAL_PASSED",
      trust: { listsAsOf: NOW - 2 * DAY },
    });
  });

  test("before the claimed signing time is a reason to reject", () => {
    expect(revoking({ at: SIGNED_AT - DAY })).toMatchObject({ subIndication: "REVOKED_NO_POE", decision: "reject" });
  });

  test("after the claimed signing time is a reason to refer, as the time is only claimed", () => {
    expect(revoking({ at: SIGNED_AT + DAY })).toMatchObject({
      subIndication: "REVOKED_NO_POE",
      decision: "refer",
      codes: ["SIGNER_REVOKED"],
    });
  });

  test("for a compromised key ignores the claimed signing time", () => {
    expect(revoking({ at: SIGNED_AT + DAY, reason: 1 })).toMatchObject({
      subIndication: "REVOKED_NO_POE",
      decision: "reject",
    });
  });

  test("on hold is referred to later", () => {
    expect(revoking({ at: SIGNED_AT - DAY, reason: 6 })).toMatchObject({
      subIndication: "TRY_LATER",
      decision: "refer",
      codes: ["SIGNER_REVOKED"],
    });
  });

  test("does not concern a signer that is trusted by decision", () => {
    const own = createPki({ signer: { issuer: undefined } as object });
    const trust = trustIn(pki, { anchors: [pki.root.certificate, own.signer.certificate] });
    const report = verdictOn(zipFiles(sealed({ signer: own.signer })), { trust });
    expect(report).toMatchObject({ indication: "TOTAL_PASSED" });
    expect(answerTo(report, "signer-revocation")).toBeUndefined();
  });
});

describe("time", () => {
  test("a few minutes ahead of the station's clock is accepted", () => {
    expect(verdictOn(zipFiles(sealed({ signedAt: NOW + 4 * 60_000 }))).indication).toBe("TOTAL_PASSED");
  });

  test("that only eight hours put wrong is refused all the same, and told", () => {
    const lapsed = createPki({ signer: { notAfter: SIGNED_AT - HOUR } });
    const codesOf = (options: Parameters<typeof sealed>[0]) => verdictOn(zipFiles(sealed(options))).codes;
    expect(codesOf({ signer: lapsed.signer })).toEqual(["CERTIFICATE_OUT_OF_DATE_AT_SIGNING", "TIME_ZONE_DOUBTFUL"]);
    expect(codesOf({ seal: { validTo: SIGNED_AT - HOUR } })).toEqual(["SEAL_EXPIRED_AT_SIGNING", "TIME_ZONE_DOUBTFUL"]);
    expect(codesOf({ signedAt: NOW + 7 * HOUR })).toEqual(["TIME_IN_FUTURE", "TIME_ZONE_DOUBTFUL"]);
    expect(codesOf({ signedAt: NOW + 9 * HOUR })).toEqual(["TIME_IN_FUTURE"]);
  });

  test("before the certificate began is rejected", () => {
    const young = createPki({ signer: { notBefore: SIGNED_AT + DAY } });
    expect(verdictOn(zipFiles(sealed({ signer: young.signer })))).toMatchObject({
      subIndication: "OUT_OF_BOUNDS_NO_POE",
      decision: "reject",
    });
  });

  test("before a CA renewed its certificate is for a person to judge", () => {
    const renewed = createPki({ authority: { notBefore: SIGNED_AT + DAY } });
    const report = verdictOn(zipFiles(sealed()), {
      trust: trustIn(pki, { intermediates: [renewed.authority.certificate] }),
    });
    expect(report).toMatchObject({ subIndication: "OUT_OF_BOUNDS_NO_POE", decision: "refer" });
  });

  test("that is no number is a bug of the caller and not a verdict", () => {
    expect(() => verdictOn(zipFiles(sealed()), { at: Number.NaN })).toThrow(TypeError);
  });

  test("after a seal maker's certificate lapsed is for a person to judge", () => {
    const maker = anotherParty(pki, { commonName: "到期制章者", notBefore: NOW - 2 * YEAR, notAfter: SIGNED_AT - DAY });
    expect(verdictOn(zipFiles(sealed({ seal: { maker } })))).toMatchObject({
      subIndication: "OUT_OF_BOUNDS_NO_POE",
      decision: "refer",
    });
  });

  test("of a timestamp by an authority without a trusted chain is told as claimed", () => {
    const stranger = issueCertificate({
      commonName: "外地时间戳",
      notBefore: NOW - YEAR,
      notAfter: NOW + YEAR,
      extensions: [["2.5.29.37", true, sequence(oid("1.3.6.1.5.5.7.3.8"))]],
    });
    const timestamp = (stamped: Uint8Array) => makeTimestamp({ authority: stranger, stamped, at: NOW - DAY });
    const report = verdictOn(zipFiles(sealed({ ses: { timestamp } })));
    expect(report).toMatchObject({
      indication: "TOTAL_PASSED",
      codes: ["TIMESTAMP_NOT_CHECKED"],
      signatures: [{ timeBasis: "claimed" }],
    });
  });
});
