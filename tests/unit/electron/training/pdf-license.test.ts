/** A training license as PDF before the product's verifier, and its seal's place. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readDocumentInfo } from "../../../../electron/seal/pdf/document-info.ts";
import { buildTrustSet } from "../../../../electron/seal/trust-set.ts";
import { examineDocument } from "../../../../electron/seal/verify.ts";
import { LICENSES } from "../../../../electron/training/cast/library.ts";
import { sealLicensePdf } from "../../../../electron/training/license-page/license-pdf.ts";
import { PAGE_DESIGNS } from "../../../../electron/training/license-page/page-designs.ts";
import { openKeystore } from "../../../../electron/training/pki/keystore.ts";

const NOW = Date.parse("2026-11-24T09:00:00+08:00");
const folder = mkdtempSync(join(tmpdir(), "training-pdf-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("holds together, says what it is, and shows its seal where the design has it", () => {
  const license = LICENSES.find(({ typeId }) => typeId === "transportOperation");
  if (!license) throw new Error("no such license");
  const file = sealLicensePdf(license, openKeystore(folder, NOW));
  const { report, pdf } = examineDocument(file, {
    at: NOW,
    trust: buildTrustSet({ anchors: [], intermediates: [], crls: [] }),
  });
  const answers = report.signatures[0]?.checks.filter(({ id }) =>
    [
      "signed-range",
      "signed-bytes-intact",
      "changes-since",
      "signature-value",
      "seal-signature",
      "signer-in-seal",
    ].includes(id),
  );
  expect(answers?.map(({ id, result }) => [id, result])).toEqual(answers?.map(({ id }) => [id, "passed"]));
  expect(answers?.length).toBe(6);
  expect(report.signatures[0]?.standard).toBe("GB/T 38540-2020");
  const { left = 0, right = 0 } = pdf?.seals[0]?.rect ?? {};
  expect(pdf).toMatchObject({ pageCount: 1, isEarlierRevision: false });
  expect(((left + right) / 2) * (25.4 / 72)).toBeCloseTo(PAGE_DESIGNS.transportOperation.stampAt[0], 1);
  expect(readDocumentInfo(file)).toMatchObject({ ZZBS: license.identifier, SFYL: "样例" });
});
