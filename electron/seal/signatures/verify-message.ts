/** Is a message signed by a key? SM2 by our own code, RSA and ECDSA by the platform's. */
import { verifySm2 } from "../sm2/verify.ts";
import type { PublicKey } from "../x509/public-key.ts";
import type { PlatformCrypto } from "./platform.ts";
import type { SignatureScheme } from "./scheme.ts";

/** `unsupported`: neither yes nor no, because the algorithm is not implemented here. */
export type SignatureAnswer = "valid" | "invalid" | "unsupported";

export interface SignedMessage {
  /** Undefined: an algorithm that is not one of ours. */
  readonly scheme: SignatureScheme | undefined;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** A key of another kind than the algorithm's makes the answer `invalid`; a kind unknown here, `unsupported`. */
export function verifyMessage(key: PublicKey, signed: SignedMessage, platform?: PlatformCrypto): SignatureAnswer {
  const { scheme, message, signature } = signed;
  if (!scheme || key.kind === "other") return "unsupported";
  if (scheme.kind !== key.kind) return "invalid";
  if (key.kind === "sm2") return verifySm2(key.point, message, signature) ? "valid" : "invalid";
  if (!platform || scheme.kind === "sm2") return "unsupported";
  const isValid = platform.verify({
    scheme: scheme.kind === "ecdsa" ? "ecdsa" : `rsa-${scheme.padding}`,
    hash: scheme.hash,
    ...(scheme.kind === "rsa" && scheme.padding === "pss" && { saltLength: scheme.saltLength }),
    publicKey: key.info,
    message,
    signature,
  });
  return isValid ? "valid" : "invalid";
}
