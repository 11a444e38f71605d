/**
 * Which keys this terminal signs its checkpoints with, pinned: each was announced by an audit row (`terminal.key`), all but the first
 * signed by the one before. The list is sealed: a key that somebody puts beside a forged checkpoint is in no list.
 */
import type { TerminalKey } from "../app/ports/storage.ts";
import type { AuditDraft } from "../domain/audit/audit-entry.ts";
import { keyText } from "../domain/audit/key-text.ts";
import { present } from "../domain/present.ts";
import { fromHex } from "../seal/hex.ts";
import { verifySm2 } from "../seal/sm2/verify.ts";
import type { Settings } from "./settings.ts";

export interface PinnedKey {
  /** Hex of the uncompressed point. */
  readonly publicKey: string;
  /** Number of the audit row that announced it. */
  readonly seq: number;
}

export interface TerminalKeys {
  /** Oldest first; empty in a file from before keys were pinned. */
  list(): readonly PinnedKey[];
  /** The key that a checkpoint at this row must be signed with; undefined where none was ever pinned. */
  inForceAt(seq: number): string | undefined;
  /** Whether a row that announces a key is the one that was written when the key was taken. */
  isInOrder(seq: number, announced: Announced): boolean;
  /** Inside a transaction, beside the row that announces it. */
  pin(key: PinnedKey): void;
}

/** Detail of a `terminal.key` row. */
export interface Announced {
  readonly publicKey?: unknown;
  /** Base64, by the former key over `keyText`; absent at the first. */
  readonly signature?: unknown;
}

const SECRET = "terminal-keys";

export function createTerminalKeys(settings: Pick<Settings, "secret" | "putSecret">, terminal: string): TerminalKeys {
  function list(): readonly PinnedKey[] {
    const kept = settings.secret(SECRET);
    return kept ? JSON.parse(new TextDecoder().decode(kept)) : [];
  }
  return {
    list,
    inForceAt(seq) {
      const keys = list();
      // The first was in use before it was pinned, where the file is older than that.
      return (keys.findLast((key) => key.seq <= seq) ?? keys[0])?.publicKey;
    },
    isInOrder(seq, { publicKey, signature }) {
      const keys = list();
      const at = keys.findIndex((key) => key.seq === seq);
      if (at === -1 || keys[at]?.publicKey !== publicKey) return false;
      return at === 0 || isSignedBy(keys[at - 1]?.publicKey ?? "", keyText(terminal, String(publicKey)), signature);
    },
    pin: (key) => settings.putSecret(SECRET, new TextEncoder().encode(JSON.stringify([...list(), key]))),
  };
}

export interface TakingParts {
  readonly keys: TerminalKeys;
  readonly settings: Pick<Settings, "putSecret">;
  readonly chain: { append(drafts: readonly AuditDraft[]): number };
}

/** Inside a transaction: announced, pinned and kept. A key that is in force already is passed over. */
export function takeKey({ keys, settings, chain }: TakingParts, key: TerminalKey, now: number): void {
  const { publicKey, signature } = key;
  if (keys.list().at(-1)?.publicKey === publicKey) return;
  const detail = present({ publicKey, signature });
  const seq = chain.append([{ at: now, action: "terminal.key", clerk: "system", detail }]);
  keys.pin({ publicKey, seq });
  settings.putSecret(key.secret, key.privateKey);
}

export function isSignedBy(publicKey: string, text: string, signature: unknown): boolean {
  const point = fromHex(publicKey);
  if (point === undefined || typeof signature !== "string") return false;
  return verifySm2(point, new TextEncoder().encode(text), Buffer.from(signature, "base64"));
}
