/** XML text of the OFD parts (GB/T 33190-2016): elements in the `ofd` prefix, escaped, with no white space of its own. */

const OFD_NAMESPACE = "http://www.ofdspec.org/2016";

type AttributeValue = string | number | boolean | undefined;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Millimetres to a hundredth, without trailing zeros: `12`, `0.5`, `-3.14`. */
export function mm(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return Object.is(rounded, -0) ? "0" : String(rounded);
}

export const mmList = (...values: readonly number[]): string => values.map(mm).join(" ");

/** `<ofd:name …>children</ofd:name>`; attributes that are undefined are left out, children are markup already. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(typeof value === "number" ? mm(value) : String(value))}"`)
    .join("");
  const content = children.join("");
  return content === "" ? `<ofd:${name}${written}/>` : `<ofd:${name}${written}>${content}</ofd:${name}>`;
}

/** A whole part: declaration and root element with the namespace. */
export function xmlPart(
  name: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  ...children: readonly string[]
): Uint8Array {
  const root = tag(name, { "xmlns:ofd": OFD_NAMESPACE, ...attributes }, ...children);
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>${root}`);
}
