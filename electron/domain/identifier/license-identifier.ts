/** 电子证照标识 (GB/T 36904-2018): `1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>`. */
import { mod37_36 } from "./iso7064.ts";

declare const brand: unique symbol;
export type LicenseIdentifier = string & { readonly [brand]: "LicenseIdentifier" };

const SHAPE = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{6,18})\.([0-9A-Z]{1,40})\.(\d{3})\.([0-9A-Z])$/;

export interface ParsedLicenseIdentifier {
  readonly identifier: LicenseIdentifier;
  readonly typeCode: string;
  readonly issuerCode: string;
  readonly serial: string;
  readonly version: string;
  /** A wrong check character is met in published data: a warning and an audit remark, not a refusal. */
  readonly check: "ok" | "bad";
}

/** Undefined when the text does not have the standard's shape (identifiers of other trees, such as `…3005.6`, included). */
export function parseLicenseIdentifier(text: string): ParsedLicenseIdentifier | undefined {
  const match = SHAPE.exec(text.trim().toUpperCase());
  if (!match) return undefined;
  const [whole, typeCode = "", issuerCode = "", serial = "", version = "", check = ""] = match;
  const expected = mod37_36(`${typeCode}${issuerCode}${serial}${version}`);
  return {
    identifier: whole as LicenseIdentifier,
    typeCode,
    issuerCode,
    serial,
    version,
    check: expected === check ? "ok" : "bad",
  };
}
