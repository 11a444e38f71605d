/** Several signatures, and Signature.xml that could mean two things (seals.md sections 3 and 4). */

import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { DEFAULT_POLICY } from "../../../../../electron/seal/policy.ts";
import { concat } from "../../../../helpers/seal-factory/der-writer.ts";
import {
  anotherParty,
  licenseFiles,
  type OfdFiles,
  sealedLicense,
  signFiles,
  zipFiles,
} from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, NOW, SIGNED_AT } from "../../../../helpers/seal-factory/pki.ts";
import { makeSignedData } from "../../../../helpers/seal-factory/signed-data.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const bytes = (text: string) => new TextEncoder().encode(text);
const notSigns = (name: string) => !name.includes("Signs/");
const openOfd = (name: string) => notSigns(name) && name !== "OFD.xml";
const sealed = (options: Partial<Parameters<typeof signFiles>[1]> = {}) =>
  signFiles(licenseFiles(), { pki, ...options });
const withFile = (files: OfdFiles, name: string, content: Uint8Array) => zipFiles(new Map(files).set(name, content));

describe("several signatures", () => {
  const second = (files: OfdFiles, more: Partial<Parameters<typeof signFiles>[1]> = {}) =>
    signFiles(files, {
      pki,
      id: "s002",
      covers: (name) => !name.includes("Sign_s002") && !name.endsWith("Signatures.xml"),
      ...more,
    });

  test("cover together what the first one left open", () => {
    const report = verdictOn(
      zipFiles(second(sealed({ covers: (name) => openOfd(name) && !name.includes("Annotations") }))),
    );
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: [] });
    expect(report.signatures.map(({ id, indication }) => `${id} ${indication}`)).toEqual([
      "s001 TOTAL_PASSED",
      "s002 TOTAL_PASSED",
    ]);
    expect(report.signatures[0]?.coverage.uncovered.map(({ path }) => path)).toEqual([
      "OFD.xml",
      "Doc_0/Annots/Annotations.xml",
    ]);
  });

  test("make the file fail when one of them fails, whichever it is", () => {
    for (const bad of [
      second(sealed(), { signingKey: keyFor("forger") }),
      second(sealed({ signingKey: keyFor("forger") })),
    ]) {
      expect(verdictOn(zipFiles(bad))).toMatchObject({
        indication: "TOTAL_FAILED",
        subIndication: "SIG_CRYPTO_FAILURE",
      });
    }
  });

  test("do not let a stranger's signature vouch for an added overlay", () => {
    const stranger = createPki({
      root: { commonName: "他方根" },
      authority: { commonName: "他方 CA" },
      signer: { commonName: "他人" },
    });
    const first = sealed({ covers: (name) => openOfd(name) && !name.includes("Annot") });
    const overlaid = new Map(first).set(
      "Doc_0/Annots/Page_0/Annotation.xml",
      bytes("<ofd:PageAnnot xmlns:ofd='http://www.ofdspec.org/2016'/>"),
    );
    const report = verdictOn(
      zipFiles(signFiles(overlaid, { pki: stranger, id: "s002", covers: (name) => !name.includes("s002") })),
    );
    expect(report).toMatchObject({ indication: "INDETERMINATE", decision: "reject" });
    expect(report.signatures.map(({ decision }) => decision)).toEqual(["accept", "reject"]);
  });

  const other = anotherParty(pki, { commonName: "有证书的个人" });
  const leavesNotes = { covers: (name: string) => notSigns(name) && !name.includes("Annot") };

  test("do not let another holder of a certificate vouch, unseen, for an overlay under the seal", () => {
    const value = (xml: Uint8Array) => makeSignedData({ signer: other, detached: xml, signingTime: SIGNED_AT });
    const report = verdictOn(zipFiles(second(sealed(leavesNotes), { type: "Sign", signer: other, stamps: [], value })));
    expect(report).toMatchObject({ indication: "INDETERMINATE", decision: "refer" });
    expect(report.codes).toEqual(["SEEN_UNDER_ANOTHER_SIGNER"]);
    expect(answerTo(report, "same-signer")?.detail).toMatchObject({
      files: expect.arrayContaining(["Doc_0/Annots/Annotations.xml"]),
    });
  });

  test("of another who put a seal of his own on the page are told", () => {
    const report = verdictOn(zipFiles(second(sealed(leavesNotes), { signer: other })));
    expect(report).toMatchObject({ decision: "accept", codes: ["SEEN_UNDER_ANOTHER_SIGNER"] });
  });

  test("of another need not be told where he vouches for the properties of the file only", () => {
    const value = (xml: Uint8Array) => makeSignedData({ signer: other, detached: xml, signingTime: SIGNED_AT });
    const report = verdictOn(
      zipFiles(second(sealed({ covers: openOfd }), { type: "Sign", signer: other, stamps: [], value })),
    );
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: [] });
  });

  test("break the first one when it had protected the list of signatures", () => {
    const whole = sealed({ covers: (name) => !name.includes("Sign_") });
    expect(verdictOn(zipFiles(whole)).indication).toBe("TOTAL_PASSED");
    const report = verdictOn(zipFiles(second(whole)));
    expect(report.signatures[0]?.codes).toContain("REFERENCE_MISMATCH");
    expect(report.decision).toBe("reject");
  });

  test("are judged one by one, the base of a relative one included", () => {
    const report = verdictOn(zipFiles(second(sealed(), { relative: "s001" })));
    expect(report.indication).toBe("TOTAL_PASSED");
    expect(answerTo(report, "base-signature")?.result).toBe("passed");
  });

  test("with one id are told apart", () => {
    const files = new Map(second(sealed()));
    const list = new TextDecoder().decode(files.get("Doc_0/Signs/Signatures.xml"));
    files.set("Doc_0/Signs/Signatures.xml", bytes(list.replace('ID="s002"', 'ID="s001"')));
    const report = verdictOn(zipFiles(files));
    expect(report.signatures.map(({ id }) => id)).toEqual(["s001", "s001#2"]);
    expect(report.codes).toContain("XML_REPEATED_ELEMENT");
  });

  test("are one when one Signature.xml is listed twice", () => {
    const files = new Map(sealed());
    const list = new TextDecoder().decode(files.get("Doc_0/Signs/Signatures.xml"));
    files.set("Doc_0/Signs/Signatures.xml", bytes(list.replace(/(<ofd:Signature .*?\/>)/, "$1$1")));
    const report = verdictOn(zipFiles(files));
    expect(report.signatures).toHaveLength(1);
    expect(report.codes).toEqual(["XML_REPEATED_ELEMENT"]);
  });

  test("may not hide a page by calling it the signed value of a later one", () => {
    const files = new Map(sealed({ covers: (name) => openOfd(name) && !name.includes("Pages") }));
    const page = "Doc_0/Pages/Page_0/Content.xml";
    files.set("Doc_0/Signs/fake.xml", bytes(`<Signature><SignedInfo/><SignedValue>/${page}</SignedValue></Signature>`));
    const list = new TextDecoder().decode(files.get("Doc_0/Signs/Signatures.xml"));
    files.set(
      "Doc_0/Signs/Signatures.xml",
      bytes(list.replace("</ofd:Signatures>", '<ofd:Signature ID="x" BaseLoc="fake.xml"/></ofd:Signatures>')),
    );
    expect(verdictOn(zipFiles(files)).decision).toBe("reject");
  });

  test("beyond hundreds are refused", () => {
    const files = new Map(sealed());
    const list = new TextDecoder().decode(files.get("Doc_0/Signs/Signatures.xml"));
    files.set(
      "Doc_0/Signs/Signatures.xml",
      bytes(list.replace("</ofd:Signatures>", `${'<ofd:Signature ID="x" BaseLoc="y"/>'.repeat(300)}</ofd:Signatures>`)),
    );
    expect(verdictOn(zipFiles(files))).toMatchObject({ indication: "TOTAL_FAILED" });
    expect(verdictOn(zipFiles(files)).codes).toContain("CONTAINER_LIMIT");
  });
});

describe("Signature.xml that could mean two things", () => {
  test.each<[string, (xml: string) => string, string]>([
    [
      "References twice",
      (xml) => xml.replace("</ofd:References>", "</ofd:References><ofd:References/>"),
      "SIGNATURE_XML_FORMAT",
    ],
    [
      "SignedValue twice",
      (xml) => xml.replace("</ofd:SignedValue>", "</ofd:SignedValue><ofd:SignedValue>x</ofd:SignedValue>"),
      "SIGNATURE_XML_FORMAT",
    ],
    [
      "a file referenced twice",
      (xml) => xml.replace(/(<ofd:Reference .*?<\/ofd:Reference>)/, "$1$1"),
      "REFERENCE_REPEATED",
    ],
    [
      "a file referenced twice in two spellings",
      (xml) => xml.replace(/(<ofd:Reference FileRef=")\/(.*?<\/ofd:Reference>)/, "$1/$2$1/./$2"),
      "REFERENCE_REPEATED",
    ],
    ["a DOCTYPE", (xml) => `<!DOCTYPE a>${xml}`, "XML_DTD"],
  ])("is refused: %s", (_, editXml, code) => {
    const report = verdictOn(zipFiles(sealed({ editXml })));
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "FORMAT_FAILURE", decision: "reject" });
    expect(report.codes).toContain(code);
  });

  test("is read with a repeated Provider, with a remark", () => {
    const report = verdictOn(zipFiles(sealed({ moreInfo: "<ofd:Provider/>" })));
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: ["XML_REPEATED_ELEMENT"] });
  });

  test("is read in another namespace, with a remark", () => {
    const other = (xml: string) => xml.replace("ofdspec.org/2016", "ofdspec.org/2020");
    expect(verdictOn(zipFiles(signFiles(licenseFiles(), { pki, editXml: other })))).toMatchObject({
      indication: "TOTAL_PASSED",
      codes: ["XML_NAMESPACE"],
    });
    const list = "Doc_0/Signs/Signatures.xml";
    const files = new Map(signFiles(licenseFiles(), { pki }));
    files.set(list, bytes(other(new TextDecoder().decode(files.get(list)))));
    expect(verdictOn(zipFiles(files))).toMatchObject({ indication: "TOTAL_PASSED", codes: ["XML_NAMESPACE"] });
  });

  test("is read with a remark where OFD.xml has another namespace", () => {
    const files = new Map(
      [...licenseFiles()].map(
        ([name, content]) =>
          [
            name,
            name === "OFD.xml"
              ? bytes(new TextDecoder().decode(content).replace("ofdspec.org/2016", "ofdspec.org/2020"))
              : content,
          ] as const,
      ),
    );
    expect(verdictOn(zipFiles(signFiles(files, { pki })))).toMatchObject({
      indication: "TOTAL_PASSED",
      codes: ["XML_NAMESPACE"],
    });
  });
});

describe("digest methods", () => {
  const md5 = (content: Uint8Array) => Uint8Array.from(createHash("md5").update(content).digest());
  const sha1 = (content: Uint8Array) => Uint8Array.from(createHash("sha1").update(content).digest());

  test.each<[string | null, (content: Uint8Array) => Uint8Array]>([
    [null, md5],
    ["MD5", md5],
    ["SHA1", sha1],
  ])("%s is referred when intact and rejected when not", (checkMethod, digest) => {
    const files = sealed({ checkMethod, digest });
    expect(verdictOn(zipFiles(files))).toMatchObject({
      indication: "INDETERMINATE",
      subIndication: "CRYPTO_CONSTRAINTS_FAILURE",
      decision: "refer",
    });
    const changed = withFile(files, "Doc_0/Pages/Page_0/Content.xml", bytes("<a/>"));
    expect(verdictOn(changed)).toMatchObject({
      indication: "TOTAL_FAILED",
      subIndication: "HASH_FAILURE",
      decision: "reject",
    });
  });

  test("SM3 with the signer's identity, as OID …401.2 is used in the field, is read", () => {
    const parts = [
      "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc",
      "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93",
      "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7",
      "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0",
    ];
    const head = concat(
      Uint8Array.of(0, 128),
      bytes("1234567812345678"),
      Buffer.from(parts.join(""), "hex"),
      pki.signer.key.publicKey.subarray(1),
    );
    const za = createHash("sm3").update(head).digest();
    const digest = (content: Uint8Array) => Uint8Array.from(createHash("sm3").update(za).update(content).digest());
    expect(verdictOn(zipFiles(sealed({ checkMethod: "1.2.156.10197.1.401.2", digest }))).indication).toBe(
      "TOTAL_PASSED",
    );
    expect(verdictOn(zipFiles(sealed({ checkMethod: "1.2.156.10197.1.401.2" }))).codes).toContain("REFERENCE_MISMATCH");
  });
});

describe("other files", () => {
  test.each<[string, Uint8Array, string, string]>([
    ["nothing", new Uint8Array(), "other", "TOTAL_FAILED"],
    ["text", bytes("license"), "other", "TOTAL_FAILED"],
    ["a PDF", bytes("%PDF-1.7"), "pdf", "TOTAL_FAILED"],
    ["a zip that is no OFD", zipFiles(new Map([["a.txt", bytes("a")]])), "ofd", "TOTAL_FAILED"],
    ["a program with a zip behind it", concat(bytes("MZ"), zipFiles(sealed())), "ofd", "TOTAL_FAILED"],
    [
      "a zip with a bomb",
      zipFiles(new Map([["OFD.xml", new Uint8Array(0)]]), {
        entries: [{ name: "b", content: new Uint8Array(3_000_000) }],
      }),
      "ofd",
      "TOTAL_FAILED",
    ],
  ])("are never accepted: %s", (_, file, format, indication) => {
    const report = verdictOn(file);
    expect(report).toMatchObject({ format, indication });
    expect(report.decision).not.toBe("accept");
  });

  test("keep the report whole: digest, size, policy, instant", () => {
    const file = sealedLicense({ pki });
    expect(verdictOn(file)).toMatchObject({
      sm3: createHash("sm3").update(file).digest("hex"),
      sizeBytes: file.length,
      policyVersion: DEFAULT_POLICY.version,
      verifiedAt: NOW,
    });
  });

  test("may hide nothing behind a compressed page", () => {
    const files = sealed();
    const name = "Doc_0/Pages/Page_0/Content.xml";
    const content = files.get(name)!;
    const rest = new Map([...files].filter(([other]) => other !== name));
    const entry = { name, content, stored: concat(deflateRawSync(content), bytes("hidden")) };
    expect(verdictOn(zipFiles(rest, { entries: [entry] }))).toMatchObject({ codes: ["CONTAINER_MALFORMED"] });
  });
});
