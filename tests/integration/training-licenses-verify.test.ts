/**
 * Every license of the training library before the product's verifier, with the province's own trust bundle: the good ones
 * pass, each special one fails for its own reason. The two sides share no code.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { VerificationReport } from "../../electron/seal/report.ts";
import { buildTrustSet, type TrustSet } from "../../electron/seal/trust-set.ts";
import { verifyDocument } from "../../electron/seal/verify.ts";
import { SIGNERS } from "../../electron/training/cast/agencies.ts";
import { LICENSES } from "../../electron/training/cast/library.ts";
import { startTrainingProvince, type TrainingProvince } from "../../electron/training/province.ts";

const NOW = Date.parse("2026-11-24T09:00:00+08:00");

let dataDir = "";
let province: TrainingProvince;
let trust: TrustSet;
let files: ReadonlyMap<string, Uint8Array>;

interface Payload {
  readonly issue: number;
  readonly anchors: readonly string[];
  readonly intermediates: readonly string[];
  readonly crls: readonly string[];
  readonly sampleSigners: readonly string[];
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "training-verify-"));
  province = await startTrainingProvince({ dataDir, now: () => NOW });
  const bundle = (await (await fetch(`${province.endpoints.trust}/bundle`)).json()) as { payload: string };
  const payload = JSON.parse(Buffer.from(bundle.payload, "base64").toString("utf8")) as Payload;
  trust = buildTrustSet({
    anchors: payload.anchors.map(bytesOf),
    intermediates: payload.intermediates.map(bytesOf),
    crls: payload.crls.map(bytesOf),
    sealStatus: { asOf: NOW, seals: [] },
    sampleSigners: payload.sampleSigners,
    issue: payload.issue,
  });
  files = new Map(province.licenseFiles().map(({ id, bytes }) => [id, bytes]));
}, 240_000);

afterAll(async () => {
  await province.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function verify(id: string): VerificationReport {
  return verifyDocument(files.get(id)!, { trust, at: NOW + 60_000 });
}

const isGood = (license: (typeof LICENSES)[number]): boolean =>
  license.tamper === undefined && SIGNERS[license.signer].state === "good";

describe("the trust bundle", () => {
  test("is usable to the last element", () => {
    expect(trust.refused).toEqual([]);
    expect([trust.anchors.length, trust.intermediates.length, trust.lists.length]).toEqual([1, 2, 3]);
  });
});

describe("a license in order", () => {
  test.each(LICENSES.filter(isGood).map((license) => [license.id] as const))("%s passes", (id) => {
    const report = verify(id);
    expect([report.indication, report.decision]).toEqual(["TOTAL_PASSED", "accept"]);
    expect(report.codes).toEqual([]);
    expect(report.isSample).toBe(true);
  });

  test("has a proven time where its agency uses the time authority, and a claimed one elsewhere", () => {
    const stamped = LICENSES.filter(isGood).filter(({ signer }) => SIGNERS[signer].isStamped);
    expect(stamped.length).toBeGreaterThan(0);
    for (const { id, signer } of LICENSES.filter(isGood)) {
      const [signature] = verify(id).signatures;
      expect([id, signature?.timeBasis]).toEqual([id, SIGNERS[signer].isStamped ? "timestamp" : "claimed"]);
    }
  });
});

describe("a license that is not", () => {
  const reportOf = (pick: (license: (typeof LICENSES)[number]) => boolean): VerificationReport =>
    verify(LICENSES.find(pick)!.id);

  test("was changed after sealing: only its page no longer agrees", () => {
    const report = reportOf((license) => license.tamper !== undefined);
    expect([report.indication, report.subIndication, report.decision]).toEqual([
      "TOTAL_FAILED",
      "HASH_FAILURE",
      "reject",
    ]);
    expect(report.codes).toContain("REFERENCE_MISMATCH");
    expect(report.codes).not.toContain("SIGNATURE_VALUE_INVALID");
  });

  test("was sealed with a certificate revoked for key compromise", () => {
    const report = reportOf((license) => SIGNERS[license.signer].state === "revoked");
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("SIGNER_REVOKED");
    expect(report.codes).not.toContain("REFERENCE_MISMATCH");
  });

  test("was sealed after the certificate had run out", () => {
    const report = reportOf((license) => SIGNERS[license.signer].state === "expired");
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("CERTIFICATE_OUT_OF_DATE_AT_SIGNING");
    expect(report.codes).not.toContain("SIGNER_REVOKED");
  });

  test("bears a look-alike seal of a maker nobody knows", () => {
    const report = reportOf((license) => SIGNERS[license.signer].state === "untrusted");
    expect(report.decision).toBe("reject");
    expect(report.codes).toEqual(expect.arrayContaining(["SIGNER_CHAIN_NOT_FOUND", "SEAL_MAKER_CHAIN_NOT_FOUND"]));
    expect(report.codes).not.toContain("SIGNATURE_VALUE_INVALID");
  });
});
