/**
 * The signed value of a signature, told apart by its structure and never by what a file says about itself
 * (seals.md section 2, version choice).
 */
import { readSignedData, type SignedData } from "../cms/signed-data.ts";
import { isIndefinite } from "../der/ber.ts";
import { type DerElement, DerRefusal, derChildren, readDer, TAG } from "../der/reader.ts";
import { isFirstEdition, readFirstSeal, readFirstSignature } from "./first-edition.ts";
import { readSeal, type SesSeal } from "./seal.ts";
import { readSesSignature, type SesSignature } from "./signature.ts";

export type SignedValue =
  | {
      readonly form: "ses";
      /** `GM/T 0031-2014`, `GB/T 38540-2020` or `GM/T 0031-2025`. */
      readonly standard: string;
      readonly signature: SesSignature;
      /** The seal, or why it is none. */
      readonly seal: SesSeal | string;
    }
  /** SignedData: a signature without a seal. */
  | { readonly form: "signed-data"; readonly standard: SignedData["standard"]; readonly data: SignedData }
  /** Nothing but an SM2 value (GB/T 35276-2017): nobody says whose. */
  | { readonly form: "bare"; readonly standard: "GB/T 35276-2017" }
  | { readonly form: "malformed"; readonly reason: string };

const RAW_SM2_BYTES = 64;

/** Far more than a seal with its picture, or SignedData with chain and lists; nested BER of more costs seconds to read. */
export const LONGEST_VALUE = 4 * 1024 * 1024;

/** Never throws. */
export function readSignedValue(bytes: Uint8Array): SignedValue {
  if (bytes.length === RAW_SM2_BYTES && bytes[0] !== TAG.SEQUENCE) return { form: "bare", standard: "GB/T 35276-2017" };
  if (bytes.length > LONGEST_VALUE) return { form: "malformed", reason: `a value of ${bytes.length} bytes` };
  try {
    if (isIndefinite(bytes)) return signedData(bytes);
    const outer = readDer(bytes, TAG.SEQUENCE);
    const tags = derChildren(outer).map(({ tag }) => tag);
    if (tags[0] === TAG.OBJECT_IDENTIFIER) return signedData(bytes);
    if (tags.length === 2 && tags.every((tag) => tag === TAG.INTEGER))
      return { form: "bare", standard: "GB/T 35276-2017" };
    return readSes(outer);
  } catch (error) {
    if (error instanceof DerRefusal) return { form: "malformed", reason: error.message };
    throw error;
  }
}

function signedData(bytes: Uint8Array): SignedValue {
  const data = readSignedData(bytes);
  return { form: "signed-data", standard: data.standard, data };
}

function readSes(outer: DerElement): SignedValue {
  if (isFirstEdition(outer)) {
    const signature = readFirstSignature(outer);
    return { form: "ses", standard: "GM/T 0031-2014", signature, seal: tryReadSeal(signature.seal, readFirstSeal) };
  }
  const signature = readSesSignature(outer);
  const seal = tryReadSeal(signature.seal, readSeal);
  const isFifth = typeof seal !== "string" && seal.version === 5;
  return { form: "ses", standard: isFifth ? "GM/T 0031-2025" : "GB/T 38540-2020", signature, seal };
}

function tryReadSeal(element: DerElement, read: (element: DerElement) => SesSeal): SesSeal | string {
  try {
    return read(element);
  } catch (error) {
    if (error instanceof DerRefusal) return error.message;
    throw error;
  }
}
