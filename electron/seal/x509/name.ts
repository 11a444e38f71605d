/** Distinguished names (RFC 5280 §4.1.2.4) for showing and for comparing (§7.1). */
import { OID } from "../der/oid.ts";
import { type DerElement, DerRefusal, derChildren, openDer, refuseDer, TAG } from "../der/reader.ts";
import { derText, LONGEST_TEXT } from "../der/text.ts";
import { demandTag, objectIdentifier } from "../der/values.ts";
import { toHex } from "../hex.ts";
import { isStreamSafe } from "../stream-safe.ts";

const SHORT_NAMES: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.12": "title",
  "2.5.4.42": "GN",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "E",
};

interface NameAttribute {
  /** Dotted object identifier. */
  readonly type: string;
  readonly value: string;
}

export interface DistinguishedName {
  /** For example `C=CN, O=某市行政审批局, CN=电子印章`, in the order of the certificate. */
  readonly text: string;
  /** Equal exactly for names that RFC 5280 §7.1 calls the same: string type, letter case and spacing do not count. */
  readonly key: string;
  readonly attributes: readonly NameAttribute[];
}

/** @throws {DerRefusal} */
export function readName(element: DerElement): DistinguishedName {
  demandTag(element, TAG.SEQUENCE);
  if (element.content.length > LONGEST_TEXT) refuseDer(`name of ${element.content.length} bytes`);
  const parts = derChildren(element).map((set) => {
    demandTag(set, TAG.SET);
    return derChildren(set).map(readAttribute);
  });
  const attributes = parts.flat();
  return {
    text: attributes.map(({ type, value }) => `${SHORT_NAMES[type] ?? type}=${value}`).join(", "),
    key: JSON.stringify(parts.map((part) => part.map(attributeKey).sort())),
    attributes,
  };
}

/** The value of the last (most specific) attribute of that type. */
export function nameValue(name: DistinguishedName, type: string): string | undefined {
  return name.attributes.findLast((attribute) => attribute.type === type)?.value;
}

/** Does it begin with all parts of `base` (RFC 5280 §7.1)? */
export function isWithin(name: DistinguishedName, base: DistinguishedName): boolean {
  const [parts, wanted] = [name, base].map(({ key }) =>
    (JSON.parse(key) as unknown[]).map((one) => JSON.stringify(one)),
  );
  return wanted?.every((part, index) => parts?.[index] === part) === true;
}

export function commonName(name: DistinguishedName): string {
  return nameValue(name, OID.COMMON_NAME) ?? name.text;
}

function readAttribute(element: DerElement): NameAttribute {
  demandTag(element, TAG.SEQUENCE);
  const cursor = openDer(element);
  const type = objectIdentifier(cursor.next());
  const value = cursor.next();
  cursor.end();
  const text = attributeText(value);
  if (!isStreamSafe(text)) refuseDer("name with too many marks in a row");
  return { type, value: text };
}

/** An attribute that is not a character string takes part in comparisons by its bytes. */
function attributeText(element: DerElement): string {
  try {
    return derText(element);
  } catch (error) {
    if (error instanceof DerRefusal) return `#${toHex(element.raw)}`;
    throw error;
  }
}

function attributeKey({ type, value }: NameAttribute): string {
  return `${type}=${value.normalize("NFKC").toLowerCase().trim().replaceAll(/\s+/g, " ")}`;
}
