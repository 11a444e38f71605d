/**
 * How a terminal goes on after its records were put back from an older backup: it names the last row that it shares with the province,
 * the end of the branch it lost, and its own end, and signs all three (electron/province/interfaces.md section 5).
 */
import type { AuditEntry } from "./audit-entry.ts";

/** What is signed. Hashes in lower-case hex. */
export interface ContinuationFacts {
  /** The last row that both have; 0 and 64 zeros when there is none. */
  readonly forkSeq: number;
  readonly forkHash: string;
  /** The last row that the province has and this terminal lost. */
  readonly lostSeq: number;
  readonly lostHash: string;
  /** This terminal's last row before the continuation. */
  readonly ownSeq: number;
  readonly ownHash: string;
}

/** Detail of an `audit.continued` row, and what the province is shown. */
export interface AuditContinuation extends ContinuationFacts {
  /** Hex of the uncompressed point. */
  readonly publicKey: string;
  /** Base64 DER SM2 signature by the terminal's key over `continuationText`. */
  readonly signature: string;
}

export function continuationText(terminalId: string, facts: ContinuationFacts): string {
  const { forkSeq, forkHash, lostSeq, lostHash, ownSeq, ownHash } = facts;
  return [terminalId, "continue", forkSeq, forkHash, lostSeq, lostHash, ownSeq, ownHash].join("\n");
}

/** Undefined for a row of another kind. */
export function continuationOf({ action, detail = {} }: AuditEntry): AuditContinuation | undefined {
  if (action !== "audit.continued") return undefined;
  const number = (name: string) => Number(detail[name]);
  const text = (name: string) => String(detail[name]);
  return {
    forkSeq: number("forkSeq"),
    forkHash: text("forkHash"),
    lostSeq: number("lostSeq"),
    lostHash: text("lostHash"),
    ownSeq: number("ownSeq"),
    ownHash: text("ownHash"),
    publicKey: text("publicKey"),
    signature: text("signature"),
  };
}
