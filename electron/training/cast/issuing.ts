/** Issues one license: gives it its identifier, its numbers in the library and the seal of the agency that is in charge. */

import { createHash } from "node:crypto";
import type { LikenessSeed } from "../portrait/likeness.ts";
import { AGENCIES, type AgencyId, type SignerId } from "./agencies.ts";
import { licenseIdentifier } from "./check-digits.ts";
import type { Holder, License, LicenseStatus } from "./license.ts";
import { LICENSE_TYPES, type LicenseTypeId } from "./license-types.ts";
import type { Person } from "./persons.ts";

/** Which agency issues the type; signers of good standing bear the agency's name. */
const IN_CHARGE = {
  identityCard: "publicSecurity",
  drivingLicense: "trafficPolice",
  vehicleLicense: "trafficPolice",
  businessLicense: "market",
  birthCertificate: "health",
  transportPractitioner: "transport",
  marriageCertificate: "civilAffairs",
  divorceCertificate: "civilAffairs",
  transportOperation: "transport",
  realEstate: "naturalResources",
  socialSecurityCard: "humanResources",
  residencePermit: "publicSecurity",
} as const satisfies Record<LicenseTypeId, AgencyId & SignerId>;

export interface Order {
  readonly typeId: LicenseTypeId;
  readonly number: string;
  readonly holders: readonly Holder[];
  readonly issueDate: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly face: Readonly<Record<string, string>>;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly portraits?: readonly LikenessSeed[];
}

/** What goes wrong with a license; nothing by default. */
export interface Fate {
  readonly status?: LicenseStatus;
  readonly signer?: SignerId;
  readonly tamper?: License["tamper"];
}

export const personHolder = (person: Person): Holder => ({ name: person.name, kind: "person", number: person.number });

/** The portrait a license of that year would show. */
export function likenessSeed(person: Person, issueDate: string): LikenessSeed {
  return {
    seed: person.name,
    sex: person.sex,
    age: Number(issueDate.slice(0, 4)) - Number(person.birth.slice(0, 4)),
  };
}

export function issueLicense(order: Order, fate: Fate = {}): License {
  const [holder] = order.holders;
  if (holder === undefined) throw new Error("a license has a holder");
  const agency = AGENCIES[IN_CHARGE[order.typeId]];
  const id = `${order.typeId}-${holder.number}-${order.issueDate}`;
  const serial = createHash("sha256").update(id).digest("hex").slice(0, 16).toUpperCase();
  const ordinal = String(Number.parseInt(serial.slice(0, 8), 16) % 1_000_000).padStart(6, "0");
  return {
    id,
    typeId: order.typeId,
    identifier: licenseIdentifier({
      typeCode: LICENSE_TYPES[order.typeId].certTypeCode,
      issuerCode: agency.code,
      serial,
      version: "001",
    }),
    licenseCode: `990101${order.issueDate.slice(0, 4)}${ordinal}02`,
    number: order.number,
    holders: order.holders,
    issuer: agency,
    signer: fate.signer ?? IN_CHARGE[order.typeId],
    issueDate: order.issueDate,
    validFrom: order.validFrom ?? order.issueDate,
    validTo: order.validTo ?? "",
    status: fate.status ?? "ISSUED",
    face: order.face,
    hidden: order.hidden ?? {},
    portraits: order.portraits ?? [],
    sealedAt: Date.parse(`${order.issueDate}T10:30:00+08:00`),
    ...(fate.tamper === undefined ? {} : { tamper: fate.tamper }),
  };
}
