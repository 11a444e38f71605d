/** License type → page design. */

import type { LicenseTypeId } from "../cast/license-types.ts";
import { BIRTH_CERTIFICATE } from "./birth-certificate.ts";
import { BUSINESS_LICENSE } from "./business-license.ts";
import { DRIVING_LICENSE } from "./driving-license.ts";
import { IDENTITY_CARD } from "./identity-card.ts";
import { DIVORCE_CERTIFICATE, MARRIAGE_CERTIFICATE } from "./marriage-certificate.ts";
import type { PageDesign } from "./page-design.ts";
import { REAL_ESTATE } from "./real-estate.ts";
import { RESIDENCE_PERMIT } from "./residence-permit.ts";
import { SOCIAL_SECURITY_CARD } from "./social-security-card.ts";
import { TRANSPORT_OPERATION } from "./transport-operation.ts";
import { TRANSPORT_PRACTITIONER } from "./transport-practitioner.ts";
import { VEHICLE_LICENSE } from "./vehicle-license.ts";

export const PAGE_DESIGNS: Readonly<Record<LicenseTypeId, PageDesign>> = {
  identityCard: IDENTITY_CARD,
  drivingLicense: DRIVING_LICENSE,
  vehicleLicense: VEHICLE_LICENSE,
  businessLicense: BUSINESS_LICENSE,
  birthCertificate: BIRTH_CERTIFICATE,
  transportPractitioner: TRANSPORT_PRACTITIONER,
  marriageCertificate: MARRIAGE_CERTIFICATE,
  divorceCertificate: DIVORCE_CERTIFICATE,
  transportOperation: TRANSPORT_OPERATION,
  realEstate: REAL_ESTATE,
  socialSecurityCard: SOCIAL_SECURITY_CARD,
  residencePermit: RESIDENCE_PERMIT,
};
