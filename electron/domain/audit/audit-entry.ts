/**
 * 留痕: one line of the audit chain. Everything in it is masked; `detail` holds codes, counts, ids and digests. The chain is
 * hash = SM3(prevHash ‖ canonical JSON of the entry without hash and prevHash), electron/province/interfaces.md section 5.
 */

/** Closed list of what is audited; strings name every one. */
export const AUDIT_ACTIONS = [
  "terminal.started",
  "terminal.stopped",
  "session.signed-in",
  "session.sign-in-failed",
  "session.signed-out",
  "session.locked",
  "session.unlocked",
  "session.password-changed",
  "user.added",
  "user.reset",
  "user.locked-out",
  "user.unlocked",
  "user.disabled",
  "user.enabled",
  "user.key-enrolled",
  "case.opened",
  "case.identified",
  "case.identify-failed",
  "case.consent",
  "case.resumed",
  "case.discarded",
  "case.cancelled",
  "case.timed-out",
  "license.fetched",
  "license.missing",
  "license.presented",
  "license.from-cache",
  "license.verified",
  "license.viewed",
  "license.revealed",
  "material.decided",
  "material.delivered",
  "material.delivery-refused",
  "material.recheck",
  "material.recheck-handled",
  "case.submitted",
  "case.closed",
  "scan.refused",
  "trust.refreshed",
  "trust.refused",
  "trust.imported",
  "trust.removed",
  "trust.rolled-back",
  "receipt.printed",
  "report.printed",
  "setting.changed",
  "device.watched",
  "device.recorded",
  "audit.exported",
  "records.restored",
  "terminal.key",
  "audit.continued",
  "keys.protected",
  "keys.renewed",
  "appointments.imported",
  "appointments.received",
  "appointments.deleted",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface AuditDraft {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly action: AuditAction;
  /** Account of the clerk, or `system`. */
  readonly clerk: string;
  readonly caseId?: string;
  readonly materialId?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** As it is hashed, stored, exported and uploaded. */
export interface AuditEntry {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly terminal: string;
  readonly action: AuditAction;
  readonly clerk: string;
  readonly caseId?: string;
  readonly materialId?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
  /** Lower-case hex; 64 zeros before the first entry. */
  readonly prevHash: string;
  readonly hash: string;
}

export interface AuditCheckpoint {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  /** Base64 DER SM2 signature by the terminal's key over `<terminal>\n<seq>\n<hash>\n<at>` in UTF-8. */
  readonly signature: string;
  /** Hex of the uncompressed point. */
  readonly publicKey: string;
}
