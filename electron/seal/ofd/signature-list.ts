/** Signatures.xml (GB/T 33190-2016 §18.1): which signatures a document has, in their order. */
import { childrenNamed, childText, type XmlElement } from "../xml.ts";
import type { DocBody } from "./doc-bodies.ts";
import type { OfdPackage } from "./package.ts";

export interface ListedSignature {
  /** As the file says it; ids of different DocBodies may be equal. */
  readonly id: string;
  readonly type: "Seal" | "Sign";
  readonly docBody: number;
  /** Entry of Signatures.xml. */
  readonly listEntry: string;
  /** Where Signature.xml is said to be. */
  readonly location: string;
  /** Entry of Signature.xml; absent when it does not exist. */
  readonly entry?: string;
  /** Id of the signature that this one builds upon (OFD 2.0, Relative). */
  readonly relative?: string;
}

export type SignatureList =
  | {
      readonly kind: "listed";
      readonly signatures: readonly ListedSignature[];
      readonly remarks: readonly string[];
      /** Nothing but the list stands in the file. */
      readonly isPlain: boolean;
    }
  /** Nothing is named, the file does not exist, or it names no signature. */
  | { readonly kind: "none" }
  | { readonly kind: "fault"; readonly code: string; readonly reason: string };

/** Far more than any document has signatures. */
const LONGEST_LIST = 1000;

export function readSignatureList(ofd: OfdPackage, body: DocBody): SignatureList {
  const { signaturesEntry } = body;
  if (signaturesEntry === undefined) return { kind: "none" };
  const outcome = ofd.xml(signaturesEntry);
  if (!outcome.ok) return { kind: "fault", code: outcome.code, reason: `${signaturesEntry}: ${outcome.reason}` };
  const { root } = outcome;
  if (root.name !== "Signatures") {
    return { kind: "fault", code: "OFD_MALFORMED", reason: `${signaturesEntry}: root element ${root.name}` };
  }
  const elements = childrenNamed(root, "Signature");
  if (elements.length === 0) return { kind: "none" };
  if (elements.length > LONGEST_LIST) {
    return { kind: "fault", code: "CONTAINER_LIMIT", reason: `${signaturesEntry}: ${elements.length} signatures` };
  }
  const signatures = elements.map((element) => readListed(ofd, body.index, signaturesEntry, element));
  return {
    kind: "listed",
    signatures,
    remarks: remarksOn(signatures, childrenNamed(root, "MaxSignId").length),
    isPlain: isPlainList(root),
  };
}

function readListed(ofd: OfdPackage, docBody: number, listEntry: string, element: XmlElement): ListedSignature {
  const { attributes } = element;
  const location = attributes["BaseLoc"] ?? childText(element, "BaseLoc") ?? "";
  const entry = location ? ofd.find(location, listEntry) : undefined;
  const relative = attributes["Relative"];
  return {
    id: attributes["ID"] ?? "",
    type: attributes["Type"]?.trim().toLowerCase() === "sign" ? "Sign" : "Seal",
    docBody,
    listEntry,
    location,
    ...(entry !== undefined && { entry }),
    ...(relative && { relative }),
  };
}

/** With nothing in it but the list, the file cannot serve as a resource list or a page as well. */
function isPlainList(root: XmlElement): boolean {
  return root.children.every(({ name, children }) => {
    const isListed = name === "Signature" || name === "MaxSignId";
    return isListed && children.every((child) => child.name === "BaseLoc" && child.children.length === 0);
  });
}

function remarksOn(signatures: readonly ListedSignature[], maxSignIds: number): readonly string[] {
  const remarks: string[] = [];
  if (maxSignIds > 1) remarks.push("MaxSignId");
  if (new Set(signatures.map(({ id }) => id)).size < signatures.length) remarks.push("Signature@ID");
  return remarks;
}
