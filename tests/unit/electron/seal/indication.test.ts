import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Cause } from "../../../../electron/seal/answers/outcome.ts";
import { CODES, DOCUMENT_CHECKS, SIGNATURE_CHECKS, type VerdictCode } from "../../../../electron/seal/codes.ts";
import { indexPolicy, judge } from "../../../../electron/seal/indication.ts";
import { DEFAULT_POLICY } from "../../../../electron/seal/policy.ts";

const index = indexPolicy(DEFAULT_POLICY);
const verdict = (...causes: readonly (VerdictCode | Cause)[]) =>
  judge(
    causes.map((cause) => (typeof cause === "string" ? { code: cause } : cause)),
    index,
  );

describe("the policy", () => {
  test("has a row without a variant for every code", () => {
    const plain = new Set(DEFAULT_POLICY.rows.filter(({ variant }) => !variant).map(({ code }) => code));
    expect(CODES.filter((code) => !plain.has(code))).toEqual([]);
  });

  test("has one row for each code and variant", () => {
    const keys = DEFAULT_POLICY.rows.map(({ code, variant }) => `${code}/${variant}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("is plain data that survives JSON", () => {
    expect(JSON.parse(JSON.stringify(DEFAULT_POLICY))).toEqual(DEFAULT_POLICY);
  });

  test("stands in order of weight", () => {
    const ranks = DEFAULT_POLICY.rows.map(({ code, variant }) => index({ code, ...(variant && { variant }) }).rank);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  test("says what a failing code leads to, for every one of them", () => {
    const failing = DEFAULT_POLICY.rows.filter(({ severity }) => severity === "fail");
    expect(failing.filter((row) => !row.indication || !row.subIndication || !row.decision)).toEqual([]);
  });

  /** seals.md section 6, row by row. */
  test.each<[Cause, string, string, string]>([
    [{ code: "NO_SIGNATURE" }, "NO_SIGNATURE", "NO_SIGNATURE_FOUND", "reject"],
    [{ code: "CONTAINER_LIMIT" }, "TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
    [{ code: "CONTAINER_MALFORMED" }, "TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
    [{ code: "CONTAINER_DUPLICATE_ENTRY" }, "TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
    [{ code: "CONTAINER_UNSAFE_NAME" }, "TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
    [{ code: "XML_DTD" }, "TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
    [{ code: "SIGNATURE_XML_MISSING" }, "TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
    [{ code: "SIGNED_VALUE_MISSING" }, "TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
    [{ code: "SIGNED_VALUE_FORMAT" }, "TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
    [{ code: "SEAL_FORMAT" }, "TOTAL_FAILED", "FORMAT_FAILURE", "reject"],
    [{ code: "REFERENCE_MISMATCH" }, "TOTAL_FAILED", "HASH_FAILURE", "reject"],
    [{ code: "SIGNATURE_XML_MISMATCH" }, "TOTAL_FAILED", "HASH_FAILURE", "reject"],
    [{ code: "SEAL_FILE_MISMATCH" }, "TOTAL_FAILED", "HASH_FAILURE", "reject"],
    [{ code: "REFERENCE_MISSING" }, "INDETERMINATE", "SIGNED_DATA_NOT_FOUND", "reject"],
    [{ code: "EMPTY_REFERENCES" }, "INDETERMINATE", "SIGNED_DATA_NOT_FOUND", "reject"],
    [{ code: "SIGNATURE_VALUE_INVALID" }, "TOTAL_FAILED", "SIG_CRYPTO_FAILURE", "reject"],
    [{ code: "SEAL_SIGNATURE_INVALID" }, "TOTAL_FAILED", "SIG_CRYPTO_FAILURE", "reject"],
    [{ code: "SIGNER_CERT_MISSING" }, "INDETERMINATE", "NO_SIGNING_CERTIFICATE_FOUND", "reject"],
    [{ code: "SIGNER_NOT_IN_SEAL" }, "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
    [{ code: "SEAL_EXPIRED_AT_SIGNING" }, "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
    [{ code: "SEAL_NOT_YET_VALID" }, "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
    [{ code: "ALGORITHM_INCONSISTENT" }, "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
    [{ code: "COVERAGE_PARTIAL_STRUCTURE" }, "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
    [{ code: "COVERAGE_PARTIAL_RENDERED" }, "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE", "reject"],
    [{ code: "SIGNER_KEY_USAGE" }, "INDETERMINATE", "CHAIN_CONSTRAINTS_FAILURE", "reject"],
    [{ code: "SIGNER_CHAIN_INVALID" }, "INDETERMINATE", "CHAIN_CONSTRAINTS_FAILURE", "reject"],
    [{ code: "SIGNER_CHAIN_NOT_FOUND" }, "INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND", "refer"],
    [{ code: "SEAL_MAKER_CHAIN_NOT_FOUND" }, "INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND", "reject"],
    [
      { code: "SIGNER_CHAIN_INVALID", variant: "bad-signature" },
      "INDETERMINATE",
      "CERTIFICATE_CHAIN_GENERAL_FAILURE",
      "reject",
    ],
    [{ code: "REVOCATION_UNKNOWN" }, "INDETERMINATE", "TRY_LATER", "refer"],
    [{ code: "REVOCATION_STALE" }, "INDETERMINATE", "TRY_LATER", "refer"],
    [{ code: "SIGNER_REVOKED", variant: "proven" }, "TOTAL_FAILED", "REVOKED", "reject"],
    [{ code: "SIGNER_REVOKED" }, "INDETERMINATE", "REVOKED_NO_POE", "reject"],
    [{ code: "SIGNER_REVOKED", variant: "claimed-before" }, "INDETERMINATE", "REVOKED_NO_POE", "refer"],
    [{ code: "SEAL_MAKER_REVOKED" }, "INDETERMINATE", "REVOKED_NO_POE", "refer"],
    [{ code: "CA_REVOKED" }, "INDETERMINATE", "REVOKED_CA_NO_POE", "reject"],
    [{ code: "CERTIFICATE_OUT_OF_DATE_NOW" }, "INDETERMINATE", "OUT_OF_BOUNDS_NO_POE", "accept"],
    [
      { code: "CERTIFICATE_OUT_OF_DATE_NOW", variant: "not-revoked" },
      "INDETERMINATE",
      "OUT_OF_BOUNDS_NOT_REVOKED",
      "accept",
    ],
    [{ code: "CERTIFICATE_OUT_OF_DATE_AT_SIGNING" }, "INDETERMINATE", "OUT_OF_BOUNDS_NO_POE", "reject"],
    [{ code: "DIGEST_ALGORITHM_WEAK" }, "INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE", "refer"],
    [{ code: "TIME_IN_FUTURE" }, "INDETERMINATE", "TIMESTAMP_ORDER_FAILURE", "reject"],
  ])("weighs %o", (cause, indication, subIndication, decision) => {
    expect(verdict(cause)).toMatchObject({ indication, subIndication, decision });
  });
});

describe("a verdict", () => {
  test("without causes passes", () => {
    expect(verdict()).toEqual({ indication: "TOTAL_PASSED", decision: "accept", codes: [] });
  });

  test("passes with warnings, and names them", () => {
    expect(verdict("COVERAGE_PARTIAL_ATTACHMENT", "SEAL_EXPIRED_NOW")).toEqual({
      indication: "TOTAL_PASSED",
      decision: "accept",
      codes: ["COVERAGE_PARTIAL_ATTACHMENT"],
    });
  });

  test("goes by the worst cause, in whatever order they come", () => {
    const causes = ["CERTIFICATE_OUT_OF_DATE_NOW", "REFERENCE_MISMATCH", "REVOCATION_UNKNOWN"] as const;
    for (const order of [causes, causes.toReversed()]) {
      expect(verdict(...order)).toEqual({
        indication: "TOTAL_FAILED",
        subIndication: "HASH_FAILURE",
        decision: "reject",
        codes: ["REFERENCE_MISMATCH", "REVOCATION_UNKNOWN", "CERTIFICATE_OUT_OF_DATE_NOW"],
      });
    }
  });

  test("names each code once", () => {
    expect(verdict("REVOCATION_UNKNOWN", "REVOCATION_UNKNOWN").codes).toEqual(["REVOCATION_UNKNOWN"]);
  });

  test("is never milder than the strictest cause, whatever a policy says of the worst", () => {
    const lax = indexPolicy({
      version: "test",
      rows: [
        {
          code: "REFERENCE_MISMATCH",
          severity: "fail",
          indication: "TOTAL_FAILED",
          subIndication: "HASH_FAILURE",
          decision: "accept",
        },
        {
          code: "REVOCATION_UNKNOWN",
          severity: "fail",
          indication: "INDETERMINATE",
          subIndication: "TRY_LATER",
          decision: "reject",
        },
      ],
    });
    expect(judge([{ code: "REFERENCE_MISMATCH" }, { code: "REVOCATION_UNKNOWN" }], lax).decision).toBe("reject");
  });

  test("treats a code that the policy forgot as a reason to reject", () => {
    const empty = indexPolicy({ version: "test", rows: [] });
    expect(judge([{ code: "SEAL_EXPIRED_NOW" }], empty)).toMatchObject({
      indication: "INDETERMINATE",
      decision: "reject",
    });
  });
});

test("each file in checks/ is one check of the closed list", () => {
  const files = readdirSync(new URL("../../../../electron/seal/checks", import.meta.url))
    .filter((name) => name.endsWith(".ts") && name !== "catalog.ts")
    .map((name) => name.replace(/\.ts$/, ""));
  expect(files.toSorted()).toEqual([...DOCUMENT_CHECKS, ...SIGNATURE_CHECKS].toSorted());
});
