/** Attacks on sealed files, each of which must be refused and for its own reason (seals.md section 5, and the published ones on PDF). */
import { deflateRawSync } from "node:zlib";
import type { VerdictCode } from "../../electron/seal/codes.ts";
import { LATER_CHANGES, RANGE_FORGERIES, replaced } from "../helpers/pdf-factory/attacks.ts";
import { sealedPdf, signedPdf } from "../helpers/pdf-factory/seal.ts";
import { issueCertificate, nameOf, USAGE } from "../helpers/seal-factory/certificate.ts";
import { oid, sequence, tagged } from "../helpers/seal-factory/der-writer.ts";
import {
  anotherParty,
  docBody,
  licenseFiles,
  type OfdFiles,
  ofdXml,
  pageXml,
  signFiles,
  zipFiles,
} from "../helpers/seal-factory/ofd.ts";
import { createPki, DAY, NOW, SIGNED_AT, YEAR } from "../helpers/seal-factory/pki.ts";
import { makeSeal } from "../helpers/seal-factory/seal.ts";
import { makeSignedData, makeTimestamp } from "../helpers/seal-factory/signed-data.ts";
import { keyFor } from "../helpers/seal-factory/sm2-key.ts";
import type { ZipEntry } from "../helpers/seal-factory/zip-writer.ts";

export interface AttackVector {
  readonly what: string;
  readonly file: () => Uint8Array;
  /** Among the codes of the report. */
  readonly code: VerdictCode;
  readonly decision: "reject" | "refer";
}

const pki = createPki();
const LIST = "/Doc_0/Signs/Signatures.xml";
const SIGNATURE = "Doc_0/Signs/Sign_s001/Signature.xml";
const VALUE = "Doc_0/Signs/Sign_s001/SignedValue.dat";
const PAGE = "Doc_0/Pages/Page_0/Content.xml";
const bytes = (text: string) => new TextEncoder().encode(text);
type Options = Partial<Parameters<typeof signFiles>[1]>;
const sealed = (options: Options = {}) => signFiles(licenseFiles(), { pki, ...options });
const withFile = (files: OfdFiles, name: string, content: Uint8Array) => zipFiles(new Map(files).set(name, content));
const openOfd = (name: string) => !name.includes("Signs/") && name !== "OFD.xml";
/** An unsigned copy of the document beside a signature that leaves OFD.xml open. */
const besideCopy = (...bodies: readonly string[]) =>
  zipFiles(
    new Map([...licenseFiles({ folder: "Doc_1", text: "伪造的内容" }), ...sealed({ covers: openOfd })]).set(
      "OFD.xml",
      ofdXml(...bodies),
    ),
  );
const withEntry = (entry: ZipEntry) => () => zipFiles(sealed(), { entries: [entry] });
const evil = (name: string, more: Partial<ZipEntry> = {}) => withEntry({ name, content: pageXml("伪造"), ...more });
const stranger = createPki({
  root: { commonName: "他方根" },
  authority: { commonName: "他方 CA" },
  maker: { commonName: "他方制章" },
  signer: { commonName: "他人" },
});

const dates = { notBefore: NOW - YEAR, notAfter: NOW + YEAR };
const SIGNING = [USAGE.digitalSignature, USAGE.nonRepudiation];

/** Signed by a stranger whose CA, a genuine one of the same root with limits of its own, came along. */
function underCa(...extension: readonly [string, boolean, Uint8Array]): Uint8Array {
  const usual = { ...dates, isCa: true, keyUsage: [USAGE.keyCertSign, USAGE.crlSign] };
  const ca = issueCertificate({ commonName: "限用 CA", issuer: pki.root, ...usual, extensions: [extension] });
  const signer = issueCertificate({ commonName: "某公司", issuer: ca, ...dates, isCa: false, keyUsage: SIGNING });
  const certificates = [signer.certificate, ca.certificate];
  const value = (xml: Uint8Array) => makeSignedData({ signer, detached: xml, signingTime: SIGNED_AT, certificates });
  return zipFiles(sealed({ type: "Sign", value }));
}

/** A time authority of the PKI stamps the seal. */
function stampedSeal(at: number): NonNullable<Options["seal"]> {
  const forTime = ["2.5.29.37", true, sequence(oid("1.3.6.1.5.5.7.3.8"))] as const;
  const authority = issueCertificate({
    ...{ commonName: "测试时间戳中心", issuer: pki.authority, ...dates, keyUsage: SIGNING, extensions: [forTime] },
  });
  return { version: 5, timestamp: (stamped) => makeTimestamp({ authority, stamped, at }) };
}

function attack(
  what: string,
  code: VerdictCode,
  file: () => Uint8Array,
  decision: AttackVector["decision"] = "reject",
): AttackVector {
  return { what, code, file, decision };
}

/** A megabyte of nothing that says it is a thousandth of it would be harmless: this one says three hundred times. */
function bomb(): ZipEntry {
  const content = new Uint8Array(3_000_000);
  return { name: "Doc_0/bomb.bin", content, stored: deflateRawSync(content) };
}

const OFD_ATTACKS: readonly AttackVector[] = [
  attack("a page edited", "REFERENCE_MISMATCH", () => withFile(sealed(), PAGE, pageXml("改"))),
  attack("the stamp moved", "SIGNATURE_XML_MISMATCH", () =>
    withFile(sealed(), SIGNATURE, bytes(new TextDecoder().decode(sealed().get(SIGNATURE)).replace("130 220", "13 22"))),
  ),
  attack("an unsigned copy swapped in through an uncovered OFD.xml", "COVERAGE_PARTIAL_STRUCTURE", () =>
    besideCopy(docBody("Doc_1/Document.xml", LIST)),
  ),
  attack("an unsigned DocBody put first", "UNSIGNED_DOCBODY", () =>
    besideCopy(docBody("Doc_1/Document.xml"), docBody("Doc_0/Document.xml", LIST)),
  ),
  attack("page content left out of the references", "COVERAGE_PARTIAL_RENDERED", () =>
    zipFiles(sealed({ covers: (name) => !name.includes("Signs/") && !name.includes("Pages/") })),
  ),
  attack("an entry twice", "CONTAINER_DUPLICATE_ENTRY", evil(PAGE)),
  attack("an entry under a name in other letters", "CONTAINER_DUPLICATE_ENTRY", evil(PAGE.toUpperCase())),
  attack(
    "a local header that differs from the directory",
    "CONTAINER_MALFORMED",
    evil("Doc_0/a.xml", { local: { size: 1 } }),
  ),
  attack("an entry that leaves its folder", "CONTAINER_UNSAFE_NAME", evil("../../evil.xml")),
  attack(
    "an entry that is a link when extracted",
    "CONTAINER_MALFORMED",
    evil("Doc_0/a.xml", { externalAttributes: 0xa1ff0000 }),
  ),
  attack("a zip bomb", "CONTAINER_LIMIT", withEntry(bomb())),
  attack("a second zip file in front", "CONTAINER_MALFORMED", () =>
    Uint8Array.from([...zipFiles(licenseFiles()), ...zipFiles(sealed())]),
  ),
  attack("the signature stripped", "NO_SIGNATURE", () =>
    withFile(sealed(), "OFD.xml", licenseFiles().get("OFD.xml") ?? bytes("")),
  ),
  attack("a forged seal with the genuine maker's certificate", "SEAL_SIGNATURE_INVALID", () =>
    zipFiles(sealed({ seal: { signingKey: keyFor("forger") } })),
  ),
  attack("a seal by a maker of one's own", "SEAL_MAKER_CHAIN_NOT_FOUND", () =>
    zipFiles(sealed({ seal: { maker: stranger.maker } })),
  ),
  attack("a genuine seal used by somebody else of the same authority", "SIGNER_NOT_IN_SEAL", () =>
    zipFiles(sealed({ signer: anotherParty(pki, { commonName: "云川市某公司" }), sealDer: makeSeal(pki) })),
  ),
  attack(
    "signed by another CA's signer",
    "SIGNER_CHAIN_NOT_FOUND",
    () => zipFiles(sealed({ signer: stranger.signer })),
    "refer",
  ),
  attack("signed under a genuine CA that is for web servers", "SIGNER_CHAIN_INVALID", () =>
    underCa("2.5.29.37", false, sequence(oid("1.3.6.1.5.5.7.3.1"))),
  ),
  attack("signed under a genuine CA that may speak for another organization only", "SIGNER_CHAIN_INVALID", () =>
    underCa("2.5.29.30", false, sequence(tagged(0, sequence(tagged(4, nameOf("外省", "外省认证中心")))))),
  ),
  attack("a signing time before the seal's own timestamp", "SEAL_CREATED_AFTER_SIGNING", () =>
    zipFiles(sealed({ signedAt: SIGNED_AT, seal: stampedSeal(SIGNED_AT + 2 * DAY) })),
  ),
  attack("the signed value of another license", "SIGNATURE_XML_MISMATCH", () =>
    withFile(sealed(), VALUE, signFiles(licenseFiles({ text: "另一本证照" }), { pki }).get(VALUE) ?? bytes("")),
  ),
  attack("a file referenced twice", "REFERENCE_REPEATED", () =>
    zipFiles(sealed({ editXml: (xml) => xml.replace(/(<ofd:Reference .*?<\/ofd:Reference>)/, "$1$1") })),
  ),
  attack("References twice", "SIGNATURE_XML_FORMAT", () =>
    zipFiles(sealed({ editXml: (xml) => xml.replace("</ofd:References>", "</ofd:References><ofd:References/>") })),
  ),
];

/** The license is made once, and forged anew each time. */
function pdfAttacks(): readonly AttackVector[] {
  const signed = sealedPdf(pki, { rect: "[400 100 500 200]" });
  return [
    attack("PDF: a signature that only the page leads to, and no form", "NO_SIGNATURE", () =>
      replaced(signed.bytes, "/AcroForm", "/AcroFarm"),
    ),
    attack("PDF: two signers in one value", "SIGNED_VALUE_FORMAT", () => signedPdf(pki, { data: { copies: 2 } }).bytes),
    ...RANGE_FORGERIES.map(([what, forge]) => attack(`PDF: ${what}`, "BYTE_RANGE_INVALID", () => forge(signed))),
    ...LATER_CHANGES.map(([what, forge]) =>
      attack(`PDF, later: ${what}`, "CHANGED_AFTER_SIGNING", () => forge(signed)),
    ),
  ];
}

export const ATTACK_VECTORS: readonly AttackVector[] = [...OFD_ATTACKS, ...pdfAttacks()];
