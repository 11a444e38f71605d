/**
 * What the platform's cryptography does for this folder: RSA, ECDSA and the SHA family. SM2 and SM3 are our own, because no
 * platform here can verify Chinese SM2 signatures (seals.md section 0). Given with the trust data; without it such
 * signatures are "unsupported", never valid.
 */

export type PlatformHash = "sha1" | "sha256" | "sha384" | "sha512";

export interface PlatformQuestion {
  readonly scheme: "rsa-pkcs1" | "rsa-pss" | "ecdsa";
  readonly hash: PlatformHash;
  /** Bytes; for `rsa-pss` only. */
  readonly saltLength?: number;
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  /** For `ecdsa` a DER SEQUENCE{r, s}. */
  readonly signature: Uint8Array;
}

export interface PlatformCrypto {
  digest(hash: PlatformHash, bytes: Uint8Array): Uint8Array;
  /** Never throws: a key or value that the platform cannot read makes the answer false. */
  verify(question: PlatformQuestion): boolean;
}
