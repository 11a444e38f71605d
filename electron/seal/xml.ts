/**
 * XML of an OFD package as a small tree. Refuses every DOCTYPE, too much depth and too much text before anything else
 * looks at it (GB/T 33190-2016 §7; attacks: seals.md section 5). Namespaces are resolved, nothing is canonicalised.
 */
import { SaxesParser, type SaxesTagNS } from "saxes";

/** The one namespace of GB/T 33190-2016; other spellings are read with a remark. */
export const OFD_NAMESPACE = "http://www.ofdspec.org/2016";

const MAX_DEPTH = 100;
const MAX_BYTES = 32 * 1024 * 1024;
/** A page with this many objects is no license; each element costs microseconds and a few hundred bytes of memory. */
const MAX_ELEMENTS = 200_000;

/** What is left to spend on several files together. Counted down by `parseXml`. */
export interface XmlBudget {
  bytes: number;
  elements: number;
}

export interface XmlElement {
  /** Local name, without prefix. */
  readonly name: string;
  readonly namespace: string;
  /** Attributes by local name; one without a prefix comes before one with. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text directly inside this element, joined. */
  readonly text: string;
}

/** The file is not XML that this reader accepts. `code` is `XML_DTD`, `XML_MALFORMED`, `XML_ENCODING` or `XML_LIMIT`. */
export class XmlRefusal extends Error {
  readonly code: "XML_DTD" | "XML_MALFORMED" | "XML_ENCODING" | "XML_LIMIT";
  constructor(code: XmlRefusal["code"], message: string) {
    super(message);
    this.code = code;
  }
}

interface Growing {
  name: string;
  namespace: string;
  attributes: Record<string, string>;
  children: Growing[];
  text: string;
}

/**
 * @param budget for files of one package; without it one file may have as much as any.
 * @throws {XmlRefusal} and nothing else, whatever the bytes.
 */
export function parseXml(bytes: Uint8Array, budget: XmlBudget = freshBudget()): XmlElement {
  budget.bytes -= bytes.length;
  if (budget.bytes < 0) throw new XmlRefusal("XML_LIMIT", "more bytes than are read");
  const text = decodeXml(bytes);
  if (DOCTYPE.test(text)) throw new XmlRefusal("XML_DTD", "a DOCTYPE is not accepted");
  const growth: Growth = { open: [], budget };
  try {
    buildTree(text, growth);
  } catch (error) {
    if (error instanceof XmlRefusal) throw error;
    throw new XmlRefusal("XML_MALFORMED", String(error));
  }
  if (!growth.root) throw new XmlRefusal("XML_MALFORMED", "no element");
  return growth.root;
}

const DOCTYPE = /<!DOCTYPE/i;

export function freshBudget(): XmlBudget {
  return { bytes: MAX_BYTES, elements: MAX_ELEMENTS };
}

interface Growth {
  readonly open: Growing[];
  root?: Growing;
  readonly budget: XmlBudget;
}

function buildTree(text: string, growth: Growth): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("error", (error) => {
    throw new XmlRefusal("XML_MALFORMED", error.message);
  });
  parser.on("opentag", (tag) => openElement(growth, tag));
  parser.on("closetag", () => void growth.open.pop());
  const addText = (piece: string) => {
    const element = growth.open.at(-1);
    if (element) element.text += piece;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(text).close();
}

function openElement(growth: Growth, tag: SaxesTagNS): void {
  if (growth.open.length >= MAX_DEPTH) throw new XmlRefusal("XML_LIMIT", `deeper than ${MAX_DEPTH}`);
  if (--growth.budget.elements < 0) throw new XmlRefusal("XML_LIMIT", "more elements than are read");
  const element: Growing = {
    name: tag.local,
    namespace: tag.uri,
    attributes: attributesOf(tag),
    children: [],
    text: "",
  };
  const parent = growth.open.at(-1);
  if (parent) parent.children.push(element);
  else growth.root ??= element;
  growth.open.push(element);
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const { prefix, local, value } of Object.values(tag.attributes)) {
    if (prefix === "xmlns" || local === "xmlns") continue;
    if (prefix === "" || !(local in attributes)) attributes[local] = value;
  }
  return attributes;
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** Text of the first child of that name, trimmed; undefined when there is no such child. */
export function childText(element: XmlElement, name: string): string | undefined {
  return childNamed(element, name)?.text.trim();
}

function decodeXml(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new XmlRefusal("XML_ENCODING", `not ${encoding}: ${String(error)}`);
  }
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/.exec(text.slice(0, 200))?.[1]?.toLowerCase();
  if (declared && !/^utf-?(8|16)(le|be)?$/.test(declared)) {
    throw new XmlRefusal("XML_ENCODING", `declares ${declared}`);
  }
  return text;
}
