/** 电子证照 as the terminal knows it after the province's answer is read: names and dates normalised, nothing judged. */
import type { Holder } from "../person/person.ts";
import type { LicenseStatus } from "./license-status.ts";

export interface RelatedPerson extends Holder {
  readonly role: "legalRep" | "parent" | "other";
}

/** `prefetched` = by the library, earlier today, for an appointment; `presented` = a file that the citizen brought. */
export const LICENSE_SOURCES = ["library", "presented", "prefetched"] as const;
export type LicenseSource = (typeof LICENSE_SOURCES)[number];

export interface LicenseRecord {
  /** Handle within the case, made by the terminal. */
  readonly licenseId: string;
  readonly provider: string;
  /** The library's own handle (license code or identifier). */
  readonly providerLicenseId: string;
  readonly identifier?: string;
  readonly identifierCheck: "ok" | "bad" | "absent";
  /** 证照类型代码, 21 characters; empty when the source gives none. */
  readonly typeCode: string;
  readonly typeName: string;
  readonly number: string;
  readonly name: string;
  readonly holders: readonly Holder[];
  /** Persons the license names beside its holders, with their part: 法定代表人 of a company, parents of a child. */
  readonly related: readonly RelatedPerson[];
  readonly issuerName: string;
  readonly issuerCode: string;
  /** `YYYY-MM-DD`; absent = not stated. */
  readonly issueDate?: string;
  readonly validFrom?: string;
  /** Absent = without limit (长期). */
  readonly validTo?: string;
  readonly statusRaw: string;
  readonly status: LicenseStatus;
  readonly source: LicenseSource;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
}

/** Version of the license for delivery keys: the identifier's version part, else the issue date. */
export function licenseVersion(license: LicenseRecord): string {
  return license.identifier?.split(".").at(-2) ?? license.issueDate ?? "0";
}

/** When the library gave a license that was fetched for an appointment; undefined for any other. */
export function prefetchedAt({ source, fetchedAt }: Pick<LicenseRecord, "source" | "fetchedAt">): number | undefined {
  return source === "prefetched" ? fetchedAt : undefined;
}

/** The calendar day in China (UTC+8, no summer time) at an instant, `YYYY-MM-DD`. */
export function shanghaiDate(epochMs: number): string {
  return new Date(epochMs + 8 * 3_600_000).toISOString().slice(0, 10);
}
