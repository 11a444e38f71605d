/** The attacks of seals.md section 5 on whole files, and the cases around several signatures of section 3. */

import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { examineDocument } from "../../../../electron/seal/verify.ts";
import { concat, element, integer, oid, sequence, tagged } from "../../../helpers/seal-factory/der-writer.ts";
import {
  anotherParty,
  docBody,
  licenseFiles,
  type OfdFiles,
  ofdXml,
  pageXml,
  sealedLicense,
  signFiles,
  zipFiles,
} from "../../../helpers/seal-factory/ofd.ts";
import {
  createPki,
  DAY,
  HOUR,
  issueLists,
  NOW,
  SIGNED_AT,
  standardTrustSet,
  trustIn,
  trustRevoking,
  YEAR,
} from "../../../helpers/seal-factory/pki.ts";
import { makeSeal, SEAL_PICTURE } from "../../../helpers/seal-factory/seal.ts";
import { keyFor } from "../../../helpers/seal-factory/sm2-key.ts";
import { answerTo, verdictOn } from "../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const bytes = (text: string) => new TextEncoder().encode(text);
const notSigns = (name: string) => !name.includes("Signs/");
const openOfd = (name: string) => notSigns(name) && name !== "OFD.xml";
const sealed = (options: Partial<Parameters<typeof signFiles>[1]> = {}) =>
  signFiles(licenseFiles(), { pki, ...options });
const withFile = (files: OfdFiles, name: string, content: Uint8Array) => zipFiles(new Map(files).set(name, content));

describe("content changed after signing", () => {
  test("names all changed files, not only the first", () => {
    const files = new Map(sealed())
      .set("Doc_0/Pages/Page_0/Content.xml", pageXml("甲"))
      .set("Doc_0/PublicRes.xml", bytes("<a/>"));
    const report = verdictOn(zipFiles(files));
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "HASH_FAILURE", decision: "reject" });
    expect(answerTo(report, "references-intact")?.detail).toEqual({
      files: ["Doc_0/PublicRes.xml", "Doc_0/Pages/Page_0/Content.xml"],
    });
  });

  test("still tells what else is wrong", () => {
    const files = sealed({ seal: { validTo: SIGNED_AT - DAY } });
    const report = verdictOn(withFile(files, "Doc_0/Pages/Page_0/Content.xml", pageXml("甲")));
    expect(report.codes).toEqual(["REFERENCE_MISMATCH", "SEAL_EXPIRED_AT_SIGNING"]);
  });

  test("draws no seal of it", () => {
    const files = sealed();
    const name = "Doc_0/Signs/Sign_s001/Signature.xml";
    const moved = bytes(new TextDecoder().decode(files.get(name)).replace("130 220", "13 22"));
    const result = examineDocument(withFile(files, name, moved), { trust: standardTrustSet(), at: NOW });
    expect(result.placements).toEqual([]);
  });
});

describe("signature wrapping", () => {
  const copy = licenseFiles({ folder: "Doc_1", text: "伪造的内容" });

  test("through an uncovered OFD.xml that leads to an unsigned copy is rejected", () => {
    const files = new Map([...copy, ...sealed({ covers: openOfd })]);
    files.set("OFD.xml", ofdXml(docBody("Doc_1/Document.xml", "/Doc_0/Signs/Signatures.xml")));
    const report = verdictOn(zipFiles(files));
    expect(report.decision).toBe("reject");
    expect(report.codes).toEqual(expect.arrayContaining(["COVERAGE_PARTIAL_STRUCTURE", "COVERAGE_PARTIAL_RENDERED"]));
    expect(report.codes).not.toContain("DOC_INFO_UNPROTECTED");
  });

  test.each([
    ["first", [docBody("Doc_1/Document.xml"), docBody("Doc_0/Document.xml", "/Doc_0/Signs/Signatures.xml")]],
    ["last", [docBody("Doc_0/Document.xml", "/Doc_0/Signs/Signatures.xml"), docBody("Doc_1/Document.xml")]],
  ])("by an unsigned DocBody put %s is rejected", (_, bodies) => {
    const files = new Map([...copy, ...sealed({ covers: openOfd })]).set("OFD.xml", ofdXml(...bodies));
    const report = verdictOn(zipFiles(files));
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("UNSIGNED_DOCBODY");
  });

  test("by a DocBody that borrows the other one's signatures is rejected", () => {
    const bodies = [
      docBody("Doc_1/Document.xml", "/Doc_0/Signs/Signatures.xml"),
      docBody("Doc_0/Document.xml", "/Doc_0/Signs/Signatures.xml"),
    ];
    const report = verdictOn(
      zipFiles(new Map([...copy, ...sealed({ covers: openOfd })]).set("OFD.xml", ofdXml(...bodies))),
    );
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("COVERAGE_PARTIAL_STRUCTURE");
  });

  test("by a version that leads to an unsigned copy is rejected", () => {
    const version =
      '<ofd:DocVersion xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocVersion>';
    const body = `${docBody("Doc_0/Document.xml", "/Doc_0/Signs/Signatures.xml")}<ofd:Versions><ofd:Version BaseLoc="V.xml"/></ofd:Versions>`;
    const files = new Map([...copy, ...sealed({ covers: openOfd })])
      .set("V.xml", bytes(version))
      .set("OFD.xml", ofdXml(body));
    expect(verdictOn(zipFiles(files)).codes).toContain("COVERAGE_PARTIAL_STRUCTURE");
  });

  test("by resources that Document.xml names and the signer did not have is rejected", () => {
    const unsigned = new Map([...licenseFiles()].filter(([name]) => name !== "Doc_0/PublicRes.xml"));
    const files = signFiles(unsigned, { pki });
    expect(verdictOn(zipFiles(files)).indication).toBe("TOTAL_PASSED");
    const report = verdictOn(withFile(files, "Doc_0/PublicRes.xml", bytes("<Res/>")));
    expect(report).toMatchObject({ decision: "reject" });
    expect(report.codes).toContain("COVERAGE_PARTIAL_STRUCTURE");
  });

  test("by a list of signatures that is a list of resources as well is rejected", () => {
    const unsigned = new Map([...licenseFiles()].filter(([name]) => name !== "Doc_0/PublicRes.xml"));
    const files = new Map(signFiles(unsigned, { pki, covers: openOfd }));
    const list = new TextDecoder().decode(files.get("Doc_0/Signs/Signatures.xml"));
    files.delete("Doc_0/Signs/Signatures.xml");
    files.set("Doc_0/PublicRes.xml", bytes(list.replace("</ofd:Signatures>", "<ofd:MultiMedias/></ofd:Signatures>")));
    files.set("OFD.xml", ofdXml(docBody("Doc_0/Document.xml", "Doc_0/PublicRes.xml")));
    const report = verdictOn(zipFiles(files));
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("COVERAGE_PARTIAL_STRUCTURE");
  });

  test("by a copy of the signed file at another place of the same spelling is rejected", () => {
    const genuine = pageXml("真");
    const files = new Map(licenseFiles()).set("Doc_0/Pages/Page_0/Content.xml", genuine);
    const relative = signFiles(files, {
      pki,
      editXml: (xml) => xml.replace('FileRef="/Doc_0/Pages', 'FileRef="Doc_0/Pages'),
    });
    expect(verdictOn(zipFiles(relative)).indication).toBe("TOTAL_PASSED");
    const moved = new Map(relative)
      .set("Doc_0/Signs/Sign_s001/Doc_0/Pages/Page_0/Content.xml", genuine)
      .set("Doc_0/Pages/Page_0/Content.xml", pageXml("假"));
    const report = verdictOn(zipFiles(moved));
    expect(report.decision).toBe("reject");
    expect(report.codes).toContain("COVERAGE_PARTIAL_RENDERED");
  });
});

describe("what a signature leaves open", () => {
  test.each([
    ["a page", "Pages/", "COVERAGE_PARTIAL_RENDERED"],
    ["the templates", "Tpls/", "COVERAGE_PARTIAL_RENDERED"],
    ["an annotation", "Annots/", "COVERAGE_PARTIAL_RENDERED"],
    ["a picture", "Res/", "COVERAGE_PARTIAL_RENDERED"],
    ["Document.xml", "Document.xml", "COVERAGE_PARTIAL_STRUCTURE"],
    ["the resources", "PublicRes.xml", "COVERAGE_PARTIAL_STRUCTURE"],
  ])("makes it rejected when it is %s", (_, part, code) => {
    const report = verdictOn(zipFiles(sealed({ covers: (name) => notSigns(name) && !name.includes(part) })));
    expect(report).toMatchObject({
      indication: "INDETERMINATE",
      subIndication: "SIG_CONSTRAINTS_FAILURE",
      decision: "reject",
    });
    expect(report.codes).toContain(code);
    expect(report.signatures[0]?.coverage.uncovered.every(({ path }) => path.includes(part))).toBe(true);
  });

  test("is a warning by name when it is an attachment", () => {
    const report = verdictOn(zipFiles(sealed({ covers: (name) => notSigns(name) && !name.includes("data.xml") })));
    expect(report).toMatchObject({
      indication: "TOTAL_PASSED",
      decision: "accept",
      codes: ["COVERAGE_PARTIAL_ATTACHMENT"],
    });
    expect(report.signatures[0]?.coverage.uncovered).toEqual([{ path: "Doc_0/Attachs/data.xml", class: "ATTACHMENT" }]);
  });

  test("is a warning when a file that nothing reaches was added later", () => {
    const report = verdictOn(withFile(sealed(), "Doc_0/note.txt", bytes("added")));
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: ["COVERAGE_PARTIAL_INFO"] });
  });

  test("may be OFD.xml, as in genuine files, and says that DocInfo is unprotected", () => {
    const report = verdictOn(zipFiles(sealed({ covers: openOfd })));
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: ["DOC_INFO_UNPROTECTED"] });
  });

  test("may not be OFD.xml together with Document.xml", () => {
    const report = verdictOn(zipFiles(sealed({ covers: (name) => openOfd(name) && !name.endsWith("Document.xml") })));
    expect(report.codes).toContain("COVERAGE_PARTIAL_STRUCTURE");
    expect(report.decision).toBe("reject");
  });
});

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

describe("a file without a signature", () => {
  const unsigned = licenseFiles();
  test.each<[string, OfdFiles]>([
    ["none named", unsigned],
    ["its list stripped from OFD.xml", new Map(sealed()).set("OFD.xml", unsigned.get("OFD.xml")!)],
    ["its list missing", new Map([...sealed()].filter(([name]) => !name.endsWith("Signatures.xml")))],
    ["its list emptied", new Map(sealed()).set("Doc_0/Signs/Signatures.xml", bytes("<Signatures/>"))],
  ])("is never silent: %s", (_, files) => {
    expect(verdictOn(zipFiles(files))).toMatchObject({
      indication: "NO_SIGNATURE",
      subIndication: "NO_SIGNATURE_FOUND",
      decision: "reject",
    });
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

  test("is read in another namespace, with a remark where OFD.xml has it", () => {
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

describe("signature values", () => {
  test("of 64 raw bytes are read in both places", () => {
    expect(verdictOn(zipFiles(sealed({ seal: { isRaw: true }, ses: { isRaw: true } }))).indication).toBe(
      "TOTAL_PASSED",
    );
  });

  test.each(["1.2.156.10197.1.301.1", "1.2.156.10197.1.501", "SM3withSM2", "SM2", null])(
    "agree with SignatureMethod %s",
    (signatureMethod) => {
      expect(verdictOn(zipFiles(sealed({ signatureMethod }))).indication).toBe("TOTAL_PASSED");
    },
  );

  test.each(["RSA", "1.2.840.113549.1.1.11", "SM9"])("do not agree with SignatureMethod %s", (signatureMethod) => {
    expect(verdictOn(zipFiles(sealed({ signatureMethod }))).codes[0]).toBe("ALGORITHM_INCONSISTENT");
  });

  test("taken from another license do not fit", () => {
    const other = signFiles(licenseFiles({ text: "另一本证照" }), { pki });
    const value = "Doc_0/Signs/Sign_s001/SignedValue.dat";
    const report = verdictOn(withFile(sealed(), value, other.get(value)!));
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "HASH_FAILURE" });
  });

  test.each<[string, Uint8Array]>([
    ["GB/T 35275-2017", sequence(oid("1.2.156.10197.6.1.4.2.2"), tagged(0))],
    ["GB/T 35276-2017", sequence(integer(3), integer(4))],
    ["GM/T 0031-2014", sequence(sequence(), element(3, Uint8Array.of(0)))],
  ])("of %s are recognised, and never accepted as long as there is no reader", (standard, value) => {
    const report = verdictOn(zipFiles(sealed({ editValue: () => value })));
    expect(report).toMatchObject({
      indication: "INDETERMINATE",
      decision: "refer",
      codes: ["SIGNED_VALUE_UNSUPPORTED"],
    });
    expect(report.signatures[0]?.standard).toBe(standard);
  });
});

describe("forged and borrowed seals", () => {
  const fakeMaker = createPki({ maker: { issuer: undefined } as object }).maker;

  test("by a maker of one's own are rejected", () => {
    const report = verdictOn(zipFiles(sealed({ seal: { maker: fakeMaker } })));
    expect(report).toMatchObject({
      indication: "INDETERMINATE",
      subIndication: "NO_CERTIFICATE_CHAIN_FOUND",
      decision: "reject",
    });
  });

  test("with the genuine maker's certificate but another key are rejected", () => {
    expect(verdictOn(zipFiles(sealed({ seal: { signingKey: keyFor("forger") } }))).codes[0]).toBe(
      "SEAL_SIGNATURE_INVALID",
    );
  });

  test.each<[string, (seal: Uint8Array) => Uint8Array]>([
    ["its picture", (seal) => seal.with(Buffer.from(seal).indexOf(Buffer.from(SEAL_PICTURE)) + 40, 0)],
    ["its name", (seal) => seal.with(Buffer.from(seal).indexOf(Buffer.from("云川市")) + 2, 0x92)],
    [
      "its last day",
      (seal) =>
        seal.with(Buffer.from(seal).indexOf(Buffer.from(`${new Date(NOW + YEAR).getUTCFullYear()}11`)) + 3, 0x39),
    ],
  ])("with %s changed are rejected, even when the signer signs them", (_, edit) => {
    const report = verdictOn(zipFiles(sealed({ sealDer: edit(makeSeal(pki)) })));
    expect(report.codes).toContain("SEAL_SIGNATURE_INVALID");
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", decision: "reject" });
  });

  test("are refused to a signer of the same authority whom they do not list", () => {
    const other = anotherParty(pki, { commonName: "云川市某公司" });
    const report = verdictOn(zipFiles(sealed({ signer: other, sealDer: makeSeal(pki) })));
    expect(report).toMatchObject({
      subIndication: "SIG_CONSTRAINTS_FAILURE",
      decision: "reject",
      codes: ["SIGNER_NOT_IN_SEAL"],
    });
  });

  test("are refused to a renewed certificate, with a hint", () => {
    const renewed = anotherParty(pki, {
      commonName: "云川市行政审批局",
      organization: "云川市行政审批局",
      key: pki.signer.key,
      serial: 99n,
    });
    const report = verdictOn(zipFiles(sealed({ signer: renewed, sealDer: makeSeal(pki) })));
    expect(report.codes).toEqual(["SIGNER_NOT_IN_SEAL"]);
    expect(answerTo(report, "signer-in-seal")?.detail?.["hint"]).toContain("not re-issued");
  });

  test("list signers by digest, too", () => {
    expect(verdictOn(zipFiles(sealed({ seal: { listType: 2 } }))).indication).toBe("TOTAL_PASSED");
    expect(verdictOn(zipFiles(sealed({ seal: { listType: 2, signers: [pki.maker.certificate] } }))).codes).toEqual([
      "SIGNER_NOT_IN_SEAL",
    ]);
  });

  test("with a critical extension that nobody understands are referred", () => {
    const report = verdictOn(zipFiles(sealed({ seal: { extensions: [["1.2.3.4", true, Uint8Array.of(1)]] } })));
    expect(report).toMatchObject({ decision: "refer", codes: ["SEAL_EXTENSION_UNKNOWN"] });
  });

  test("of GM/T 0031-2025 are verified like those of 2020", () => {
    const report = verdictOn(zipFiles(sealed({ seal: { version: 5 } })));
    expect(report).toMatchObject({
      indication: "TOTAL_PASSED",
      signatures: [{ standard: "GM/T 0031-2025", kind: "seal" }],
    });
  });

  test("called a plain signature in the unsigned list are still judged as seals", () => {
    const report = verdictOn(zipFiles(sealed({ type: "Sign", seal: { validTo: SIGNED_AT - DAY } })));
    expect(report).toMatchObject({ decision: "reject", signatures: [{ kind: "seal" }] });
  });

  test("may be used a day before they say they were made, and not before they are valid", () => {
    expect(verdictOn(zipFiles(sealed({ seal: { createdAt: SIGNED_AT + 23 * HOUR } }))).indication).toBe("TOTAL_PASSED");
    expect(verdictOn(zipFiles(sealed({ seal: { validFrom: SIGNED_AT + HOUR } }))).codes).toEqual([
      "SEAL_NOT_YET_VALID",
    ]);
  });

  test("withdrawn after signing are referred, withdrawn before rejected", () => {
    const trust = (since: number) =>
      trustIn(pki, { sealStatus: { asOf: NOW, seals: [{ sealId: "99000000000001", status: "replaced", since }] } });
    expect(verdictOn(zipFiles(sealed()), { trust: trust(SIGNED_AT + DAY) }).decision).toBe("refer");
    expect(verdictOn(zipFiles(sealed()), { trust: trust(SIGNED_AT - DAY) }).decision).toBe("reject");
  });
});

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
    const foreign = createPki({ signer: { algorithm: "1.2.840.113549.1.1.11" } });
    const report = verdictOn(zipFiles(sealed({ signer: foreign.signer })));
    expect(report).toMatchObject({ subIndication: "CRYPTO_CONSTRAINTS_FAILURE", decision: "refer" });
    expect(report.codes).toContain("ALGORITHM_UNSUPPORTED");
  });

  test("of a certificate that says nothing of its use is rejected", () => {
    const silent = anotherParty(pki, { commonName: "无用途", keyUsage: undefined } as Parameters<
      typeof anotherParty
    >[1]);
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

  test("before the certificate began is rejected", () => {
    const young = createPki({ signer: { notBefore: SIGNED_AT + DAY } });
    expect(verdictOn(zipFiles(sealed({ signer: young.signer })))).toMatchObject({
      subIndication: "OUT_OF_BOUNDS_NO_POE",
      decision: "reject",
    });
  });

  test("after a seal maker's certificate lapsed is for a person to judge", () => {
    const maker = anotherParty(pki, { commonName: "到期制章者", notBefore: NOW - 2 * YEAR, notAfter: SIGNED_AT - DAY });
    expect(verdictOn(zipFiles(sealed({ seal: { maker } })))).toMatchObject({
      subIndication: "OUT_OF_BOUNDS_NO_POE",
      decision: "refer",
    });
  });

  test("of a timestamp that cannot be checked yet is told as claimed", () => {
    const timestamp = sequence(oid("1.2.840.113549.1.7.2"), tagged(0));
    const report = verdictOn(zipFiles(sealed({ ses: { timestamp } })));
    expect(report).toMatchObject({
      indication: "TOTAL_PASSED",
      codes: ["TIMESTAMP_NOT_CHECKED"],
      signatures: [{ timeBasis: "claimed" }],
    });
  });
});

describe("samples", () => {
  test("are told by the trust data as well as by their names", () => {
    const plain = verdictOn(zipFiles(sealed()));
    const fingerprint = plain.signatures[0]!.signer!.fingerprint.toUpperCase();
    const report = verdictOn(zipFiles(sealed()), { trust: trustIn(pki, { sampleSigners: [fingerprint] }) });
    expect([plain.isSample, report.isSample]).toEqual([false, true]);
    expect(report.signatures[0]?.signer?.isSample).toBe(true);
  });
});

describe("other files", () => {
  test.each<[string, Uint8Array, string, string]>([
    ["nothing", new Uint8Array(), "other", "TOTAL_FAILED"],
    ["text", bytes("license"), "other", "TOTAL_FAILED"],
    ["a PDF", bytes("%PDF-1.7"), "pdf", "INDETERMINATE"],
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
      policyVersion: "2026-11-24",
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
