/**
 * Makes OFD packages and seals them (GB/T 33190-2016 §18). A package is a map from entry name to bytes until it is
 * zipped, so that a test can change anything before or after signing. All contents are invented.
 */
import { type CertificateOptions, issueCertificate, type Party } from "./certificate.ts";
import type { Der } from "./der-writer.ts";
import { type Pki, SIGNED_AT } from "./pki.ts";
import { makeSeal, makeSesSignature, type SealOptions, type SesOptions, sm3Of } from "./seal.ts";
import type { Sm2Key } from "./sm2-key.ts";
import { writeZip, type ZipEntry, type ZipTweaks } from "./zip-writer.ts";

export type OfdFiles = ReadonlyMap<string, Uint8Array>;

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const encoder = new TextEncoder();

export function xmlFile(body: string): Uint8Array {
  return encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
}

/** OFD.xml. @param bodies content of each DocBody */
export function ofdXml(...bodies: readonly string[]): Uint8Array {
  const parts = bodies.map((body) => `<ofd:DocBody>${body}</ofd:DocBody>`);
  return xmlFile(`<ofd:OFD ${NAMESPACE} Version="1.1" DocType="OFD">${parts.join("")}</ofd:OFD>`);
}

export function docBody(root: string, signatures?: string): string {
  const info = "<ofd:DocInfo><ofd:DocID>9f1c3c1e0d7b4a5e8c2d000000000001</ofd:DocID></ofd:DocInfo>";
  const list = signatures === undefined ? "" : `<ofd:Signatures>${signatures}</ofd:Signatures>`;
  return `${info}<ofd:DocRoot>${root}</ofd:DocRoot>${list}`;
}

export function pageXml(text: string): Uint8Array {
  return xmlFile(
    `<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer ID="10"><ofd:TextObject ID="11" Boundary="20 40 160 8" Font="3" Size="5">` +
      `<ofd:TextCode X="0" Y="5">${text}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>`,
  );
}

export interface DocumentOptions {
  /** Folder of the document. */
  readonly folder?: string;
  readonly text?: string;
  /** Further files, by entry name. */
  readonly more?: Readonly<Record<string, string | Uint8Array>>;
  /** Added inside ofd:Document. */
  readonly extra?: string;
}

/** A license of one page with a template, resources, an attachment and an annotation; not signed yet. */
export function licenseFiles(options: DocumentOptions = {}): OfdFiles {
  const { folder = "Doc_0", text = "营业执照 云川市青禾小吃店", extra = "", more = {} } = options;
  const files = new Map<string, Uint8Array>([
    ["OFD.xml", ofdXml(docBody(`${folder}/Document.xml`))],
    [
      `${folder}/Document.xml`,
      xmlFile(
        `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` +
          `<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>` +
          `<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>` +
          `<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>${extra}</ofd:Document>`,
      ),
    ],
    [
      `${folder}/PublicRes.xml`,
      xmlFile(
        `<ofd:Res ${NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts><ofd:MultiMedias>` +
          `<ofd:MultiMedia ID="4" Type="Image"><ofd:MediaFile>emblem.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`,
      ),
    ],
    [`${folder}/Res/emblem.png`, Uint8Array.from({ length: 200 }, (_, i) => (i * 37) & 255)],
    [`${folder}/Tpls/Tpl_0/Content.xml`, pageXml("统一社会信用代码")],
    [`${folder}/Pages/Page_0/Content.xml`, pageXml(text)],
    [
      `${folder}/Annots/Annotations.xml`,
      xmlFile(
        `<ofd:Annotations ${NAMESPACE}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
      ),
    ],
    [`${folder}/Annots/Page_0/Annotation.xml`, xmlFile(`<ofd:PageAnnot ${NAMESPACE}/>`)],
    [
      `${folder}/Attachs/Attachments.xml`,
      xmlFile(
        `<ofd:Attachments ${NAMESPACE}><ofd:Attachment ID="5" Name="data"><ofd:FileLoc>data.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
      ),
    ],
    [`${folder}/Attachs/data.xml`, xmlFile("<License><Code>99000000000000000T</Code></License>")],
  ]);
  for (const [name, content] of Object.entries(more)) {
    files.set(name, typeof content === "string" ? encoder.encode(content) : content);
  }
  return files;
}

export interface SigningOptions {
  readonly pki: Pki;
  readonly id?: string;
  readonly type?: "Seal" | "Sign";
  /** Folder of the list of signatures. */
  readonly listFolder?: string;
  readonly signer?: Party;
  readonly signingKey?: Sm2Key;
  readonly seal?: SealOptions;
  /** The seal itself, in place of one made from `seal`. */
  readonly sealDer?: Der;
  readonly signedAt?: number;
  /** Which files to protect; all present ones when absent. The list of signatures is left out unless asked for by name. */
  readonly covers?: (name: string) => boolean;
  /** Attribute of References; none with null. */
  readonly checkMethod?: string | null;
  readonly digest?: (content: Uint8Array) => Uint8Array;
  readonly signatureMethod?: string | null;
  /** Value of Signature@Relative. */
  readonly relative?: string;
  /** Writes Seal.esl beside the signature; other bytes than the seal's when given. */
  readonly sealFile?: boolean | Uint8Array;
  /** Content of the StampAnnot elements. */
  readonly stamps?: readonly string[];
  /** Added at the end of SignedInfo. */
  readonly moreInfo?: string;
  /** Changes Signature.xml before it is digested. */
  readonly editXml?: (xml: string) => string;
  readonly ses?: Partial<SesOptions>;
  /** Makes the signed value in place of an SES signature. */
  readonly value?: (xml: Uint8Array, propertyInfo: string) => Uint8Array;
  /** Changes the signed value at last. */
  readonly editValue?: (value: Uint8Array) => Uint8Array;
}

/** The files with one more signature; earlier ones and their list are kept. */
export function signFiles(files: OfdFiles, options: SigningOptions): OfdFiles {
  const { pki, id = "s001", listFolder = "Doc_0/Signs", signedAt = SIGNED_AT, signer = pki.signer } = options;
  const folder = `${listFolder}/Sign_${id}`;
  const list = `${listFolder}/Signatures.xml`;
  const signed = new Map(files);
  signed.set(list, listXml(files.get(list), options, `/${folder}/Signature.xml`, id));
  if (!files.has(list)) signed.set("OFD.xml", withList(files.get("OFD.xml"), `/${list}`));
  const seal = options.sealDer ?? makeSeal(pki, { signers: [signer.certificate], ...options.seal });
  if (options.sealFile) signed.set(`${folder}/Seal.esl`, options.sealFile === true ? seal : options.sealFile);
  const xml = signatureXml(signed, options, folder, list);
  signed.set(`${folder}/Signature.xml`, xml);
  const propertyInfo = `/${folder}/Signature.xml`;
  const made = options.value?.(xml, propertyInfo);
  const value =
    made ??
    makeSesSignature({
      seal,
      dataHash: sm3Of(xml),
      signedAt,
      propertyInfo,
      signer,
      ...(options.signingKey && { signingKey: options.signingKey }),
      ...options.ses,
    });
  signed.set(`${folder}/SignedValue.dat`, options.editValue?.(value) ?? value);
  return signed;
}

function withList(ofd: Uint8Array | undefined, list: string): Uint8Array {
  const text = new TextDecoder().decode(ofd);
  return encoder.encode(text.replace("</ofd:DocRoot>", `</ofd:DocRoot><ofd:Signatures>${list}</ofd:Signatures>`));
}

function listXml(before: Uint8Array | undefined, options: SigningOptions, location: string, id: string): Uint8Array {
  const { type = "Seal", relative } = options;
  const base = relative === undefined ? "" : ` Relative="${relative}"`;
  const element = `<ofd:Signature ID="${id}" Type="${type}" BaseLoc="${location}"${base}/>`;
  if (!before)
    return xmlFile(`<ofd:Signatures ${NAMESPACE}><ofd:MaxSignId>${id}</ofd:MaxSignId>${element}</ofd:Signatures>`);
  return encoder.encode(new TextDecoder().decode(before).replace("</ofd:Signatures>", `${element}</ofd:Signatures>`));
}

function signatureXml(files: OfdFiles, options: SigningOptions, folder: string, list: string): Uint8Array {
  const { covers = (name) => name !== list, digest = sm3Of, checkMethod = "1.2.156.10197.1.401" } = options;
  const { signatureMethod = "1.2.156.10197.1.501", stamps = ['ID="1" PageRef="1" Boundary="130 220 40 40"'] } = options;
  const references = Array.from(files).flatMap(([name, content]) => {
    if (!covers(name)) return [];
    const value = Buffer.from(digest(content)).toString("base64");
    return [`<ofd:Reference FileRef="/${name}"><ofd:CheckValue>${value}</ofd:CheckValue></ofd:Reference>`];
  });
  const method = checkMethod === null ? "" : ` CheckMethod="${checkMethod}"`;
  const xml =
    `<ofd:Signature ${NAMESPACE}><ofd:SignedInfo><ofd:Provider ProviderName="seal-factory" Version="1.0" Company="test"/>` +
    (signatureMethod === null ? "" : `<ofd:SignatureMethod>${signatureMethod}</ofd:SignatureMethod>`) +
    `<ofd:SignatureDateTime>20261025080000</ofd:SignatureDateTime>` +
    `<ofd:References${method}>${references.join("")}</ofd:References>` +
    stamps.map((stamp) => `<ofd:StampAnnot ${stamp}/>`).join("") +
    (options.sealFile ? `<ofd:Seal><ofd:BaseLoc>/${folder}/Seal.esl</ofd:BaseLoc></ofd:Seal>` : "") +
    `${options.moreInfo ?? ""}</ofd:SignedInfo><ofd:SignedValue>/${folder}/SignedValue.dat</ofd:SignedValue></ofd:Signature>`;
  return xmlFile(options.editXml?.(xml) ?? xml);
}

/** The package as a zip file; `entries` add or replace what is written for a name. */
export function zipFiles(
  files: OfdFiles,
  tweaks: ZipTweaks & { readonly entries?: readonly ZipEntry[] } = {},
): Uint8Array<ArrayBuffer> {
  const { entries = [], ...rest } = tweaks;
  const plain = Array.from(files, ([name, content]): ZipEntry => ({ name, content }));
  return writeZip([...plain, ...entries], rest);
}

/** A sealed license, zipped: the good case unless options say otherwise. */
export function sealedLicense(
  options: SigningOptions & { readonly document?: DocumentOptions },
): Uint8Array<ArrayBuffer> {
  return zipFiles(signFiles(licenseFiles(options.document), options));
}

/** One more certificate holder of the same authority. */
export function anotherParty(pki: Pki, options: Partial<CertificateOptions> & { readonly commonName: string }): Party {
  const { commonName, ...changes } = options;
  return issueCertificate({
    commonName,
    issuer: pki.authority,
    notBefore: SIGNED_AT - 300 * 86_400_000,
    notAfter: SIGNED_AT + 300 * 86_400_000,
    isCa: false,
    keyUsage: [0, 1],
    ...changes,
  });
}
