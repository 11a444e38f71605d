/** What the use cases need of durable storage. Implemented by `electron/storage` over SQLite; every method is one call. */
import type { AuditCheckpoint, AuditDraft, AuditEntry } from "../../domain/audit/audit-entry.ts";
import type { DecisionKind } from "../../domain/case/case-file.ts";
import type { InterruptedCase } from "../../domain/case/case-state.ts";
import type { RecheckFinding, RecheckHandling, RecheckState, RecheckSubject } from "../../domain/recheck/recheck.ts";
import type { Result } from "../../domain/result.ts";
import type { Face } from "../../domain/verdict/verdict.ts";
import type { AppointmentStore } from "./appointments.ts";

/** A material decision on its way to the acceptance platform. */
export interface DeliveryDraft {
  /** Idempotency key: case + material + license identifier + version (+ revision when corrected). */
  readonly key: string;
  readonly caseId: string;
  readonly caseNo: string;
  readonly materialId: string;
  /** Body of interfaces.md section 4, as JSON text. Sealed at rest, dropped when delivered. */
  readonly body: string;
}

/** A use of a license, kept 1,095 days without image and without full names or numbers. */
export interface LicenseUse {
  readonly caseId: string;
  readonly materialId: string;
  readonly revision: number;
  readonly kind: DecisionKind;
  readonly licenseType?: string;
  readonly licenseIdentifier?: string;
  readonly face?: Face;
  readonly reason?: string;
  readonly isRecheckRequired: boolean;
  readonly at: number;
  readonly clerk: string;
}

export interface LicenseBody {
  readonly licenseId: string;
  readonly bytes: Uint8Array;
}

/** One step of the counter: all of it in one transaction with `synchronous=FULL`, or nothing. */
export interface Commit {
  /** The open case after the step; `undefined` leaves it as it is. Sealed at rest. */
  readonly open?: InterruptedCase;
  /** Ends the open case: its sealed snapshot, license bodies and personal columns go in this same transaction. */
  readonly close?: ClosedCase;
  readonly bodies?: readonly LicenseBody[];
  readonly uses?: readonly LicenseUse[];
  readonly deliveries?: readonly DeliveryDraft[];
  readonly rechecks?: readonly RecheckDraft[];
  readonly audit: readonly AuditDraft[];
}

/** A decision that is provisional until 联网复核. */
export interface RecheckDraft {
  readonly caseId: string;
  readonly materialId: string;
  readonly revision: number;
  readonly deliveryKey: string;
  readonly decidedAt: number;
  /** Sealed at rest, dropped when the re-check is settled. */
  readonly subject: RecheckSubject;
}

export type PendingRecheck = Omit<RecheckDraft, "revision" | "subject"> & {
  /** Absent: it cannot be read any more, so nothing can be asked. */
  readonly subject?: RecheckSubject;
  readonly id: number;
  /** Questions that brought no usable answer, while the library was there. */
  readonly refusals: number;
};

export type RecheckResult =
  /** No answer yet: asked again then. */
  | { readonly state: "waiting"; readonly nextAttemptAt: number; readonly refusals: number }
  | { readonly state: "confirmed"; readonly at: number }
  | {
      readonly state: "flagged";
      readonly at: number;
      readonly finding: RecheckFinding;
      readonly reasons: readonly string[];
    };

export interface RecheckCounts {
  readonly waiting: number;
  /** Not handled by anybody yet. */
  readonly flagged: number;
}

export interface HistoryRecheck {
  readonly materialId: string;
  readonly state: RecheckState;
  readonly finding?: RecheckFinding;
  /** Codes of `domain/exemption/reason.ts`. */
  readonly reasons: readonly string[];
  readonly settledAt?: number;
}

/** What a person did about a flagged re-check, under their name. */
export interface HandledRecheck {
  readonly at: number;
  readonly by: string;
  readonly handling: RecheckHandling;
  readonly note: string;
}

export interface FlaggedRecheck {
  readonly id: number;
  readonly caseId: string;
  readonly caseNo: string;
  readonly materialId: string;
  readonly decidedAt: number;
  readonly settledAt: number;
  readonly finding: RecheckFinding;
  readonly reasons: readonly string[];
  readonly matterName?: string;
  /** Masked. */
  readonly personName?: string;
  /** Every decision on the material, oldest first. */
  readonly decisions: readonly Pick<LicenseUse, "at" | "clerk" | "kind" | "reason" | "revision">[];
  readonly handled?: HandledRecheck;
}

/** What history keeps of a case. */
export interface ClosedCase {
  readonly caseId: string;
  readonly caseNo: string;
  readonly matterCode: string;
  readonly matterName: string;
  readonly clerk: string;
  readonly openedAt: number;
  readonly closedAt: number;
  readonly outcome: "submitted" | "cancelled" | "discarded";
  readonly reason?: string;
  /** Masked. */
  readonly personName?: string;
  readonly personNumber?: string;
  /** The full number, for the keyed hash that search uses; never stored as it is. */
  readonly personNumberToHash?: string;
  readonly materials: number;
  readonly exempted: number;
}

export interface PendingDelivery extends Omit<DeliveryDraft, "body"> {
  /** Absent: it cannot be read any more, so it can only be asked for or set aside. */
  readonly body?: string;
  readonly id: number;
  readonly attempts: number;
  readonly state: "queued" | "unknown";
  readonly createdAt: number;
  readonly nextAttemptAt: number;
}

export type DeliveryResult =
  | { readonly state: "delivered"; readonly receiptNo: string; readonly at: number }
  /** Answer lost: to be asked for by key before it is sent again. */
  | { readonly state: "unknown"; readonly nextAttemptAt: number; readonly faultCode: string }
  | { readonly state: "queued"; readonly nextAttemptAt: number; readonly faultCode: string }
  /** Refused for good: kept and shown to the administrator, never retried by itself. */
  | { readonly state: "refused"; readonly faultCode: string };

export interface SettledDelivery {
  readonly key: string;
  readonly state: "delivered" | "refused";
  readonly receiptNo?: string;
  readonly faultCode?: string;
}

export interface OutboxCounts {
  readonly queued: number;
  readonly unknown: number;
  readonly refused: number;
  readonly delivered: number;
  /** Epoch ms of the oldest one still waiting. */
  readonly oldestAt?: number;
  /** Audit entries that the province has not acknowledged. */
  readonly auditPending: number;
}

export interface HistoryQuery {
  /** Epoch ms, inclusive and exclusive. */
  readonly from?: number;
  readonly to?: number;
  /** Case number, matter name or masked name by prefix; a full ID number is looked up by its keyed hash. */
  readonly text?: string;
  readonly limit: number;
  readonly offset: number;
}

export interface HistoryPage {
  readonly total: number;
  readonly cases: readonly HistoryCase[];
}

export interface HistoryCase extends Omit<ClosedCase, "personNumberToHash"> {
  readonly undelivered: number;
  readonly rechecks: readonly HistoryRecheck[];
}

export interface UseQuery {
  /** Epoch ms, inclusive and exclusive. */
  readonly from?: number;
  readonly to?: number;
  readonly clerk?: string;
  readonly limit: number;
  readonly offset: number;
}

/** Who used which license for what. Case number and matter once the case is closed. */
export interface PastUse extends LicenseUse {
  readonly caseNo?: string;
  readonly matterName?: string;
}

export interface UsePage {
  readonly total: number;
  readonly uses: readonly PastUse[];
}

export interface DayCounts {
  readonly cases: number;
  readonly submitted: number;
  readonly materials: number;
  readonly exempted: number;
}

export interface StoredUser {
  readonly account: string;
  readonly name: string;
  readonly role: "clerk" | "administrator" | "auditor";
  /** scrypt, base64; parameters beside it so that they can be raised later. */
  readonly salt: string;
  readonly hash: string;
  readonly cost: number;
  readonly failures: number;
  readonly lockedUntil?: number;
  readonly isDisabled?: boolean;
  /** The password is a one-time one: it lets in only together with a new one. */
  readonly mustChange?: boolean;
  readonly signedInAt?: number;
  /** SM3 of the certificate on the UKey that is this account's, lower-case hex. */
  readonly keyFingerprint?: string;
}

export interface AuditCheck {
  readonly ok: boolean;
  readonly rows: number;
  readonly firstBad?: number;
  /** What is wrong at `firstBad`. */
  readonly problem?: "hash" | "link" | "gap" | "checkpoint" | "signature" | "key" | "truncated";
}

export interface TerminalKey {
  /** Sealed under this name. */
  readonly secret: string;
  readonly privateKey: Uint8Array;
  /** Hex of the uncompressed point. */
  readonly publicKey: string;
  /** Base64, by the former key over `keyText`; none for the first key. */
  readonly signature?: string;
}

/** A copy of the database beside it. */
export interface Backup {
  /** Of the file, without its folder. */
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
  readonly bytes: number;
}

export interface Storage extends AppointmentStore {
  commit(step: Commit): Promise<Result<{ readonly auditSeq: number }>>;
  /** The case that was left open, of this clerk or of anyone; the latest. */
  interruptedCase(account?: string): Promise<Result<InterruptedCase | undefined>>;
  /** Marks the open cases that cannot be read any more, with an audit row each: kept, and in nobody's way. Returns how many. */
  setAsideUnreadable(now: number): Promise<Result<number>>;
  /** Since that time (epoch ms). */
  setAsideCases(since: number): Promise<Result<number>>;
  /** Cases left open whose last step was before that time (epoch ms), without those that cannot be read. */
  forgottenCases(before: number): Promise<Result<readonly InterruptedCase[]>>;
  licenseBody(caseId: string, licenseId: string): Promise<Result<Uint8Array | undefined>>;

  users(): Promise<Result<readonly StoredUser[]>>;
  putUser(user: StoredUser): Promise<Result<void>>;

  setting(key: string): Promise<Result<unknown>>;
  putSetting(key: string, value: unknown): Promise<Result<void>>;
  /** Small secrets (the terminal's signing key), sealed like personal data. */
  secret(name: string): Promise<Result<Uint8Array | undefined>>;
  putSecret(name: string, value: Uint8Array): Promise<Result<void>>;

  /** The terminal's signing key from now on: kept, pinned and announced in one transaction. One that is in force already is passed over. */
  takeTerminalKey(key: TerminalKey): Promise<Result<void>>;

  dueDeliveries(now: number, limit: number): Promise<Result<readonly PendingDelivery[]>>;
  /** Records the answer and its audit rows in one transaction. */
  settleDelivery(id: number, result: DeliveryResult, audit: readonly AuditDraft[]): Promise<Result<void>>;
  /** Of these deliveries, those that have ended; for a case that comes back after its receipts did. */
  settledDeliveries(keys: readonly string[]): Promise<Result<readonly SettledDelivery[]>>;
  outboxCounts(): Promise<Result<OutboxCounts>>;
  /** Makes every waiting delivery due now; the administrator's "send now". */
  hurryDeliveries(now: number): Promise<Result<number>>;

  dueRechecks(now: number, limit: number): Promise<Result<readonly PendingRecheck[]>>;
  /** Result, message to the platform and audit in one transaction; none of it when a correction came between. */
  settleRecheck(
    id: number,
    result: RecheckResult,
    delivery: DeliveryDraft | undefined,
    audit: readonly AuditDraft[],
  ): Promise<Result<void>>;
  recheckCounts(): Promise<Result<RecheckCounts>>;
  /** Not handled first, then the latest handled ones; newest first. */
  flaggedRechecks(limit: number): Promise<Result<readonly FlaggedRecheck[]>>;
  /** With its audit rows in one transaction. False: not flagged, or handled before; nothing is written. */
  handleRecheck(id: number, handled: HandledRecheck, audit: readonly AuditDraft[]): Promise<Result<boolean>>;

  auditEntries(afterSeq: number, limit: number): Promise<Result<readonly AuditEntry[]>>;
  auditHead(): Promise<Result<{ readonly seq: number; readonly hash: string }>>;
  verifyAudit(): Promise<Result<AuditCheck>>;
  putCheckpoint(checkpoint: AuditCheckpoint): Promise<Result<void>>;
  lastCheckpoint(): Promise<Result<AuditCheckpoint | undefined>>;
  /** The highest seq that the province has acknowledged. */
  auditUploaded(): Promise<Result<number>>;
  putAuditUploaded(seq: number): Promise<Result<void>>;

  history(query: HistoryQuery): Promise<Result<HistoryPage>>;
  /** Newest first. */
  licenseUses(query: UseQuery): Promise<Result<UsePage>>;
  dayCounts(from: number, to: number): Promise<Result<DayCounts>>;
  /** A fault while nothing is written any more: damage was seen, or the file is gone from its place. */
  health(): Promise<Result<void>>;
  /** Highest wall clock ever seen, raised by each commit; for noticing a clock set back. */
  highestTimeSeen(): Promise<Result<number>>;
  /** License files put down before that time go, whoever's case it is, and copies made before it. Returns how many files went. */
  purgeBodies(before: number): Promise<Result<number>>;
  /**
   * Sets the highest time ever seen back, with its audit row in one transaction; what was put off to after it is due then. Only at a
   * person's word: see `confirm-time.ts`.
   */
  lowerHighestTime(to: number, audit: readonly AuditDraft[]): Promise<Result<void>>;
  /** Retention: what is past its time goes. Returns how many rows went. */
  purge(now: number): Promise<Result<number>>;
  /** Makes a copy while decisions go on, and lets older ones go. */
  backUp(now: number): Promise<Result<Backup>>;
  /** Newest first. */
  backups(): Promise<Result<readonly Backup[]>>;
  close(): Promise<void>;
}
