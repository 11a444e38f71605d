/** RSA, ECDSA and the SHA family by the platform's own cryptography (OpenSSL in Node, BoringSSL in Electron). */
import { constants, createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { PlatformCrypto, PlatformQuestion } from "../seal/signatures/platform.ts";

export const platformCrypto: PlatformCrypto = {
  digest: (hash, bytes) => new Uint8Array(createHash(hash).update(bytes).digest()),
  verify({ scheme, hash, saltLength = 0, publicKey, message, signature }) {
    const key = readKey(publicKey);
    const type = key?.asymmetricKeyType;
    if (!key || type !== (scheme === "ecdsa" ? "ec" : "rsa")) return false;
    try {
      return verify(hash, message, { key, ...paddingOf(scheme, saltLength) }, signature);
    } catch {
      // A value of the wrong length, a modulus out of all bounds: what the platform refuses to look at is not valid.
      return false;
    }
  },
};

function paddingOf(scheme: PlatformQuestion["scheme"], saltLength: number) {
  switch (scheme) {
    case "ecdsa":
      return { dsaEncoding: "der" } as const;
    case "rsa-pkcs1":
      return { padding: constants.RSA_PKCS1_PADDING };
    case "rsa-pss":
      return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  }
}

function readKey(der: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });
  } catch {
    return undefined;
  }
}
