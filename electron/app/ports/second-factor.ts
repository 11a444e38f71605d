/**
 * A UKey (智能密码钥匙, GM/T 0027): holds a certificate and its SM2 key, and signs for whoever knows the PIN. One port for every maker's
 * driver. A PIN goes through and is kept nowhere.
 */
import type { Result } from "../../domain/result.ts";

export interface SecondFactor {
  /** Of the key that is plugged in, DER. Fault: `factor.absent`. */
  certificate(): Promise<Result<Uint8Array>>;
  /** SM2 with SM3 over the message, DER. Faults: `factor.absent`, `factor.pin-wrong` (with `left`), `factor.pin-locked`. */
  sign(pin: string, message: Uint8Array): Promise<Result<Uint8Array>>;
}
