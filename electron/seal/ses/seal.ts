/**
 * SESeal, the electronic seal itself (GB/T 38540-2020 §6; GM/T 0031-2025 has the same layout with header version 5 and
 * an optional timestamp). The seal maker signs the bytes of SES_SealInfo alone. SES_SealInfo of the first edition, GM/T
 * 0031-2014, differs only in having no certListType.
 */
import { type DerCursor, type DerElement, derChildren, openDer, refuseDer, TAG, unwrapDer } from "../der/reader.ts";
import { derText } from "../der/text.ts";
import { derTime } from "../der/time.ts";
import { bitStringBytes, demandTag, objectIdentifier, octets, smallInteger } from "../der/values.ts";
import { criticalExtensions } from "./extensions.ts";

export interface SealPicture {
  /** `PNG`, `GIF`, `JPG`, `BMP`, `SVG` or `ofd`, in any letter case. */
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Who may use the seal: whole certificates (certListType 1) or SM3 digests of them (2). */
export type SignerList =
  | { readonly kind: "certificates"; readonly certificates: readonly Uint8Array[] }
  | { readonly kind: "digests"; readonly digests: readonly Uint8Array[] };

export interface SesSeal {
  /** The whole SESeal as stored, to be compared with Seal.esl. */
  readonly raw: Uint8Array;
  /** The bytes under the maker's signature: SES_SealInfo as stored; in the first edition with the maker's certificate. */
  readonly tbs: Uint8Array;
  /** SES_Header.version; real seals of the first edition hold any number. */
  readonly version: number;
  readonly vendor: string;
  /** esID. */
  readonly id: string;
  readonly name: string;
  readonly signers: SignerList;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly validFrom: number;
  readonly validTo: number;
  readonly picture: SealPicture;
  readonly criticalExtensions: readonly string[];
  /** DER; empty when the maker left it out. */
  readonly makerCertificate: Uint8Array;
  readonly algorithm: string;
  readonly signature: Uint8Array;
  /** Content of the timestamp over the maker's signature value, version 5 only. */
  readonly timestamp?: Uint8Array;
}

/** @throws {DerRefusal} */
export function readSeal(element: DerElement): SesSeal {
  demandTag(element, TAG.SEQUENCE);
  const cursor = openDer(element);
  const info = cursor.next(TAG.SEQUENCE);
  const makerCertificate = octets(cursor.next());
  const algorithm = objectIdentifier(cursor.next());
  const signature = bitStringBytes(cursor.next());
  const content = readSealInfo(info, "later");
  const wrapped = content.version === 5 ? cursor.optional(0xa0) : undefined;
  const timestamp = wrapped && bitStringBytes(unwrapDer(wrapped));
  cursor.end();
  const stamped = { signature, ...(timestamp && { timestamp }) };
  return { raw: element.raw, tbs: info.raw, ...content, makerCertificate, algorithm, ...stamped };
}

type SealInfo = Omit<SesSeal, "raw" | "tbs" | "makerCertificate" | "algorithm" | "signature" | "timestamp">;
type Edition = "first" | "later";

/** @throws {DerRefusal} */
export function readSealInfo(info: DerElement, edition: Edition): SealInfo {
  const cursor = openDer(info);
  const header = readHeader(cursor.next(TAG.SEQUENCE), edition);
  const id = derText(cursor.next());
  const property = readProperty(openDer(cursor.next(TAG.SEQUENCE)), edition);
  const picture = readPicture(openDer(cursor.next(TAG.SEQUENCE)));
  const tagged = cursor.optional(0xa0);
  const extensions = tagged ? unwrapDer(tagged) : cursor.optional(TAG.SEQUENCE);
  cursor.end();
  return { ...header, id, ...property, picture, criticalExtensions: criticalExtensions(extensions) };
}

function readHeader(element: DerElement, edition: Edition): { version: number; vendor: string } {
  const cursor = openDer(element);
  if (derText(cursor.next()) !== "ES") refuseDer("seal header is not ES");
  const version = smallInteger(cursor.next());
  const vendor = derText(cursor.next());
  cursor.end();
  const isKnown = edition === "first" || version === 4 || version === 5;
  return isKnown ? { version, vendor } : refuseDer(`seal header version ${version}`);
}

type SealProperty = Pick<SesSeal, "name" | "signers" | "createdAt" | "validFrom" | "validTo">;

function readProperty(cursor: DerCursor, edition: Edition): SealProperty {
  smallInteger(cursor.next());
  const name = derText(cursor.next());
  const listType = edition === "first" ? 1 : smallInteger(cursor.next());
  const signers = readSigners(listType, cursor.next(TAG.SEQUENCE));
  const createdAt = derTime(cursor.next());
  const validFrom = derTime(cursor.next());
  const validTo = derTime(cursor.next());
  cursor.end();
  return { name, signers, createdAt, validFrom, validTo };
}

/** The list has no tag of its own: certListType decides how it is read. */
function readSigners(listType: number, list: DerElement): SignerList {
  const items = derChildren(list);
  if (listType === 1) return { kind: "certificates", certificates: items.map(octets) };
  if (listType !== 2) refuseDer(`certListType ${listType}`);
  const digests = items.map((item) => {
    demandTag(item, TAG.SEQUENCE);
    const cursor = openDer(item);
    derText(cursor.next());
    const digest = octets(cursor.next());
    cursor.end();
    return digest;
  });
  return { kind: "digests", digests };
}

function readPicture(cursor: DerCursor): SealPicture {
  const type = derText(cursor.next());
  const bytes = octets(cursor.next());
  const widthMm = smallInteger(cursor.next());
  const heightMm = smallInteger(cursor.next());
  cursor.end();
  return { type, bytes, widthMm, heightMm };
}
