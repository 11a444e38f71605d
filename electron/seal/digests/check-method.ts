/** The digest methods of References@CheckMethod in the spellings of real files (GB/T 33190-2016 §18.2.2). */
import { OID } from "../der/oid.ts";

/** `sm3-keyed`: SM3 over ZA of the signer and the file, as OID …401.2 is used in the field. */
export type DigestMethod = "sm3" | "sm3-keyed" | "md5" | "sha1" | "unknown";

const METHODS: ReadonlyMap<string, DigestMethod> = new Map([
  ["sm3", "sm3"],
  [OID.SM3, "sm3"],
  [OID.SM3_PLAIN, "sm3"],
  [OID.SM3_KEYED, "sm3-keyed"],
  ["md5", "md5"],
  ["1.2.840.113549.2.5", "md5"],
  ["sha1", "sha1"],
  ["sha-1", "sha1"],
  ["1.3.14.3.2.26", "sha1"],
]);

/** @param checkMethod as written; absent is the schema's default, MD5. */
export function digestMethod(checkMethod: string | undefined): DigestMethod {
  if (checkMethod === undefined) return "md5";
  return METHODS.get(checkMethod.trim().toLowerCase()) ?? "unknown";
}
