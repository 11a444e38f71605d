/**
 * The signed value of a signature, told apart by its structure and never by what a file says about itself
 * (seals.md section 2, version choice). Forms that are not read yet are named, so that nobody takes them for broken.
 */
import { OID } from "../der/oid.ts";
import { type DerElement, DerRefusal, derChildren, readDer, refuseDer, TAG } from "../der/reader.ts";
import { objectIdentifier } from "../der/values.ts";
import { readSeal, type SesSeal } from "./seal.ts";
import { readSesSignature, type SesSignature } from "./signature.ts";

export type SignedValue =
  | {
      readonly form: "ses";
      /** `GB/T 38540-2020` or `GM/T 0031-2025`. */
      readonly standard: string;
      readonly signature: SesSignature;
      /** The seal, or why it is none. */
      readonly seal: SesSeal | string;
    }
  /** Recognised, but there is no reader for it yet. */
  | { readonly form: "unsupported"; readonly standard: string }
  | { readonly form: "malformed"; readonly reason: string };

/** Never throws. */
export function readSignedValue(bytes: Uint8Array): SignedValue {
  try {
    if (isIndefiniteSignedData(bytes)) return { form: "unsupported", standard: "GB/T 35275-2017" };
    const outer = readDer(bytes, TAG.SEQUENCE);
    return readByStructure(outer, derChildren(outer));
  } catch (error) {
    if (error instanceof DerRefusal) return { form: "malformed", reason: error.message };
    throw error;
  }
}

function readByStructure(outer: DerElement, parts: readonly DerElement[]): SignedValue {
  const tags = parts.map(({ tag }) => tag);
  const [first] = parts;
  if (first?.tag === TAG.OBJECT_IDENTIFIER) {
    const type = objectIdentifier(first);
    const isSignedData = type === OID.GM_SIGNED_DATA || type === OID.CMS_SIGNED_DATA;
    return isSignedData ? { form: "unsupported", standard: "GB/T 35275-2017" } : refuseDer(`content type ${type}`);
  }
  if (tags.length === 2 && tags.every((tag) => tag === TAG.INTEGER)) {
    return { form: "unsupported", standard: "GB/T 35276-2017" };
  }
  if (tags.length === 2 && tags[0] === TAG.SEQUENCE && tags[1] === TAG.BIT_STRING) {
    return { form: "unsupported", standard: "GM/T 0031-2014" };
  }
  const signature = readSesSignature(outer);
  const seal = tryReadSeal(signature.seal);
  const isFifth = typeof seal !== "string" && seal.version === 5;
  return { form: "ses", standard: isFifth ? "GM/T 0031-2025" : "GB/T 38540-2020", signature, seal };
}

function tryReadSeal(element: DerElement): SesSeal | string {
  try {
    return readSeal(element);
  } catch (error) {
    if (error instanceof DerRefusal) return error.message;
    throw error;
  }
}

/** BER of indefinite length, as some programs write SignedData: `30 80 06 …`. */
function isIndefiniteSignedData(bytes: Uint8Array): boolean {
  return bytes[0] === TAG.SEQUENCE && bytes[1] === 0x80 && bytes[2] === TAG.OBJECT_IDENTIFIER;
}
