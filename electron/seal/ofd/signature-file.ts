/** Signature.xml (GB/T 33190-2016 §18.2): what is said to be protected, by which method, and where the stamps stand. */
import { fromBase64 } from "../base64.ts";
import { childNamed, childrenNamed, childText, type XmlElement } from "../xml.ts";
import type { OfdPackage } from "./package.ts";
import { readStamps, type StampAnnotation } from "./stamp.ts";

export interface FileReference {
  /** As written. */
  readonly location: string;
  /** The entry it means; absent when it does not exist. */
  readonly entry?: string;
  /** Undefined when it is not base64. */
  readonly checkValue: Uint8Array | undefined;
}

export interface SignatureFile {
  readonly entry: string;
  readonly method?: string;
  /** Free text in real files: for information only. */
  readonly dateTime?: string;
  /** The digest method; absent means the schema's default, MD5. */
  readonly checkMethod?: string;
  readonly references: readonly FileReference[];
  readonly stamps: readonly StampAnnotation[];
  /** Entry of Seal.esl; absent when none is named or it does not exist. */
  readonly sealEntry?: string;
  /** Entry of the signed value; absent when none is named or it does not exist. */
  readonly valueEntry?: string;
  /** Elements that should stand once and stand more often, without harm. */
  readonly remarks: readonly string[];
}

/** `code`: one of the XML codes, or `SIGNATURE_XML_FORMAT`. */
export interface SignatureFileFault {
  readonly code: string;
  readonly reason: string;
}

/** Elements of which a second one would leave open what was signed. */
const SINGLE_IN_ROOT = ["SignedInfo", "SignedValue"];
const SINGLE_IN_INFO = ["References", "SignatureMethod", "Seal"];
const REMARKED_IN_INFO = ["Provider", "SignatureDateTime"];

export function readSignatureFile(ofd: OfdPackage, entry: string): SignatureFile | SignatureFileFault {
  const outcome = ofd.xml(entry);
  if (!outcome.ok) return { code: outcome.code, reason: `${entry}: ${outcome.reason}` };
  const { root } = outcome;
  const info = childNamed(root, "SignedInfo");
  const fault = shapeFault(root, info);
  if (fault !== undefined || !info)
    return { code: "SIGNATURE_XML_FORMAT", reason: `${entry}: ${fault ?? "no SignedInfo"}` };
  const find = (location: string | undefined) => (location ? ofd.find(location, entry) : undefined);
  const references = childNamed(info, "References");
  const seal = childNamed(info, "Seal");
  const sealEntry = find(seal && locationOf(seal));
  const value = childNamed(root, "SignedValue");
  const valueEntry = find(value && locationOf(value));
  const method = childText(info, "SignatureMethod");
  const dateTime = childText(info, "SignatureDateTime");
  const checkMethod = references?.attributes["CheckMethod"]?.trim();
  return {
    entry,
    ...(method && { method }),
    ...(dateTime && { dateTime }),
    ...(checkMethod && { checkMethod }),
    references: references
      ? childrenNamed(references, "Reference").map((element) => readReference(ofd, entry, element))
      : [],
    stamps: readStamps(info),
    ...(sealEntry !== undefined && { sealEntry }),
    ...(valueEntry !== undefined && { valueEntry }),
    remarks: REMARKED_IN_INFO.filter((name) => childrenNamed(info, name).length > 1),
  };
}

function shapeFault(root: XmlElement, info: XmlElement | undefined): string | undefined {
  if (root.name !== "Signature") return `root element ${root.name}`;
  const twice = (element: XmlElement, names: readonly string[]) =>
    names.find((name) => childrenNamed(element, name).length > 1);
  const repeated = twice(root, SINGLE_IN_ROOT) ?? (info && twice(info, SINGLE_IN_INFO));
  if (repeated) return `two ${repeated}`;
  const references = info && childNamed(info, "References");
  const withTwoValues =
    references && childrenNamed(references, "Reference").find((reference) => twice(reference, ["CheckValue"]));
  return withTwoValues && `two CheckValue for ${withTwoValues.attributes["FileRef"]}`;
}

/** Real files write the location as text, as a BaseLoc element or as a BaseLoc attribute. */
function locationOf(element: XmlElement): string | undefined {
  return childText(element, "BaseLoc") || element.attributes["BaseLoc"] || element.text.trim() || undefined;
}

function readReference(ofd: OfdPackage, signatureEntry: string, element: XmlElement): FileReference {
  const location = element.attributes["FileRef"] ?? "";
  const entry = location ? ofd.find(location, signatureEntry) : undefined;
  return {
    location,
    ...(entry !== undefined && { entry }),
    checkValue: fromBase64(childText(element, "CheckValue") ?? ""),
  };
}
