/**
 * Expected failures of the storage: SQLite and file system errors sorted by their code, never by their message. What is in
 * no group (a broken constraint, wrong SQL) is a bug and goes on being thrown.
 */
import { type Fault, type FaultCode, fault } from "../domain/fault.ts";

const CODES = {
  corrupt: "storage.corrupt",
  unreadable: "storage.unreadable",
  readonly: "storage.readonly",
  busy: "storage.busy",
  full: "storage.full",
  "newer-schema": "storage.newer-schema",
  key: "storage.key",
  passphrase: "storage.passphrase",
  unprotected: "storage.unprotected",
  "foreign-file": "storage.foreign-file",
  other: "storage.other",
} as const satisfies Record<string, FaultCode>;

export type StorageFaultKind = keyof typeof CODES;

export function storageFault(kind: StorageFaultKind, detail?: Fault["detail"]): Fault {
  return fault(CODES[kind], detail);
}

/** Carries a fault out of the middle of a transaction, which rolls back on the way. Caught by the guard, never seen outside. */
export class StorageFailure extends Error {
  readonly fault: Fault;

  constructor(reason: Fault, cause?: unknown) {
    super(reason.code, { cause });
    this.name = "StorageFailure";
    this.fault = reason;
  }
}

/** Primary result codes of SQLite (sqlite.org/rescode.html); extended codes begin with one of them. */
const SQLITE_KINDS: readonly (readonly [prefix: string, kind: StorageFaultKind])[] = [
  ["SQLITE_CORRUPT", "corrupt"],
  ["SQLITE_NOTADB", "corrupt"],
  ["SQLITE_IOERR_CORRUPTFS", "corrupt"],
  ["SQLITE_IOERR_SHORT_READ", "corrupt"],
  ["SQLITE_READONLY", "readonly"],
  ["SQLITE_PERM", "readonly"],
  ["SQLITE_BUSY", "busy"],
  ["SQLITE_LOCKED", "busy"],
  ["SQLITE_PROTOCOL", "busy"],
  ["SQLITE_FULL", "full"],
  ["SQLITE_IOERR", "other"],
  ["SQLITE_CANTOPEN", "other"],
  ["SQLITE_NOMEM", "other"],
];

const SYSTEM_KINDS: Readonly<Record<string, StorageFaultKind>> = {
  EACCES: "readonly",
  EPERM: "readonly",
  EROFS: "readonly",
  ENOSPC: "full",
  EDQUOT: "full",
  EBUSY: "busy",
};

/** The fault behind an error, or undefined when the error is a bug. */
export function faultOfError(error: unknown): Fault | undefined {
  if (error instanceof StorageFailure) return error.fault;
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  const { code } = error;
  if ("syscall" in error) return storageFault(SYSTEM_KINDS[code] ?? "other", { system: code });
  const kind = SQLITE_KINDS.find(([prefix]) => code === prefix || code.startsWith(`${prefix}_`))?.[1];
  return kind && storageFault(kind, { sqlite: code });
}

/** The same where a bug has nowhere else to go than on. */
export function faultOrThrow(error: unknown): Fault {
  const reason = faultOfError(error);
  if (!reason) throw error;
  return reason;
}
