/** The terminal's own SM2 key: made at first run, kept sealed, used for the audit's checkpoints. */
import { randomBytes } from "node:crypto";
import type { TerminalSigner } from "../app/audit-checkpoints.ts";
import type { Storage } from "../app/ports/storage.ts";
import { ok, type Result } from "../domain/result.ts";
import { toHex } from "../seal/hex.ts";
import { deriveKeyPair, type Sm2KeyPair, signSm2 } from "../seal/sm2/sign.ts";

const SECRET = "terminal-sm2-key";

export async function openTerminalKey(storage: Storage): Promise<Result<TerminalSigner>> {
  const kept = await storage.secret(SECRET);
  if (!kept.ok) return kept;
  const pair = (kept.value && deriveKeyPair(kept.value)) ?? newKeyPair();
  if (!kept.value) {
    const put = await storage.putSecret(SECRET, pair.privateKey);
    if (!put.ok) return put;
  }
  const sign = (text: string) => {
    const signature = signSm2(pair, new TextEncoder().encode(text), { entropy: randomBytes(32) });
    return Buffer.from(signature).toString("base64");
  };
  return ok({ publicKey: toHex(pair.publicKey), sign });
}

function newKeyPair(): Sm2KeyPair {
  for (;;) {
    const pair = deriveKeyPair(randomBytes(32));
    if (pair) return pair;
  }
}
