/** Builds a province out of its configuration: one client per interface family, one HTTP layer below them all. */
import type { Province } from "../app/ports/province.ts";
import type { StatusVocabulary } from "../domain/license/license-status.ts";
import { present } from "../domain/present.ts";
import { acceptanceProbe, createAcceptancePlatform } from "./acceptance/client.ts";
import { createAppointmentSource } from "./appointments/client.ts";
import { createAuditReceiver } from "./audit-receiver/client.ts";
import { createCatalogueSource } from "./catalogue/client.ts";
import type { ProvinceConfig } from "./config.ts";
import { createHttp, type Http } from "./http/http.ts";
import { createLicenseAppClient } from "./license-app/client.ts";
import { createLicenseAppSession } from "./license-app/session.ts";
import { createPhoneConsentClient } from "./phone-consent/client.ts";
import type { Vocabulary } from "./records/license-core.ts";
import { createServiceCodeClient } from "./service-code/client.ts";
import { createTrustSource, trustProbe } from "./trust-source/client.ts";

export interface ProvinceDeps {
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface ProvinceConnection extends Province {
  /** Drops kept connections; calls under way end as broken. */
  close(): void;
}

export function createProvince(config: ProvinceConfig, deps: ProvinceDeps): ProvinceConnection {
  const { deadlines, certificateAuthorities } = config;
  const http = createHttp({ deadlines, ...(certificateAuthorities ? { certificateAuthorities } : {}) });
  const licenseApp = licenseAppOf(config, http, deps);
  const serviceCode = serviceCodeOf(config, http, deps);
  const phoneConsent = phoneConsentOf(config, http, deps);
  return {
    families: {
      ...(licenseApp ? { "license-app": licenseApp } : {}),
      ...(serviceCode ? { "service-code": serviceCode } : {}),
      ...(phoneConsent ? { "phone-consent": phoneConsent } : {}),
    },
    ...(licenseApp ? { duty: licenseApp } : {}),
    acceptance: createAcceptancePlatform(http, config.acceptance),
    auditReceiver: createAuditReceiver(http, config.audit, config.terminal),
    catalogue: createCatalogueSource(http, config.catalogue),
    trust: createTrustSource(http, config.trust),
    probes: present({
      "license-app": licenseApp?.probe,
      "service-code": serviceCode?.probe,
      "phone-consent": phoneConsent?.probe,
      platform: acceptanceProbe(http, config.acceptance),
      trust: trustProbe(http, config.trust),
    }),
    ...(config.appointments
      ? { appointments: createAppointmentSource(http, config.appointments, config.terminal) }
      : {}),
    close: () => http.close(),
  };
}

function vocabularyOf(config: ProvinceConfig, statuses: StatusVocabulary): Vocabulary {
  return { statuses, holderCodeTypes: config.holderCodeTypes };
}

function licenseAppOf(config: ProvinceConfig, http: Http, { now }: ProvinceDeps) {
  const { licenseApp, organization, identityTypes } = config;
  if (!licenseApp) return undefined;
  const session = createLicenseAppSession(http, licenseApp, now);
  const vocabulary = vocabularyOf(config, licenseApp.statuses);
  const client = createLicenseAppClient({ session, organization, identityTypes, vocabulary, now });
  return { ...client, probe: session.probe };
}

function serviceCodeOf(config: ProvinceConfig, http: Http, { now }: ProvinceDeps) {
  const { serviceCode, terminal, organization, identityTypes } = config;
  if (!serviceCode) return undefined;
  const vocabulary = vocabularyOf(config, serviceCode.statuses);
  return createServiceCodeClient({
    http,
    config: serviceCode,
    terminal,
    organization,
    identityTypes,
    vocabulary,
    now,
  });
}

function phoneConsentOf(config: ProvinceConfig, http: Http, { now }: ProvinceDeps) {
  const { phoneConsent } = config;
  if (!phoneConsent) return undefined;
  return createPhoneConsentClient({
    http,
    config: phoneConsent,
    vocabulary: vocabularyOf(config, phoneConsent.statuses),
    now,
  });
}
