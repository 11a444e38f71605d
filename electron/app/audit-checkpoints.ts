/** Signed checkpoints of the audit chain: every 200 rows, every 15 minutes with rows in it, and when the terminal stops. */
import { checkpointText } from "../domain/audit/checkpoint-text.ts";
import { ok, type Result } from "../domain/result.ts";
import type { Storage } from "./ports/storage.ts";
import type { Clock } from "./ports/surroundings.ts";

const EVERY_ROWS = 200;
const EVERY_MS = 15 * 60_000;

/** The terminal's own SM2 key. */
export interface TerminalSigner {
  /** Hex of the uncompressed point. */
  readonly publicKey: string;
  /** Base64 of the DER signature. */
  sign(text: string): string;
}

export interface CheckpointDependencies {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly terminalId: string;
  readonly signer: TerminalSigner;
}

/** Makes a checkpoint when one is due; `isForced` at the end of a session. */
export async function checkpointIfDue(
  { storage, clock, terminalId, signer }: CheckpointDependencies,
  isForced = false,
): Promise<Result<boolean>> {
  const head = await storage.auditHead();
  const last = await storage.lastCheckpoint();
  if (!head.ok) return head;
  if (!last.ok) return last;
  const rows = head.value.seq - (last.value?.seq ?? 0);
  const now = clock.now();
  // One that a clock which ran ahead put into the future is due as well.
  const ageMs = last.value ? Math.abs(now - Date.parse(last.value.at)) : Number.POSITIVE_INFINITY;
  if (rows <= 0) return ok(false);
  if (!isForced && rows < EVERY_ROWS && ageMs < EVERY_MS) return ok(false);
  const at = new Date(now).toISOString();
  const { seq, hash } = head.value;
  const signature = signer.sign(checkpointText(terminalId, { seq, hash, at }));
  const kept = await storage.putCheckpoint({ seq, hash, at, signature, publicKey: signer.publicKey });
  return kept.ok ? ok(true) : kept;
}
