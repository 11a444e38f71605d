/** Is a certificate or list signed by a key? Answers are remembered by content, as CA signatures are met again and again. */
import { toHex } from "../hex.ts";
import type { PlatformCrypto } from "../signatures/platform.ts";
import { schemeOf } from "../signatures/scheme.ts";
import { type SignatureAnswer, verifyMessage } from "../signatures/verify-message.ts";
import type { SignedBytes } from "./certificate.ts";
import type { PublicKey } from "./public-key.ts";

/** Answers by what was asked. One lives as long as the trust data it belongs to. */
export interface SignatureMemory {
  readonly answers: Map<string, SignatureAnswer>;
  readonly platform?: PlatformCrypto;
}

/** A flood of different certificates may cost time, never memory. */
const MOST_ANSWERS = 20_000;

export function createSignatureMemory(platform?: PlatformCrypto): SignatureMemory {
  return { answers: new Map(), ...(platform && { platform }) };
}

export function isSignedBy(signed: SignedBytes, key: PublicKey, memory: SignatureMemory): SignatureAnswer {
  if (key.kind === "other") return "unsupported";
  const { answers, platform } = memory;
  const question = questionOf(signed, key);
  const known = answers.get(question);
  if (known) return known;
  const { algorithm: id, parameters, tbs: message, signature } = signed;
  const scheme = schemeOf({ id, ...(parameters && { parameters }) });
  const answer = verifyMessage(key, { scheme, message, signature }, platform);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(question, answer);
  return answer;
}

/** Has this been asked before, so that the answer costs nothing? */
export function isRemembered(signed: SignedBytes, key: PublicKey, { answers }: SignatureMemory): boolean {
  return key.kind === "other" || answers.has(questionOf(signed, key));
}

function questionOf({ fingerprint }: SignedBytes, key: Exclude<PublicKey, { kind: "other" }>): string {
  return `${fingerprint}:${toHex(key.kind === "sm2" ? key.point : key.info)}`;
}
