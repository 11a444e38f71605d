/** The key and self-signed certificate of the software UKey of training mode. */
import { randomBytes } from "node:crypto";
import { issueCertificate } from "./certificate.ts";
import { createSm2Key } from "./sm2-key.ts";

const YEAR_MS = 365 * 24 * 3_600_000;

export interface SoftwareKeySecret {
  readonly privateHex: string;
  readonly publicHex: string;
  /** Base64 DER. */
  readonly certificate: string;
}

/** A new key with a self-signed certificate that says what it is. */
export function createKeySecret(now: number): SoftwareKeySecret {
  const key = createSm2Key();
  const name = { organization: "练习模式", commonName: "软件 UKey(样例)" };
  const certificate = issueCertificate(
    {
      serial: Uint8Array.from([1, ...randomBytes(7)]),
      subject: name,
      publicHex: key.publicHex,
      role: "signer",
      notBefore: now - 24 * 3_600_000,
      notAfter: now + 10 * YEAR_MS,
    },
    { name, key },
  );
  return { ...key, certificate: Buffer.from(certificate).toString("base64") };
}
