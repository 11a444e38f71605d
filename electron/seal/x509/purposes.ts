/** What certificates are for, by their key purposes (RFC 5280 §4.2.1.12). */
import { OID } from "../der/oid.ts";
import type { Certificate } from "./certificate.ts";

/** Purposes of services and programs: whoever holds such a key has not been asked whether he may sign documents. */
const SERVICES: ReadonlySet<string> = new Set([OID.SERVER_AUTH, OID.CODE_SIGNING, OID.TIME_STAMPING, OID.OCSP_SIGNING]);

/** Only for them. Servers are clients, too; a certificate that is for clients alone may be a person's. */
export function isForServices(purposes: readonly string[]): boolean {
  const others = purposes.filter((purpose) => !SERVICES.has(purpose));
  return others.length < purposes.length && others.every((purpose) => purpose === OID.CLIENT_AUTH);
}

/**
 * A CA that names purposes speaks for no other ones below it. The standard leaves that to the user of a path; every
 * browser and mail program reads it so, and a CA for web servers was not asked whether its customers may seal licenses.
 */
export function allowsBelow(issuer: Certificate, leaf: Certificate): boolean {
  const allowed = issuer.extensions.purposes;
  if (!allowed || allowed.includes(OID.ANY_PURPOSE)) return true;
  const wanted = leaf.extensions.purposes?.filter((purpose) => purpose !== OID.ANY_PURPOSE) ?? [];
  if (wanted.length === 0) return !isForServices(allowed);
  const documents = wanted.filter((purpose) => !SERVICES.has(purpose));
  return (documents.length > 0 ? documents : wanted).some((purpose) => allowed.includes(purpose));
}

/** Do all CAs of a path let timestamps be made below them? @param path from the authority to the anchor */
export function allowTimestamps(path: readonly Certificate[]): boolean {
  return path
    .slice(1)
    .every(({ extensions: { purposes } }) =>
      [OID.TIME_STAMPING, OID.ANY_PURPOSE].some((purpose) => !purposes || purposes.includes(purpose)),
    );
}
