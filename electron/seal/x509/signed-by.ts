/** Is a certificate or list signed by a key? Answers are remembered by content, as CA signatures are met again and again. */
import { OID } from "../der/oid.ts";
import { toHex } from "../hex.ts";
import { verifySm2 } from "../sm2/verify.ts";
import type { SignedBytes } from "./certificate.ts";
import type { PublicKey } from "./public-key.ts";

/** `unsupported`: neither yes nor no, because the algorithm is not implemented here. */
export type SignatureAnswer = "valid" | "invalid" | "unsupported";

/** Answers by what was asked. One lives as long as the trust data it belongs to. */
export type SignatureMemory = Map<string, SignatureAnswer>;

/** A flood of different certificates may cost time, never memory. */
const MOST_ANSWERS = 20_000;

export function isSignedBy(signed: SignedBytes, key: PublicKey, memory: SignatureMemory): SignatureAnswer {
  if (signed.algorithm !== OID.SM3_WITH_SM2) return "unsupported";
  if (key.kind !== "sm2") return "invalid";
  const question = `${signed.fingerprint}:${toHex(key.point)}`;
  const known = memory.get(question);
  if (known) return known;
  const answer = verifySm2(key.point, signed.tbs, signed.signature) ? "valid" : "invalid";
  if (memory.size >= MOST_ANSWERS) memory.clear();
  memory.set(question, answer);
  return answer;
}
