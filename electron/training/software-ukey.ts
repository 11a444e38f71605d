/** 练习用软件 UKey: a key in memory that behaves as one plugged in, and misbehaves on demand. Never a second factor in earnest. */
import { randomBytes } from "node:crypto";
import type { SecondFactor } from "../app/ports/second-factor.ts";
import { fault } from "../domain/fault.ts";
import { failed, ok } from "../domain/result.ts";
import { issueCertificate } from "./pki/certificate.ts";
import { createSm2Key, type Sm2Key, signSm2 } from "./pki/sm2-key.ts";

const PIN_TRIES = 6;
const YEAR_MS = 365 * 24 * 3_600_000;

/** `wrong-key` signs with a key that is not the certificate's; `swapped` is another key altogether. */
export type KeyMood = "well" | "removed" | "wrong-key" | "swapped" | "pin-locked";

export interface SoftwareKeySecret {
  readonly privateHex: string;
  readonly publicHex: string;
  /** Base64 DER. */
  readonly certificate: string;
}

export interface SoftwareKey extends SecondFactor {
  behave(mood: KeyMood): void;
}

/** A new key with a self-signed certificate that says what it is. */
export function createKeySecret(now: number): SoftwareKeySecret {
  const key = createSm2Key();
  const name = { organization: "练习模式", commonName: "软件 UKey(样例)" };
  const certificate = issueCertificate(
    {
      serial: Uint8Array.from([1, ...randomBytes(7)]),
      subject: name,
      publicHex: key.publicHex,
      role: "signer",
      notBefore: now - 24 * 3_600_000,
      notAfter: now + 10 * YEAR_MS,
    },
    { name, key },
  );
  return { ...key, certificate: Buffer.from(certificate).toString("base64") };
}

export function createSoftwareKey(secret: SoftwareKeySecret, pin: string): SoftwareKey {
  const own: Sm2Key = secret;
  const stranger = createKeySecret(Date.now());
  let mood: KeyMood = "well";
  let left = PIN_TRIES;
  const isLocked = () => mood === "pin-locked" || left === 0;
  return {
    behave(next) {
      mood = next;
      if (next === "well") left = PIN_TRIES;
    },
    async certificate() {
      if (mood === "removed") return failed(fault("factor.absent"));
      const { certificate } = mood === "swapped" ? stranger : secret;
      return ok(new Uint8Array(Buffer.from(certificate, "base64")));
    },
    async sign(typed, message) {
      if (mood === "removed") return failed(fault("factor.absent"));
      if (isLocked()) return failed(fault("factor.pin-locked"));
      if (typed !== pin) {
        left -= 1;
        return failed(left === 0 ? fault("factor.pin-locked") : fault("factor.pin-wrong", { left }));
      }
      left = PIN_TRIES;
      return ok(signSm2(mood === "wrong-key" || mood === "swapped" ? stranger : own, message));
    },
  };
}
