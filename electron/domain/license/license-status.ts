/** 证照状态: one vocabulary from the six that libraries use. 撤销, 注销 and 吊销 are three different acts and stay apart. */

export type LicenseStatus =
  | "valid"
  | "not-active"
  | "suspended"
  | "expired"
  | "revoked"
  | "cancelled"
  | "withdrawn"
  | "superseded"
  | "transferred-out"
  | "unknown";

/** Raw value → status, per interface family. Provinces override it in their configuration. */
export type StatusVocabulary = Readonly<Record<string, LicenseStatus>>;

/** license-app v1 family: words, `ISSUED` seen in answers. */
export const LICENSE_APP_STATUS: StatusVocabulary = {
  ISSUED: "valid",
  SUSPENDED: "suspended",
  EXPIRED: "expired",
  ABOLISHED: "cancelled",
  CANCELLED: "cancelled",
  REVOKED: "revoked",
  WITHDRAWN: "withdrawn",
  SUPERSEDED: "superseded",
};

/** Two-digit table of the national exchange (construction and Shandong-type libraries). */
export const EXCHANGE_STATUS: StatusVocabulary = {
  "01": "valid",
  "02": "suspended",
  "03": "revoked",
  "04": "cancelled",
  "05": "expired",
  "06": "transferred-out",
  "07": "withdrawn",
};

export function licenseStatus(raw: string, vocabulary: StatusVocabulary): LicenseStatus {
  return Object.hasOwn(vocabulary, raw) ? (vocabulary[raw] ?? "unknown") : "unknown";
}
