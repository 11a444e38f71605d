/** License type → page design. */

import type { LicenseTypeId } from "../cast/license-types.ts";
import { BUSINESS_LICENSE } from "./business-license.ts";
import { IDENTITY_CARD } from "./identity-card.ts";
import type { PageDesign } from "./page-design.ts";

export const PAGE_DESIGNS: Readonly<Record<LicenseTypeId, PageDesign>> = {
  identityCard: IDENTITY_CARD,
  drivingLicense: IDENTITY_CARD,
  vehicleLicense: IDENTITY_CARD,
  businessLicense: BUSINESS_LICENSE,
  birthCertificate: IDENTITY_CARD,
  transportPractitioner: IDENTITY_CARD,
  marriageCertificate: IDENTITY_CARD,
  divorceCertificate: IDENTITY_CARD,
  transportOperation: IDENTITY_CARD,
  realEstate: IDENTITY_CARD,
  socialSecurityCard: IDENTITY_CARD,
  residencePermit: IDENTITY_CARD,
};
