/** Which revocation lists take each other's place: those of one issuer about the same part of its certificates. */
import { toHex } from "../seal/hex.ts";
import { sm3 } from "../seal/sm3.ts";
import type { RevocationList } from "../seal/x509/revocation-list.ts";

/** Lower-case hexadecimal. */
export function listKey({ issuer, scope }: RevocationList): string {
  const { onlyUsers, onlyAuthorities, addresses } = scope;
  const parts = [issuer.key, onlyUsers, onlyAuthorities, addresses ? [...addresses].sort() : null];
  return toHex(sm3(new TextEncoder().encode(JSON.stringify(parts))));
}
