/** Hash functions by their identifiers, and whose work each is. */

import { OID } from "../der/oid.ts";
import { md5 } from "../digests/md5.ts";
import { sha1 } from "../digests/sha1.ts";
import { sm3 } from "../sm3.ts";
import type { PlatformCrypto, PlatformHash } from "./platform.ts";

export type HashName = "sm3" | "md5" | PlatformHash;

const HASHES: ReadonlyMap<string, HashName> = new Map([
  [OID.SM3, "sm3"],
  [OID.SM3_PLAIN, "sm3"],
  // Some programs name the signature algorithm where the digest is due.
  [OID.SM3_WITH_SM2, "sm3"],
  [OID.MD5, "md5"],
  [OID.SHA1, "sha1"],
  [OID.SHA256, "sha256"],
  [OID.SHA384, "sha384"],
  [OID.SHA512, "sha512"],
]);

/** Collisions can be made for these. */
const WEAK: ReadonlySet<HashName> = new Set(["md5", "sha1"]);

export function hashNamed(identifier: string): HashName | undefined {
  return HASHES.get(identifier);
}

export function isWeakHash(hash: HashName): boolean {
  return WEAK.has(hash);
}

/** Undefined where the platform is needed and absent. */
export function hashOf(
  hash: HashName,
  bytes: Uint8Array,
  platform: PlatformCrypto | undefined,
): Uint8Array | undefined {
  if (hash === "sm3") return sm3(bytes);
  if (hash === "md5") return md5(bytes);
  return platform?.digest(hash, bytes) ?? (hash === "sha1" ? sha1(bytes) : undefined);
}
