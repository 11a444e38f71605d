/**
 * The configuration of a province: addresses, credentials, and how its values are to be understood. Everything the
 * interfaces leave open is here; unknown keys are errors, so that a misspelt one is noticed and not ignored.
 */
import { z } from "zod";
import { HOLDER_CODE_TYPES, type HolderCodeType } from "../domain/identifier/holder-code-type.ts";
import { EXCHANGE_STATUS, LICENSE_APP_STATUS, type LicenseStatus } from "../domain/license/license-status.ts";
import type { CodePattern } from "../domain/scan/route.ts";

const LICENSE_STATUSES = [
  "valid",
  "not-active",
  "suspended",
  "expired",
  "revoked",
  "cancelled",
  "withdrawn",
  "superseded",
  "transferred-out",
  "unknown",
] as const satisfies readonly LicenseStatus[];

/** Routing of scanned texts, tried in order; a province replaces the whole list. */
export const DEFAULT_PATTERNS: readonly CodePattern[] = [
  { name: "苏服码", family: "service-code", pattern: "^SFM[0-9A-Z]{20,}$" },
  { name: "手机授权码", family: "phone-consent", pattern: "^\\d{10}$" },
  { name: "亮证码", family: "license-app", pattern: "^YSM[0-9A-Za-z]{16,}$" },
  { name: "亮证码(网址)", family: "license-app", pattern: "^https?://[^/]+/code\\?c=" },
];

/** 居民身份证 (domain.md 1.4): the license whose holder is the person at the counter. */
const DEFAULT_IDENTITY_TYPES = ["11100000000013127D001"];

/** Without a trailing slash, a query or credentials in it. */
const baseUrl = z
  .string()
  .refine(isBaseUrl, "must be an http or https address without query, fragment or credentials")
  .transform((text) => text.replace(/\/+$/, ""));

/** Goes into a header or an address: visible ASCII only. */
const secret = z.string().regex(/^[\x21-\x7e]+$/, "must be visible ASCII without spaces");
const text = z.string().trim().min(1);
const milliseconds = z.int().min(50).max(600_000);

const statuses = (known: Readonly<Record<string, LicenseStatus>>) =>
  z
    .record(z.string(), z.enum(LICENSE_STATUSES))
    .default({})
    .transform((own) => ({ ...known, ...own }));

const pattern = z.string().min(1).refine(isPattern, "must be a regular expression");

const licenseApp = z.strictObject({
  baseUrl,
  appKey: text,
  appSecret: text,
  account: text,
  password: text,
  orgCode: text.optional(),
  statuses: statuses(LICENSE_APP_STATUS),
});

const serviceCode = z.strictObject({
  baseUrl,
  clientId: text,
  clientSecret: text,
  appKey: text,
  /** `ouguid`: the hall's own number with the interface. */
  ouGuid: z.string().default(""),
  statuses: statuses(LICENSE_APP_STATUS),
});

const phoneConsent = z.strictObject({
  baseUrl,
  accessId: text,
  accessToken: text,
  /** `certificateSystemName` in the stated use. */
  systemName: text.max(12).default("亮证台"),
  /** `certificateCallCategory`: both polarities have been seen (domain.md 3). */
  callCategory: z.enum(["0", "1"]).default("0"),
  statuses: statuses(EXCHANGE_STATUS),
});

const deadlines = z
  .strictObject({
    connectMs: milliseconds.default(3000),
    idleMs: milliseconds.default(3000),
    totalMs: milliseconds.default(3000),
    fileTotalMs: milliseconds.default(10_000),
  })
  .prefault({});

export const provinceConfigSchema = z.strictObject({
  /** As shown to the clerk. */
  name: text,
  terminal: z.strictObject({ id: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/), name: text }),
  /** Stated as the operator's organization with every call. */
  organization: z.strictObject({ name: text, code: text, division: text, divisionCode: text }),
  deadlines,
  /** Between two looks at each end of the province while somebody works here and nothing else is asked of it. A loss is seen within this and 1 s. */
  probeGapMs: z.int().min(200).max(600_000).default(2_000),
  certificateAuthorities: z.array(z.string().startsWith("-----BEGIN CERTIFICATE-----")).optional(),
  codePatterns: z
    .array(z.strictObject({ name: text, family: z.enum(["license-app", "service-code", "phone-consent"]), pattern }))
    .default([...DEFAULT_PATTERNS]),
  identityTypes: z.array(z.string().regex(/^[0-9A-Z]{21}$/)).default(DEFAULT_IDENTITY_TYPES),
  /** Raw holder number types → GB/T 36903 annex A, beside the known ones. */
  holderCodeTypes: z
    .record(z.string(), z.enum(Object.keys(HOLDER_CODE_TYPES) as [HolderCodeType, ...HolderCodeType[]]))
    .default({}),
  licenseApp: licenseApp.optional(),
  serviceCode: serviceCode.optional(),
  phoneConsent: phoneConsent.optional(),
  acceptance: z.strictObject({ baseUrl, appToken: secret }),
  audit: z.strictObject({ baseUrl, appToken: secret }),
  trust: z.strictObject({ baseUrl }),
  catalogue: z.strictObject({ baseUrl }),
  /** Absent: lists of appointments come from files only. */
  appointments: z.strictObject({ baseUrl, appToken: secret }).optional(),
});

export type ProvinceConfig = z.infer<typeof provinceConfigSchema>;
export type LicenseAppConfig = NonNullable<ProvinceConfig["licenseApp"]>;
export type ServiceCodeConfig = NonNullable<ProvinceConfig["serviceCode"]>;
export type PhoneConsentConfig = NonNullable<ProvinceConfig["phoneConsent"]>;

export type ConfigReading =
  | { readonly ok: true; readonly config: ProvinceConfig }
  /** `where: what`, for the administrator; never a value, since values are secrets. */
  | { readonly ok: false; readonly problems: readonly string[] };

export function readProvinceConfig(raw: unknown): ConfigReading {
  const read = provinceConfigSchema.safeParse(raw);
  if (read.success) return { ok: true, config: read.data };
  return {
    ok: false,
    problems: read.error.issues.map(({ path, message }) => `${path.map(String).join(".") || "(top)"}: ${message}`),
  };
}

/** The patterns of the families this province really has: a code of another family is then named, not tried. */
export function codePatternsOf(config: ProvinceConfig): readonly CodePattern[] {
  const configured = {
    "license-app": config.licenseApp,
    "service-code": config.serviceCode,
    "phone-consent": config.phoneConsent,
  };
  return config.codePatterns.filter(({ family }) => configured[family] !== undefined);
}

function isBaseUrl(candidate: string): boolean {
  if (!URL.canParse(candidate)) return false;
  const { protocol, search, hash, username, password } = new URL(candidate);
  return /^https?:$/.test(protocol) && `${search}${hash}${username}${password}` === "";
}

function isPattern(candidate: string): boolean {
  try {
    return new RegExp(candidate, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
