/** Small sealed files of every form that passes, made by the factory: what the tampering tests start from. */
import { certificateTime, concat, oid, sequence } from "../../helpers/seal-factory/der-writer.ts";
import { makeFirstSignature } from "../../helpers/seal-factory/first-edition.ts";
import {
  anotherParty,
  docBody,
  type OfdFiles,
  ofdXml,
  pageXml,
  signFiles,
  zipFiles,
} from "../../helpers/seal-factory/ofd.ts";
import { createPki, SIGNED_AT } from "../../helpers/seal-factory/pki.ts";
import { sm3Of } from "../../helpers/seal-factory/seal.ts";
import { makeSignedData, makeTimestamp, toIndefinite } from "../../helpers/seal-factory/signed-data.ts";
import { writeZip } from "../../helpers/seal-factory/zip-writer.ts";

export interface Specimen {
  readonly name: string;
  readonly files: OfdFiles;
  readonly file: Uint8Array<ArrayBuffer>;
  /** Entries whose every byte the signature protects, directly or through Signature.xml. */
  readonly protectedNames: readonly string[];
}

const pki = createPki();
const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const LIST = "D/S/Signatures.xml";

/** Two pages and a picture: the least that can be swapped. */
export function unsignedFiles(text: string): OfdFiles {
  const pages = [1, 2].map((id) => `<ofd:Page ID="${id}" BaseLoc="P${id}.xml"/>`).join("");
  const document = `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PublicRes>R.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>${pages}</ofd:Pages></ofd:Document>`;
  const resources = `<ofd:Res ${NAMESPACE} BaseLoc="R"><ofd:MultiMedias><ofd:MultiMedia ID="4" Type="Image"><ofd:MediaFile>e.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`;
  const bytes = (xml: string) => new TextEncoder().encode(xml);
  return new Map([
    ["OFD.xml", ofdXml(docBody("D/Document.xml"))],
    ["D/Document.xml", bytes(document)],
    ["D/R.xml", bytes(resources)],
    ["D/R/e.png", Uint8Array.from({ length: 40 }, (_, i) => (i * 37) & 255)],
    ["D/P1.xml", pageXml(`${text} 一`)],
    ["D/P2.xml", pageXml(`${text} 二`)],
  ]);
}

function specimen(name: string, files: OfdFiles, isWhole: boolean, file = zipFiles(files)): Specimen {
  const protectedNames = [...files.keys()].filter((one) => isWhole || one !== LIST);
  return { name, files, file, protectedNames };
}

const sign = (text: string, options: Partial<Parameters<typeof signFiles>[1]> = {}) =>
  signFiles(unsignedFiles(text), { pki, listFolder: "D/S", ...options });

/** As Java and Info-ZIP write: sizes behind the data, times of files, a comment. */
function decorated(files: OfdFiles): Uint8Array<ArrayBuffer> {
  const times = concat(Uint8Array.of(0x55, 0x54, 5, 0, 1), new Uint8Array(4).fill(0x5a));
  const entries = Array.from(files, ([name, content], index) => ({
    name,
    content,
    hasDescriptor: index % 2 === 0,
    method: index % 3 === 1 ? 0 : 8,
    localExtra: times,
    centralExtra: times,
    madeBy: 0x031e,
    externalAttributes: 0x81a40000,
  })).map((entry) => ({ ...entry, hasDescriptor: entry.hasDescriptor && entry.method === 8 }));
  return writeZip(entries, { comment: new TextEncoder().encode("made by hand") });
}

const firstEdition = (xml: Uint8Array, propertyInfo: string) =>
  makeFirstSignature({ pki, dataHash: sm3Of(xml), propertyInfo, timeInfo: certificateTime(SIGNED_AT) });
const signedData = (xml: Uint8Array) => makeSignedData({ signer: pki.signer, detached: xml, signingTime: SIGNED_AT });

const timeAuthority = anotherParty(pki, {
  commonName: "测试时间戳中心",
  keyUsage: [0],
  extensions: [["2.5.29.37", true, sequence(oid("1.3.6.1.5.5.7.3.8"))]],
});
const timestamp = (stamped: Uint8Array) =>
  makeTimestamp({ authority: timeAuthority, stamped, at: SIGNED_AT + 3_600_000 });

let made: readonly Specimen[] | undefined;

export function specimens(): readonly Specimen[] {
  made ??= [
    specimen("V4 seal", sign("营业执照"), false),
    specimen("V4 seal over the list of signatures", sign("许可证", { covers: (one) => !one.includes("Sign_") }), true),
    specimen("V4 seal with Seal.esl", sign("登记证", { sealFile: true }), false),
    specimen(
      "V5 seal, raw signature values",
      sign("身份证", { seal: { version: 5, isRaw: true }, ses: { isRaw: true } }),
      false,
    ),
    specimen("V4 seal with a timestamp", sign("合格证", { ses: { timestamp } }), false),
    specimen("first edition seal", sign("经营许可证", { value: firstEdition }), false),
    specimen("SignedData", sign("证明", { type: "Sign", value: signedData }), false),
    specimen("SignedData in BER", sign("批复", { type: "Sign", value: (xml) => toIndefinite(signedData(xml)) }), false),
    specimen("V4 seal in a decorated zip", sign("资格证"), false, decorated(sign("资格证"))),
  ];
  return made;
}
