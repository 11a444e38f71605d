/** Small files that are made to keep a verifier busy: each took from seconds to hours before it was bounded. */
import { createHash, randomFillSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { examine } from "../../../../../electron/verification/examine.ts";
import { type Body, licensePdf, NUMBER } from "../../../../helpers/pdf-factory/document.ts";
import { sealedPdf } from "../../../../helpers/pdf-factory/seal.ts";
import { type CertificateOptions, issueCertificate, type Party } from "../../../../helpers/seal-factory/certificate.ts";
import { bitString, concat, element, oid, sequence } from "../../../../helpers/seal-factory/der-writer.ts";
import { type PlatformKey, rsaKey } from "../../../../helpers/seal-factory/key.ts";
import {
  docBody,
  licenseFiles,
  type OfdFiles,
  ofdXml,
  sealedLicense,
  signFiles,
  zipFiles,
} from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, NOW, standardTrustSet, YEAR } from "../../../../helpers/seal-factory/pki.ts";
import { makeSignedData } from "../../../../helpers/seal-factory/signed-data.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";
import { writeZip } from "../../../../helpers/seal-factory/zip-writer.ts";

const pki = createPki();
/** Far more than any of these needs on a slow machine. */
const SOON = 10_000;

const numbersFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
const references = (numbers: readonly number[]) => numbers.map((number) => `${number} 0 R`).join(" ");

describe("a PDF", () => {
  /** Pages that share one list of annotations, and a seal with widgets that have no place. */
  function crowdedPdf(pages: number, annotations: number, widgets: number): Uint8Array {
    const pageNumbers = numbersFrom(1000, pages);
    const widgetNumbers = numbersFrom(50_000, widgets);
    const more = new Map<number, Body>([
      [
        NUMBER.pages,
        `<< /Type /Pages /Kids [3 0 R ${references(pageNumbers)}] /Count ${pages + 1} /MediaBox [0 0 595 842] >>`,
      ],
      [90, `[${"91 0 R ".repeat(annotations)}]`],
      [91, "<< /Type /Annot /Subtype /Text >>"],
      ...pageNumbers.map((number) => [number, "<< /Type /Page /Parent 2 0 R /Annots 90 0 R >>"] as const),
      ...widgetNumbers.map((number) => [number, "<< /Subtype /Widget >>"] as const),
    ]);
    const widgetExtra = `/Kids [${references(widgetNumbers)}]`;
    return sealedPdf(pki, { draft: licensePdf({ more }), rect: "null", widgetExtra }).bytes;
  }

  test("whose pages share a long list of annotations is refused", { timeout: SOON }, () => {
    expect(verdictOn(crowdedPdf(2000, 2000, 500)).codes).toEqual(["CONTAINER_LIMIT"]);
  });

  test("with many pages, annotations and widgets is read through once", { timeout: SOON }, () => {
    expect(verdictOn(crowdedPdf(2000, 45, 4000)).decision).toBe("accept");
  });
});

const dates = { notBefore: NOW - YEAR, notAfter: NOW + YEAR };
const stranger = (commonName: string, more: Partial<CertificateOptions> = {}) =>
  issueCertificate({ commonName, key: keyFor("stranger"), ...dates, keyUsage: [0, 5], withoutKeyIds: true, ...more });

/** The same license, signed again and again. */
function signedTimes(count: number, value: (xml: Uint8Array, index: number) => Uint8Array): Uint8Array {
  const once = signFiles(licenseFiles(), { pki, type: "Sign", id: "0", value: (xml) => value(xml, 0) });
  const files = new Map(once);
  const textOf = (name: string) => new TextDecoder().decode(once.get(name));
  const elements: string[] = [];
  for (let index = 1; index < count; index++) {
    const folder = `Doc_0/Signs/Sign_${index}`;
    const xml = new TextEncoder().encode(
      textOf("Doc_0/Signs/Sign_0/Signature.xml").replaceAll("Sign_0/", `Sign_${index}/`),
    );
    files.set(`${folder}/Signature.xml`, xml).set(`${folder}/SignedValue.dat`, value(xml, index));
    elements.push(`<ofd:Signature ID="${index}" Type="Sign" BaseLoc="/${folder}/Signature.xml"/>`);
  }
  const list = textOf("Doc_0/Signs/Signatures.xml").replace(
    "</ofd:Signatures>",
    `${elements.join("")}</ofd:Signatures>`,
  );
  return zipFiles(files.set("Doc_0/Signs/Signatures.xml", new TextEncoder().encode(list)) as OfdFiles);
}

describe("certificates that a file brings along", () => {
  test("by the thousand, dozens of issuers of one name for each signer", { timeout: SOON }, () => {
    const crowd = Array.from({ length: 60 }, (_, k) =>
      stranger("众人", { isCa: true, key: keyFor(`crowd ${k}`), serial: BigInt(k + 1) }),
    );
    const nobody: Party = { ...(crowd[0] as Party), key: keyFor("nobody") };
    const file = signedTimes(120, (xml, index) => {
      const signer = stranger(`签章者 ${index}`, { issuer: nobody });
      const certificates = [signer, ...crowd].map(({ certificate }) => certificate);
      return makeSignedData({ signer, detached: xml, certificates });
    });
    const started = performance.now();
    expect(verdictOn(file).decision).toBe("reject");
    // Without a common limit it was 7,200 signatures.
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("with names that grow eighteenfold when they are compared", () => {
    const signer = stranger("\ufdfa".repeat(23_000));
    const value = (xml: Uint8Array) => makeSignedData({ signer, detached: xml });
    const report = verdictOn(sealedLicense({ pki, type: "Sign", value }));
    expect(answerTo(report, "signed-value-format")?.detail?.["reason"]).toMatch(/^name of \d+ bytes$/);
  });

  test.each([
    ["exponent 1, with which anybody can sign", 256, [1]],
    ["an even exponent", 256, [1, 0, 0]],
    ["an exponent as long as the modulus", 256, Array.from({ length: 255 }, () => 0x55)],
    ["a modulus beyond all needs", 2048, [1, 0, 1]],
  ])("of RSA with %s prove nothing", (_, modulusBytes, exponent) => {
    const modulus = Uint8Array.from({ length: modulusBytes + 1 }, (_, k) => (k === 0 ? 0 : 0xc3));
    const numbers = sequence(element(2, modulus), element(2, Uint8Array.from(exponent)));
    const publicKey = sequence(sequence(oid("1.2.840.113549.1.1.1"), element(5)), bitString(numbers));
    const key: PlatformKey = { ...rsaKey("odd"), publicKey };
    const signer = issueCertificate({ commonName: "RSA", issuer: pki.authority, ...dates, key, keyUsage: [0] });
    const report = verdictOn(
      sealedLicense({ pki, type: "Sign", value: (xml) => makeSignedData({ signer, detached: xml }) }),
    );
    expect(report.decision).not.toBe("accept");
    expect(report.codes).toContain("ALGORITHM_UNSUPPORTED");
  });

  test("of RSA with exponent 1 do not let a value be made up", () => {
    const modulus = Uint8Array.from({ length: 257 }, (_, k) => (k === 0 ? 0 : 0xc3));
    const numbers = sequence(element(2, modulus), element(2, Uint8Array.of(1)));
    const publicKey = sequence(sequence(oid("1.2.840.113549.1.1.1"), element(5)), bitString(numbers));
    const key: PlatformKey = { ...rsaKey("odd"), publicKey };
    const signer = issueCertificate({ commonName: "RSA 1", issuer: pki.authority, ...dates, key, keyUsage: [0] });
    // RFC 8017 section 9.2: with exponent 1 the encoded message is the signature.
    const encoded = (message: Uint8Array) => {
      const info = sequence(sequence(oid("2.16.840.1.101.3.4.2.1"), element(5)), element(4, sha256(message)));
      return concat(Uint8Array.of(0, 1), new Uint8Array(256 - 3 - info.length).fill(0xff), Uint8Array.of(0), info);
    };
    const value = (xml: Uint8Array) => {
      const made = makeSignedData({ signer, detached: xml, withAttributes: false });
      return concat(made.subarray(0, made.length - 256), encoded(xml));
    };
    expect(verdictOn(sealedLicense({ pki, type: "Sign", signatureMethod: null, value })).decision).not.toBe("accept");
  });
});

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

describe("an OFD package that names one file again and again", () => {
  const TIMES = 3000;
  const inDocument = (element: string, more: Readonly<Record<string, string>>) =>
    signFiles(licenseFiles({ extra: element.repeat(TIMES), more }), {
      pki,
      covers: (name) => name.startsWith("Doc_0/") && !name.includes("Signs/"),
    });
  /** Not compressed: what repeats itself so much would be refused for that. */
  const stored = (files: OfdFiles) => writeZip(Array.from(files, ([name, content]) => ({ name, content, method: 0 })));
  const file = (root: string, content: string) =>
    `<ofd:${root} xmlns:ofd="http://www.ofdspec.org/2016">${content.repeat(TIMES)}</ofd:${root}>`;

  test.each([
    [
      "annotations",
      "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
      "Doc_0/Annots/Annotations.xml",
      file("Annotations", '<ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>'),
    ],
    [
      "resources",
      "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>",
      "Doc_0/PublicRes.xml",
      file("Res", '<ofd:Font a="x" b="y">z</ofd:Font>'),
    ],
    [
      "attachments",
      "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
      "Doc_0/Attachs/Attachments.xml",
      file("Attachments", "<ofd:Attachment><ofd:FileLoc>data.xml</ofd:FileLoc></ofd:Attachment>"),
    ],
  ])("%s are read, and drawn, once", { timeout: SOON }, (_, element_, name, content) => {
    const package_ = stored(inDocument(element_, { [name]: content }));
    expect(examine(package_, NOW, { trust: standardTrustSet() }).report.decision).toBe("accept");
  });

  test("as thousands of documents is refused", { timeout: SOON }, () => {
    const bodies = Array.from({ length: TIMES }, () => docBody("Doc_0/Document.xml", "/Doc_0/Signs/Signatures.xml"));
    const files = new Map(inDocument("", {})).set("OFD.xml", ofdXml(...bodies));
    expect(verdictOn(stored(files)).codes).toEqual(["CONTAINER_LIMIT"]);
  });

  test("as thousands of signatures is refused", { timeout: SOON }, () => {
    const list = new TextEncoder().encode(file("Signatures", '<ofd:Signature ID="1" BaseLoc="x.xml"/>'));
    const files = new Map(inDocument("", {})).set("Doc_0/Signs/Signatures.xml", list);
    expect(verdictOn(stored(files)).codes).toContain("CONTAINER_LIMIT");
  });
});

test("a value of nested BER beyond all needs is refused before it is unfolded", { timeout: SOON }, () => {
  const value = randomFillSync(new Uint8Array(9_000_000));
  for (let shell = 0; shell < 30; shell++) value.set([0x30, 0x80], 2 * shell);
  const report = verdictOn(sealedLicense({ pki, type: "Sign", value: () => value }));
  expect(report.decision).toBe("reject");
  expect(answerTo(report, "signed-value-format")?.detail).toEqual({ reason: "a value of 9000000 bytes" });
});
