/** 练习用软件 UKey: a key in memory that behaves as one plugged in, and misbehaves on demand. Never a second factor in earnest. */
import type { SecondFactor } from "../app/ports/second-factor.ts";
import { fault } from "../domain/fault.ts";
import { failed, ok } from "../domain/result.ts";
import { signSm2 } from "../training/pki/sm2-key.ts";
import { createKeySecret, type SoftwareKeySecret } from "../training/pki/software-key.ts";

const PIN_TRIES = 6;

/** `wrong-key` signs with a key that is not the certificate's; `swapped` is another key altogether. */
export type KeyMood = "well" | "removed" | "wrong-key" | "swapped" | "pin-locked";

export interface SoftwareKey extends SecondFactor {
  behave(mood: KeyMood): void;
}

export function createSoftwareKey(secret: SoftwareKeySecret, pin: string): SoftwareKey {
  // Making a key takes a tenth of a second, which no start should wait for.
  let stranger: SoftwareKeySecret | undefined;
  const another = () => {
    stranger ??= createKeySecret(Date.now());
    return stranger;
  };
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
      const { certificate } = mood === "swapped" ? another() : secret;
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
      return ok(signSm2(mood === "wrong-key" || mood === "swapped" ? another() : secret, message));
    },
  };
}
