/** The bytes that a signed value is to protect: Signature.xml as stored, or the signed ranges of a PDF. */
import { type HashName, hashOf } from "../signatures/hash.ts";
import type { CollectContext } from "./party.ts";

export interface ProtectedBytes {
  readonly bytes: Uint8Array;
  /** Undefined where the platform is needed and absent. */
  digest(hash: HashName): Uint8Array | undefined;
  /** The form of the file says that SignedData holds this digest of them, whatever its signer digests that with. */
  readonly heldAs?: HashName;
}

export function protectedBytes(bytes: Uint8Array, context: CollectContext, heldAs?: HashName): ProtectedBytes {
  const known = new Map<HashName, Uint8Array>();
  return {
    bytes,
    digest(hash) {
      const digest = known.get(hash) ?? hashOf(hash, bytes, context.trust.memory.platform);
      if (digest) known.set(hash, digest);
      return digest;
    },
    ...(heldAs && { heldAs }),
  };
}
