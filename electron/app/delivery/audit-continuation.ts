/** After a restore from a backup: writes the signed continuation of the audit chain, and shows it to the province when its turn has come. */
import { type AuditContinuation, continuationOf, continuationText } from "../../domain/audit/continuation.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { TerminalSigner } from "../audit-checkpoints.ts";
import type { AuditReceiver } from "../ports/province.ts";
import type { Storage } from "../ports/storage.ts";

/** Number of the row that names the last continuation. */
const SETTING = "audit-continuation";

export interface ContinuationDependencies {
  readonly storage: Storage;
  readonly receiver: AuditReceiver;
  readonly signer: TerminalSigner;
  readonly terminalId: string;
  /** Epoch ms. */
  readonly now: number;
  readonly signal: AbortSignal;
}

const REASONS: readonly unknown[] = ["fork", "bad-continuation"];

/** The first row at which the two chains differ; undefined for any other fault. */
export function forkedAt({ code, detail }: Fault): number | undefined {
  const seq = detail?.["seq"];
  const isForked = code === "delivery.fork" && REASONS.includes(detail?.["reason"]);
  return isForked && typeof seq === "number" ? seq : undefined;
}

/**
 * Writes the `audit.continued` row for a fork that the province found at row `differing`. Nobody else may write meanwhile: a row that
 * came between is `storage.busy`, and what was written then counts for nothing.
 */
export async function writeContinuation(
  { storage, receiver, signer, terminalId, now, signal }: ContinuationDependencies,
  differing: number,
): Promise<Result<AuditContinuation>> {
  const first = await storage.auditEntries(differing - 1, 1);
  if (!first.ok) return first;
  const forkHash = first.value.find(({ seq }) => seq === differing)?.prevHash;
  const lost = await receiver.end(signal);
  const own = await storage.auditHead();
  if (!lost.ok) return lost;
  if (!own.ok) return own;
  if (forkHash === undefined) return failed(fault("province.nonsense"));
  const facts = {
    ...{ forkSeq: differing - 1, forkHash },
    ...{ lostSeq: lost.value.seq, lostHash: lost.value.hash },
    ...{ ownSeq: own.value.seq, ownHash: own.value.hash },
  };
  const signature = signer.sign(continuationText(terminalId, facts));
  const continuation = { ...facts, publicKey: signer.publicKey, signature };
  const written = await storage.commit({
    audit: [{ at: now, action: "audit.continued", clerk: "system", detail: { ...continuation } }],
  });
  if (!written.ok) return written;
  if (written.value.auditSeq !== facts.ownSeq + 1) return failed(fault("storage.busy", { reason: "terminal-running" }));
  const kept = await storage.putSetting(SETTING, String(written.value.auditSeq));
  return kept.ok ? ok(continuation) : kept;
}

/** Shows the province the last continuation, if it is of this fork. Undefined: there is none. */
export async function showContinuation(
  { storage, receiver, signal }: Pick<ContinuationDependencies, "storage" | "receiver" | "signal">,
  differing: number,
): Promise<Result<number> | undefined> {
  const kept = await storage.setting(SETTING);
  if (!kept.ok) return kept;
  if (kept.value === undefined) return undefined;
  const row = Number(kept.value);
  const entries = await storage.auditEntries(row - 1, 1);
  if (!entries.ok) return entries;
  const continuation = entries.value[0] && continuationOf(entries.value[0]);
  return continuation?.forkSeq === differing - 1 ? receiver.continueFrom(continuation, signal) : undefined;
}
