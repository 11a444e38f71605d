/**
 * Which resolver a scanned text belongs to. A service code is opaque and single-use: it is routed by configurable patterns
 * and nothing is read out of it. A text that no pattern claims is named for what it is, so that the clerk can say so.
 */

/** Families of code resolvers; one folder each under `electron/province`. */
export type CodeFamily = "license-app" | "service-code" | "phone-consent";

export interface CodePattern {
  readonly name: string;
  readonly family: CodeFamily;
  /** ECMAScript regular expression over the cleaned text, tried in order. */
  readonly pattern: string;
}

export type OtherKind =
  | "payment-code"
  | "health-code"
  | "transit-code"
  | "id-number"
  | "credit-code"
  | "phone-number"
  | "license-code"
  | "web-address"
  | "wifi"
  | "contact-card"
  | "invoice"
  | "product-barcode"
  | "express-number"
  | "damaged"
  | "unknown";

export type ScanRoute =
  | { readonly kind: "service-code"; readonly family: CodeFamily; readonly patternName: string; readonly text: string }
  | { readonly kind: "other"; readonly what: OtherKind };

/** A code longer than this is no service code of any province met so far; QR version 40 holds more. */
export const MAX_SCAN_LENGTH = 2048;

/** Order matters: the first match names the text. */
const KINDS: readonly (readonly [OtherKind, RegExp])[] = [
  ["payment-code", /^(1[0-5]\d{16}|2[5-9]\d{14,22}|62\d{17})$|(wxp|alipay|qr\.95516|unionpay|weixin:\/\/wxpay)/i],
  ["wifi", /^WIFI:/i],
  ["contact-card", /^(BEGIN:VCARD|MECARD:)/i],
  ["invoice", /^01,\d{2},\d{10,12},/],
  ["health-code", /(health|jkm|skm|healthcode|xcm)/i],
  ["transit-code", /^(TRANSIT|metro|bus)[:/]/i],
  ["license-code", /^1\.2\.156\.3005\.\d/],
  ["id-number", /^[1-9]\d{16}[\dXx]$/],
  ["credit-code", /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/],
  ["phone-number", /^(\+?86)?1[3-9]\d{9}$/],
  ["product-barcode", /^(\d{8}|\d{12,13})$/],
  ["express-number", /^(SF\d{10,15}|[A-Z]{2}\d{9}CN|JD[A-Z0-9]{10,})$/],
  ["web-address", /^https?:\/\//i],
];

/** Removes what scanners add at the ends (CR, LF, TAB, NUL, spaces); inside, the code stays as it is. */
export function cleanScan(raw: string): string {
  return raw.replace(/^[\s\0]+|[\s\0]+$/g, "");
}

/** @param raw text as it came from a scanner, a paste or an image. Never throws; bad patterns are the loader's business. */
export function routeScan(raw: string, patterns: readonly CodePattern[]): ScanRoute {
  const text = cleanScan(raw);
  if (isDamaged(text)) return { kind: "other", what: "damaged" };
  for (const { name, family, pattern } of patterns) {
    if (new RegExp(pattern, "u").test(text)) return { kind: "service-code", family, patternName: name, text };
  }
  const named = KINDS.find(([, shape]) => shape.test(text));
  return { kind: "other", what: named?.[0] ?? "unknown" };
}

/** Control characters, replacement characters and full-width letters are what an input method or a wrong code page leaves. */
function isDamaged(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
  return text.length === 0 || /[\u0000-\u0008\u000b\u000c\u000e-\u001c\u007f\ufffd\uff01-\uff5e]/.test(text);
}
