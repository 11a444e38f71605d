/** What a checkpoint's signature covers (electron/province/interfaces.md section 5). */
import type { AuditCheckpoint } from "./audit-entry.ts";

export function checkpointText(
  terminalId: string,
  { seq, hash, at }: Pick<AuditCheckpoint, "seq" | "hash" | "at">,
): string {
  return [terminalId, seq, hash, at].join("\n");
}
