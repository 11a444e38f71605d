/** Which keys are too short to prove anything today (GM/T 0054-2018; NIST SP 800-57 part 1). */
import type { PublicKey } from "../x509/public-key.ts";

const LEAST_RSA_BITS = 2048;

export function isShortKey(key: PublicKey): boolean {
  return key.kind === "rsa" && key.bits < LEAST_RSA_BITS;
}
