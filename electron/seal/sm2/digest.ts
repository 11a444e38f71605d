/** What SM2 signs: e = SM3(ZA ‖ M), ZA binding the signer's ID, the curve and the public key (GB/T 32918.2-2016 §5.5, §6). */
import { joinBytes } from "../bytes.ts";
import { toBytes } from "../hex.ts";
import { createSm3, sm3 } from "../sm3.ts";
import { A, B, GX, GY } from "./curve.ts";

/** The ID that GB/T 35276-2017 §10 prescribes where no other is agreed. */
const DEFAULT_ID = new TextEncoder().encode("1234567812345678");

const CURVE_BYTES = joinBytes(...[A, B, GX, GY].map((value) => toBytes(value, 32)));

/** ZA, 32 bytes. @param publicKey `04 ‖ x ‖ y` */
export function identityDigest(publicKey: Uint8Array, id: Uint8Array = DEFAULT_ID): Uint8Array {
  const idBits = id.length * 8;
  return sm3(joinBytes(Uint8Array.of(idBits >>> 8, idBits & 255), id, CURVE_BYTES, publicKey.subarray(1)));
}

/** e, 32 bytes. */
export function messageDigest(publicKey: Uint8Array, message: Uint8Array, id?: Uint8Array): Uint8Array {
  return createSm3().update(identityDigest(publicKey, id)).update(message).digest();
}
