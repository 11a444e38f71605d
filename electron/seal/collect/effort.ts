/**
 * What one file may ask of the verifier for the certificates that it brings along. Anybody can make thousands of them, each with
 * dozens of issuers of one name to be tried; a license with hundreds of signers needs far less.
 */
import type { SignatureEffort } from "../x509/path.ts";

export interface Effort extends SignatureEffort {
  /** Bytes of certificates that may still be read; each counts as a kilobyte at least. */
  certificateBytes: number;
}

export function newEffort(): Effort {
  return { signaturesLeft: 512, certificateBytes: 2 * 1024 * 1024 };
}
