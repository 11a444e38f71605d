/** What of a PDF may be shown: the good one whole, a changed one as it was signed, anything else not at all. */
import { describe, expect, test } from "vitest";
import { readDocumentInfo } from "../../../../../electron/seal/pdf/document-info.ts";
import { DEFAULT_POLICY } from "../../../../../electron/seal/policy.ts";
import { examineDocument } from "../../../../../electron/seal/verify.ts";
import { LATER_CHANGES, RANGE_FORGERIES, replaced } from "../../../../helpers/pdf-factory/attacks.ts";
import {
  appendRevision,
  type Body,
  contentBody,
  licensePdf,
  NUMBER,
  textFieldBody,
} from "../../../../helpers/pdf-factory/document.ts";
import { sealedPdf, signedPdf } from "../../../../helpers/pdf-factory/seal.ts";
import { sealedLicense } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, DAY, NOW, trustIn, trustRevoking } from "../../../../helpers/seal-factory/pki.ts";

const pki = createPki();
const trust = trustIn(pki);
const examine = (file: Uint8Array, options = {}) => examineDocument(file, { at: NOW, trust, ...options });
const good = sealedPdf(pki, { rect: "[400 100 500 200]" });

describe("the whole file", () => {
  test("is shown when a seal covers it, with the seal's place", () => {
    const { report, pdf } = examine(good.bytes);
    expect(report.decision).toBe("accept");
    expect(pdf).toMatchObject({ pageCount: 1, isEarlierRevision: false });
    expect(pdf?.bytes).toBe(good.bytes);
    const [signature] = report.signatures;
    expect(pdf?.seals).toEqual([
      {
        signatureId: signature?.id,
        sealName: signature?.seal?.name,
        pageIndex: 0,
        rect: { left: 400, bottom: 100, right: 500, top: 200 },
      },
    ]);
  });

  test("is shown when only others signed after the seal, with both places", () => {
    const twice = signedPdf(pki, { draft: good, rect: "[1 1 50 50]" });
    const { report, pdf } = examine(twice.bytes);
    expect(report.decision).toBe("accept");
    expect(pdf).toMatchObject({ isEarlierRevision: false });
    expect(pdf?.bytes).toBe(twice.bytes);
    expect(pdf?.seals.map(({ signatureId }) => signatureId)).toEqual(report.signatures.map(({ id }) => id));
    expect(pdf?.seals[1]?.sealName).toBe(report.signatures[1]?.signer?.commonName);
  });

  test("is shown when nobody knows who is trusted: the clerk must see what is to be decided", () => {
    const { bytes } = signedPdf(pki);
    const { report, pdf } = examine(bytes, { trust: trustIn(pki, { anchors: [] }) });
    expect(report.decision).toBe("refer");
    expect(pdf?.bytes).toBe(bytes);
  });

  test("has no place for a seal without a rectangle", () => {
    expect(examine(sealedPdf(pki, { rect: "[0 0 0 0]" }).bytes).pdf?.seals).toEqual([]);
  });
});

describe("a file changed after signing", () => {
  test.each(LATER_CHANGES)("%s: the signed revision is shown, and said to be one", (_, forge) => {
    const forged = forge(good);
    const { report, pdf } = examine(forged);
    expect(report.decision).toBe("reject");
    expect(pdf).toMatchObject({ isEarlierRevision: true, pageCount: 1 });
    const end = pdf?.bytes.length ?? 0;
    expect(Buffer.compare(pdf?.bytes ?? forged, forged.subarray(0, end))).toBe(0);
    expect(end).toBe(good.bytes.length);
    expect(examine(pdf?.bytes ?? forged).report.decision).toBe("accept");
    // The seal stands where it was signed, under the name that the report of the whole file has for it.
    expect(pdf?.seals).toMatchObject([{ signatureId: report.signatures[0]?.id, rect: { left: 400 } }]);
  });

  test("with notes upon it, where its author allowed notes: the signed revision is shown", () => {
    const certified = sealedPdf(pki, { certify: 3 });
    const noted = LATER_CHANGES.find(([what]) => what.startsWith("shadow"))?.[1](certified) ?? certified.bytes;
    const { report, pdf } = examine(noted);
    expect(report.decision).toBe("refer");
    expect(pdf).toMatchObject({ isEarlierRevision: true });
    expect(pdf?.bytes.length).toBe(certified.bytes.length);
  });

  test("with fields filled in by nobody knows whom: what was signed is shown, and not what was filled in", () => {
    const certified = sealedPdf(pki, { certify: 2 });
    const filled = appendRevision(certified, new Map<number, Body>([[NUMBER.textField, textFieldBody("filled")]]));
    const { report, pdf } = examine(filled.bytes);
    expect(report.decision).toBe("refer");
    expect(pdf).toMatchObject({ isEarlierRevision: true });
    expect(pdf?.bytes.length).toBe(certified.bytes.length);
  });

  test("and signed by a stranger: the seal's revision is shown, not the stranger's", () => {
    const stranger = createPki({ root: { commonName: "Another root" } });
    const forged = signedPdf(stranger, {
      draft: good,
      rect: "[1 1 50 50]",
      more: new Map([[NUMBER.content, contentBody("Another license")]]),
    });
    const { report, pdf } = examine(forged.bytes);
    expect(report.decision).toBe("reject");
    expect(pdf).toMatchObject({ isEarlierRevision: true });
    expect(pdf?.bytes.length).toBe(good.bytes.length);
    expect(pdf?.seals.map(({ signatureId }) => signatureId)).toEqual([report.signatures[0]?.id]);
  });

  test("under a revoked seal: nothing is shown", () => {
    const forged = LATER_CHANGES[0]?.[1](good) ?? good.bytes;
    const revoking = trustRevoking(pki, pki.signer, { at: NOW - 40 * DAY });
    const { report, pdf } = examine(forged, { trust: revoking });
    expect(report.decision).toBe("reject");
    expect(pdf).toBeUndefined();
  });
});

describe("nothing is shown", () => {
  test.each([
    ["of a signed text that was changed", replaced(good.bytes, "Business", "Bisuness")],
    ["of a file without any seal", licensePdf().bytes],
    ["of an encrypted file", sealedPdf(pki, { trailer: "/Encrypt 5 0 R" }).bytes],
    ["of a damaged file", good.bytes.subarray(0, good.bytes.length - 30)],
    ["of an OFD, which is drawn from its entries", sealedLicense({ pki })],
    ["of a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3)],
  ] as const)("%s", (_, file) => {
    expect(examine(file).pdf).toBeUndefined();
  });

  test.each(RANGE_FORGERIES)("of a forged signature: %s", (_, forge) => {
    const { report, pdf } = examine(forge(good));
    expect(report.decision).not.toBe("accept");
    expect(pdf).toBeUndefined();
  });
});

describe("several signatures", () => {
  const stranger = createPki({
    root: { commonName: "Another root" },
    authority: { commonName: "Another authority" },
    maker: { commonName: "Another maker" },
    signer: { commonName: "Another signer" },
  });

  test("a change after the second: shown is what the second one closed", () => {
    const twice = signedPdf(pki, { draft: good, rect: "[1 1 50 50]" });
    const changed = appendRevision(twice, new Map([[NUMBER.content, contentBody("Another license")]]));
    const { pdf } = examine(changed.bytes);
    expect(pdf).toMatchObject({ isEarlierRevision: true });
    expect(pdf?.bytes.length).toBe(twice.bytes.length);
    expect(pdf?.seals).toHaveLength(2);
  });

  test("a second seal that is refused, without any change: nothing is shown, and nobody is said to have changed it", () => {
    const { report, pdf } = examine(sealedPdf(stranger, { draft: good, rect: "[1 1 50 50]" }).bytes);
    expect(report.decision).toBe("reject");
    expect(report.codes).not.toContain("CHANGED_AFTER_SIGNING");
    expect(pdf).toBeUndefined();
  });
});

describe("whatever the policy lets through", () => {
  const rows = DEFAULT_POLICY.rows.map(({ code, variant }) => ({
    code,
    ...(variant && { variant }),
    severity: "info" as const,
  }));
  const anything = { policy: { version: "anything goes", rows } };

  test("what no signature holds for is neither accepted nor shown", () => {
    const changed = replaced(good.bytes, "Business", "Bisuness");
    const broken = sealedPdf(pki, { draft: good, rect: "[1 1 50 50]", ses: { dataHash: new Uint8Array(32) } });
    for (const bytes of [changed, licensePdf().bytes, broken.bytes]) {
      const { report, pdf } = examine(bytes, anything);
      expect(report).toMatchObject({ decision: "reject", codes: ["VERDICT_INCONSISTENT"] });
      expect(pdf).toBeUndefined();
    }
  });

  test("a changed file is not shown in its changed form", () => {
    const changed = appendRevision(good, new Map([[NUMBER.content, contentBody("Another license")]]));
    expect(examine(changed.bytes, anything).pdf?.bytes).not.toBe(changed.bytes);
  });
});

describe("the part that the newest signature closes", () => {
  const info = (text: string) => `<< /ZZBS <${Buffer.from(`\ufeff${text}`, "utf16le").swap16().toString("hex")}> >>`;
  const draft = licensePdf({ more: new Map([[60, info("原来的")]]) });
  const sealed = sealedPdf(pki, { draft, trailer: "/Info 60 0 R" });

  test("has the document information that was signed, whatever was put in its place", () => {
    const later = appendRevision(sealed, new Map([[60, info("后来的")]]), { trailer: "/Info 60 0 R" });
    const { report, pdf } = examine(later.bytes);
    expect(report.decision).toBe("accept");
    expect(readDocumentInfo(later.bytes)).toEqual({ ZZBS: "后来的" });
    expect(readDocumentInfo(pdf?.signed ?? later.bytes)).toEqual({ ZZBS: "原来的" });
  });

  test("is nothing that can be read where the file cannot", () => {
    expect(readDocumentInfo(sealed.bytes.subarray(7))).toEqual({});
    expect(readDocumentInfo(licensePdf().bytes)).toEqual({});
  });
});
