/** What a terminal needs to be let in, family by family. The secrets are drawn from the installation's own keys. */

import { createHmac, timingSafeEqual } from "node:crypto";
import type { Keystore } from "../pki/keystore.ts";

export interface TrainingCredentials {
  readonly licenseApp: {
    readonly appKey: string;
    readonly appSecret: string;
    readonly account: string;
    readonly password: string;
    readonly orgCode: string;
  };
  readonly serviceCode: { readonly clientId: string; readonly clientSecret: string; readonly appKey: string };
  readonly phoneConsent: { readonly accessId: string; readonly accessToken: string };
  readonly acceptance: { readonly appToken: string };
  readonly audit: { readonly appToken: string };
  readonly appointments: { readonly appToken: string };
}

export function credentialsOf(keystore: Keystore, orgCode: string): TrainingCredentials {
  const secret = (purpose: string): string =>
    createHmac("sha256", keystore.publisher.privateHex).update(`credential:${purpose}`).digest("hex").slice(0, 32);
  return {
    licenseApp: {
      appKey: "sample-license-app",
      appSecret: secret("license-app"),
      account: "sample-counter",
      password: secret("license-app-account"),
      orgCode,
    },
    serviceCode: {
      clientId: "sample-service-code",
      clientSecret: secret("service-code"),
      appKey: secret("service-code-app").slice(0, 16),
    },
    phoneConsent: { accessId: "sample-channel", accessToken: secret("phone-consent") },
    acceptance: { appToken: secret("acceptance") },
    audit: { appToken: secret("audit") },
    appointments: { appToken: secret("appointments") },
  };
}

/** Equal without telling by the time it takes how far they agree. */
export function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
