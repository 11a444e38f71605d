/** What all families' records have in common, once their own field names are out of the way. */
import { parseLicenseIdentifier } from "../../domain/identifier/license-identifier.ts";
import { dayOf, readLicenseDate } from "../../domain/license/license-date.ts";
import type { LicenseRecord } from "../../domain/license/license-record.ts";
import { licenseStatus, type StatusVocabulary } from "../../domain/license/license-status.ts";
import type { FaceField } from "./face-fields.ts";
import { type HolderCodeTypes, type HolderLists, readHolders } from "./holders.ts";
import { readRelatedPersons } from "./related-persons.ts";

/** How a province's values are to be understood; part of its configuration. */
export interface Vocabulary {
  readonly statuses: StatusVocabulary;
  readonly holderCodeTypes: HolderCodeTypes;
}

/** A license in the words of this project, values still as the library wrote them. */
export interface RawLicense {
  readonly provider: string;
  readonly providerLicenseId: string;
  readonly identifier: string;
  readonly typeCode: string;
  readonly name: string;
  readonly number: string;
  readonly holders: HolderLists;
  readonly face: readonly FaceField[];
  readonly issuerName: string;
  readonly issuerCode: string;
  readonly issueDate: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly status: string;
}

export function toLicenseRecord(
  raw: RawLicense,
  vocabulary: Vocabulary,
  fetchedAt: number,
): Omit<LicenseRecord, "licenseId"> {
  const issueDate = dayOf(raw.issueDate);
  return {
    provider: raw.provider,
    providerLicenseId: raw.providerLicenseId,
    ...identifierOf(raw.identifier),
    typeCode: raw.typeCode,
    typeName: raw.name,
    number: raw.number,
    name: raw.name,
    holders: readHolders(raw.holders, vocabulary.holderCodeTypes),
    related: readRelatedPersons(raw.face, vocabulary.holderCodeTypes),
    issuerName: raw.issuerName,
    issuerCode: raw.issuerCode,
    ...(issueDate ? { issueDate } : {}),
    ...validityOf(raw, vocabulary.statuses),
    statusRaw: raw.status,
    source: "library",
    fetchedAt,
  };
}

/** An identifier of another shape than GB/T 36904's is remarked on and not kept as one. */
function identifierOf(text: string): Pick<LicenseRecord, "identifier" | "identifierCheck"> {
  if (text.trim() === "") return { identifierCheck: "absent" };
  const parsed = parseLicenseIdentifier(text);
  return parsed ? { identifier: parsed.identifier, identifierCheck: parsed.check } : { identifierCheck: "bad" };
}

/** Dates that cannot be read leave the status unknown: such a license must not pass as one without a limit. */
function validityOf(
  raw: RawLicense,
  statuses: StatusVocabulary,
): Pick<LicenseRecord, "status" | "validFrom" | "validTo"> {
  const from = readLicenseDate(raw.validFrom);
  const to = readLicenseDate(raw.validTo);
  const isReadable = from.kind !== "unreadable" && to.kind !== "unreadable";
  const status = licenseStatus(raw.status.trim(), statuses);
  return {
    status: isReadable || status !== "valid" ? status : "unknown",
    ...(from.kind === "day" ? { validFrom: from.day } : {}),
    ...(to.kind === "day" ? { validTo: to.day } : {}),
  };
}
