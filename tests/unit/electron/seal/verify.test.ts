import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DEFAULT_POLICY } from "../../../../electron/seal/policy.ts";
import { parseTrustFile } from "../../../../electron/seal/trust-file.ts";
import { buildTrustSet, emptyTrustSet } from "../../../../electron/seal/trust-set.ts";
import { examineDocument, verifyDocument } from "../../../../electron/seal/verify.ts";
import { licenseFiles, sealedLicense, zipFiles } from "../../../helpers/seal-factory/ofd.ts";
import { createPki, NOW, SIGNED_AT, standardTrustSet } from "../../../helpers/seal-factory/pki.ts";
import { SEAL_PICTURE } from "../../../helpers/seal-factory/seal.ts";
import { keyFor } from "../../../helpers/seal-factory/sm2-key.ts";

const samples = new URL("../../../../../shared/samples/", import.meta.url);
const sample = (name: string) => readFileSync(new URL(name, samples));
const AT = Date.UTC(2026, 10, 24);

describe.skipIf(!existsSync(samples))("real files", () => {
  const root = parseTrustFile(existsSync(samples) ? sample("ROOT-0.cer") : new Uint8Array());
  const rooted = buildTrustSet({ ...root, intermediates: [], crls: [] });

  test("an intact invoice without trust data has no certificate chain", () => {
    const report = verifyDocument(sample("v4signed.ofd"), { trust: emptyTrustSet(), at: AT });
    expect(report).toMatchObject({
      format: "ofd",
      indication: "INDETERMINATE",
      subIndication: "NO_CERTIFICATE_CHAIN_FOUND",
    });
    expect(report.signatures).toMatchObject([
      {
        id: "1",
        kind: "seal",
        standard: "GB/T 38540-2020",
        signedAt: Date.UTC(2020, 9, 10, 7, 11, 20),
        seal: { id: "50011200000399", pictureType: "ofd", pictureWidthMm: 30, pictureHeightMm: 20 },
        signer: { organization: "融易算电子发票服务平台", isSample: false },
        coverage: { uncovered: [] },
      },
    ]);
    const failed = report.signatures[0]?.checks.filter(({ result }) => result === "failed").map(({ id }) => id);
    expect(failed).toEqual(["maker-dates"]);
  });

  test("the same invoice is intact after it was zipped anew, and changed after its template was", () => {
    const options = { trust: emptyTrustSet(), at: AT };
    const { entries } = examineDocument(sample("v4signed.ofd"), options);
    expect(verifyDocument(zipFiles(entries), options).subIndication).toBe("NO_CERTIFICATE_CHAIN_FOUND");
    const name = "Doc_0/Tpls/Tpl_0/Content.xml";
    const template = entries.get(name)!;
    const changed = new Map(entries).set(name, template.with(9000, template[9000]! ^ 1));
    const report = verifyDocument(zipFiles(changed), options);
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "HASH_FAILURE", decision: "reject" });
    const intact = report.signatures[0]?.checks.find(({ id }) => id === "references-intact");
    expect(intact?.detail).toEqual({ files: [name] });
  });

  test("a file with a riding seal finds its chain and says that the certificates are out of date by now", () => {
    const report = verifyDocument(sample("V4RideRight.ofd"), { trust: rooted, at: AT });
    expect(report.codes).toEqual(["CERTIFICATE_OUT_OF_DATE_NOW", "REVOCATION_UNKNOWN"]);
    expect(report).toMatchObject({
      indication: "INDETERMINATE",
      subIndication: "OUT_OF_BOUNDS_NO_POE",
      decision: "refer",
    });
    const chains = report.signatures[0]?.checks.filter(({ id }) => id.endsWith("-chain"));
    expect(chains?.map(({ result }) => result)).toEqual(["passed", "passed"]);
  });

  test("a riding seal is placed on each page with its part of the picture", () => {
    const { placements } = examineDocument(sample("V4RideRight.ofd"), { trust: rooted, at: AT });
    expect(placements.map(({ pageRef }) => pageRef)).toEqual(["1", "21", "43", "63", "83"]);
    expect(placements[1]).toMatchObject({
      signatureId: "s001",
      boundary: { x: 194, y: 40, width: 40, height: 40 },
      clip: { x: 8, y: 0, width: 8, height: 40 },
      pictureType: "PNG",
    });
    expect(placements[1]?.picture.length).toBe(15_693);
  });

  test("a file without a signature is never silent", () => {
    const report = verifyDocument(sample("unsigned-helloworld.ofd"), { trust: rooted, at: AT });
    expect(report).toMatchObject({
      indication: "NO_SIGNATURE",
      subIndication: "NO_SIGNATURE_FOUND",
      decision: "reject",
    });
  });
});

describe("an examination", () => {
  const pki = createPki();
  const file = sealedLicense({ pki, stamps: ['ID="1" PageRef="1" Boundary="130 220 40 40" Clip="0 0 20 40"'] });
  const result = examineDocument(file, { trust: standardTrustSet(), at: NOW });

  test("hands out the entries, and which of them are protected", () => {
    expect(result.entries.has("Doc_0/Pages/Page_0/Content.xml")).toBe(true);
    expect([...result.entries.keys()].filter((name) => !result.covered.has(name))).toEqual([
      "Doc_0/Signs/Signatures.xml",
      "Doc_0/Signs/Sign_s001/Signature.xml",
      "Doc_0/Signs/Sign_s001/SignedValue.dat",
    ]);
  });

  test("places the seal with the picture from the signed seal", () => {
    expect(result.placements).toEqual([
      {
        signatureId: "s001",
        sealName: "云川市行政审批局电子印章",
        pageRef: "1",
        boundary: { x: 130, y: 220, width: 40, height: 40 },
        clip: { x: 0, y: 0, width: 20, height: 40 },
        pictureType: "PNG",
        picture: SEAL_PICTURE,
      },
    ]);
  });

  test("summarizes signer and seal for people", () => {
    expect(result.report.signatures[0]).toMatchObject({
      signer: {
        commonName: "云川市行政审批局",
        organization: "云川市行政审批局",
        issuer: "C=CN, O=测试认证中心, CN=测试签发 CA1",
        serialNumber: pki.signer.serial.toString(16).toUpperCase(),
      },
      seal: { maker: "测试制章中心", name: "云川市行政审批局电子印章" },
      signedAt: SIGNED_AT,
      timeBasis: "claimed",
    });
  });

  test("is plain data that survives JSON", () => {
    expect(JSON.parse(JSON.stringify(result.report))).toEqual(result.report);
  });

  test("depends on nothing but its arguments", () => {
    const again = examineDocument(file, { trust: standardTrustSet(), at: NOW });
    expect(again.report).toEqual(result.report);
  });
});

test("no policy can have a file accepted whose signatures do not hold", () => {
  const rows = DEFAULT_POLICY.rows.map(({ code }) => ({ code, severity: "info" as const }));
  const policy = { version: "careless", rows };
  const file = sealedLicense({ pki: createPki() });
  expect(verifyDocument(file, { trust: standardTrustSet(), at: NOW, policy }).decision).toBe("accept");
  const forged = sealedLicense({ pki: createPki(), signingKey: keyFor("forger") });
  for (const bad of [forged, zipFiles(licenseFiles())]) {
    const report = verifyDocument(bad, { trust: standardTrustSet(), at: NOW, policy });
    expect(report).toMatchObject({ indication: "INDETERMINATE", decision: "reject", codes: ["VERDICT_INCONSISTENT"] });
    for (const signature of report.signatures) expect(signature.decision).toBe("reject");
  }
});
