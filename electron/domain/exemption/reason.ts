/** Why a license does or does not exempt a material: a closed list; `renderer/strings` has a sentence for every one. */
import type { Face } from "../verdict/verdict.ts";

/** Reason → the best face that remains. `valid` = a remark only. */
export const REASONS = {
  "seal-invalid": "invalid",
  "no-seal": "not-license",
  "sample-license": "not-license",
  "holder-different": "invalid",
  "status-suspended": "invalid",
  "status-revoked": "invalid",
  "status-cancelled": "invalid",
  "status-withdrawn": "invalid",
  "status-superseded": "invalid",
  "status-transferred-out": "invalid",
  "status-expired": "invalid",
  "status-not-active": "invalid",
  "out-of-date": "invalid",
  "not-yet-valid": "invalid",
  "type-different": "invalid",
  "seal-unconfirmed": "unconfirmed",
  "trust-too-old": "unconfirmed",
  "status-unknown": "unconfirmed",
  "holder-unknown": "unconfirmed",
  "second-confirmation": "attention",
  "recheck-later": "attention",
  "seal-noted": "attention",
  "holder-name-only": "attention",
  "holder-name-different": "attention",
  "status-not-checked": "attention",
  "issuer-different": "attention",
  "identifier-check": "attention",
  "expires-soon": "valid",
} as const satisfies Record<string, Face>;

export type ReasonCode = keyof typeof REASONS;

export interface Reason {
  readonly code: ReasonCode;
  /** Dates, status words and seal names; never a citizen's name or number. */
  readonly detail?: Readonly<Record<string, string | number>>;
}
