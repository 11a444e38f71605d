/** A license that the citizen brings as a file: its record read from the document's own metadata (GB/T 36903 names). Pure. */
import { holderCodeType } from "../../domain/identifier/holder-code-type.ts";
import { parseLicenseIdentifier } from "../../domain/identifier/license-identifier.ts";
import { dayOf, readLicenseDate } from "../../domain/license/license-date.ts";
import type { LicenseRecord } from "../../domain/license/license-record.ts";
import type { LicenseType } from "../../domain/matter/matter.ts";
import type { Holder } from "../../domain/person/person.ts";
import { present } from "../../domain/present.ts";

type Metadata = Readonly<Record<string, string>>;

/** Undefined when the file says of no known license type that it is one. */
export function presentedRecord(
  metadata: Metadata,
  licenseTypes: readonly LicenseType[],
  now: number,
): Omit<LicenseRecord, "licenseId"> | undefined {
  const identifier = metadata["ZZBS"] ? parseLicenseIdentifier(metadata["ZZBS"]) : undefined;
  const typeCode = metadata["ZZLXDM"] ?? identifier?.typeCode ?? "";
  const type =
    licenseTypes.find((one) => one.code === typeCode) ??
    licenseTypes.find((one) => [one.name, ...one.aliases].includes(metadata["ZZMC"] ?? ""));
  if (!type) return undefined;
  const validTo = readLicenseDate(metadata["ZZYXQJZRQ"]);
  // A limit that cannot be read is no licence to use the file without one.
  if (validTo.kind === "unreadable") return undefined;
  return {
    provider: "presented",
    providerLicenseId: identifier?.identifier ?? metadata["ZZBH"] ?? "",
    ...(identifier ? { identifier: identifier.identifier } : {}),
    identifierCheck: identifier?.check ?? "absent",
    typeCode: type.code,
    typeName: type.name,
    number: metadata["ZZBH"] ?? "",
    name: metadata["ZZMC"] ?? type.name,
    holders: holdersOf(metadata),
    related: [],
    issuerName: metadata["ZZBFJG"] ?? "",
    issuerCode: metadata["ZZBFJGDM"] ?? "",
    ...present({
      issueDate: dayOf(metadata["ZZBFRQ"]),
      validFrom: dayOf(metadata["ZZYXQQSRQ"]),
      validTo: validTo.kind === "day" ? validTo.day : undefined,
    }),
    statusRaw: "",
    status: "unknown",
    source: "presented",
    fetchedAt: now,
  };
}

/** Several holders stand in one list each for names, numbers and kinds (comma or Chinese enumeration comma). */
function holdersOf(metadata: Metadata): readonly Holder[] {
  const list = (text: string | undefined) => (text ?? "").split(/[,,、]/).map((one) => one.trim());
  const codes = list(metadata["CZZTDM"]);
  const kinds = list(metadata["CZZTDMLXDM"] ?? metadata["CZZTDMLX"]);
  return list(metadata["CZZT"])
    .map((name, index) => ({
      name,
      code: codes[index] ?? "",
      codeType: holderCodeType(kinds[index] ?? kinds[0] ?? ""),
    }))
    .filter((holder) => holder.name !== "" || holder.code !== "");
}
