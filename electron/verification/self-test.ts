/**
 * Known answers that a verification thread must reproduce before it judges anything: SM3("abc") of GB/T 32905-2016 annex A and an
 * SM2 signature of its own making, true and broken. Also what builds the curve tables and warms the engine before the first citizen.
 */
import { toHex } from "../seal/hex.ts";
import { deriveKeyPair, signSm2 } from "../seal/sm2/sign.ts";
import { verifySm2 } from "../seal/sm2/verify.ts";
import { sm3 } from "../seal/sm3.ts";

const ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
const ROUNDS = 8;

/** @throws when this machine's arithmetic cannot be trusted: no verdict is better than a wrong one. */
export function selfTest(): void {
  const text = new TextEncoder().encode("abc");
  if (toHex(sm3(text)) !== ABC) throw new Error("self-test: SM3 gives a wrong answer");
  const pair = deriveKeyPair(sm3(text));
  if (!pair) throw new Error("self-test: no key pair");
  const signature = signSm2(pair, text);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!verifySm2(pair.publicKey, text, signature)) throw new Error("self-test: SM2 refuses a true signature");
  }
  if (verifySm2(pair.publicKey, sm3(text), signature)) throw new Error("self-test: SM2 accepts a false signature");
}
