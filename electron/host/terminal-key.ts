/** The terminal's own SM2 key: made at first run, kept sealed, used for the audit's checkpoints. */
import { randomBytes } from "node:crypto";
import type { TerminalSigner } from "../app/audit-checkpoints.ts";
import type { Storage } from "../app/ports/storage.ts";
import { keyText } from "../domain/audit/key-text.ts";
import { ok, type Result } from "../domain/result.ts";
import { toHex } from "../seal/hex.ts";
import { deriveKeyPair, type Sm2KeyPair, signSm2 } from "../seal/sm2/sign.ts";

const SECRET = "terminal-sm2-key";

/** The key that is kept, or the first one; either is pinned in the audit before it signs anything. */
export async function openTerminalKey(storage: Storage): Promise<Result<TerminalSigner>> {
  const kept = await storage.secret(SECRET);
  if (!kept.ok) return kept;
  const pair = (kept.value && deriveKeyPair(kept.value)) ?? newKeyPair();
  const taken = await storage.takeTerminalKey(keptAs(pair));
  return taken.ok ? ok(signerOf(pair)) : taken;
}

/** A new key, announced under the one in use. Not while a terminal runs: it would go on signing with the old one. */
export async function changeTerminalKey(storage: Storage, terminalId: string): Promise<Result<TerminalSigner>> {
  const former = await openTerminalKey(storage);
  if (!former.ok) return former;
  const pair = newKeyPair();
  const key = keptAs(pair);
  const signature = former.value.sign(keyText(terminalId, key.publicKey));
  const taken = await storage.takeTerminalKey({ ...key, signature });
  return taken.ok ? ok(signerOf(pair)) : taken;
}

function keptAs({ privateKey, publicKey }: Sm2KeyPair) {
  return { secret: SECRET, privateKey, publicKey: toHex(publicKey) };
}

function signerOf(pair: Sm2KeyPair): TerminalSigner {
  const sign = (text: string) => {
    const signature = signSm2(pair, new TextEncoder().encode(text), { entropy: randomBytes(32) });
    return Buffer.from(signature).toString("base64");
  };
  return { publicKey: toHex(pair.publicKey), sign };
}

function newKeyPair(): Sm2KeyPair {
  for (;;) {
    const pair = deriveKeyPair(randomBytes(32));
    if (pair) return pair;
  }
}
