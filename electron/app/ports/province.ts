/** What the use cases need of a province. Implemented by `electron/province`, one folder per interface family. */
import type { AuditCheckpoint, AuditEntry } from "../../domain/audit/audit-entry.ts";
import type { AuditContinuation } from "../../domain/audit/continuation.ts";
import type { Consent, Grant } from "../../domain/case/case-file.ts";
import type { LicenseRecord } from "../../domain/license/license-record.ts";
import type { Catalogue, Matter } from "../../domain/matter/matter.ts";
import type { Holder } from "../../domain/person/person.ts";
import type { Result } from "../../domain/result.ts";
import type { CodeFamily } from "../../domain/scan/route.ts";

/** 用证: stated on every call (purpose binding). */
export interface UsageContext {
  readonly caseNo: string;
  readonly matter: Pick<Matter, "code" | "name" | "department">;
  /** At most 200 characters. */
  readonly useCause: string;
  readonly operator: { readonly account: string; readonly name: string; readonly role: string };
  readonly licenseTypes: readonly string[];
}

export interface Identified {
  /** Absent when the family does not say who it is before the licenses are there. */
  readonly person?: Holder;
  readonly grant: Grant;
  /** `waiting` = the citizen must still answer on the phone. */
  readonly consent: Pick<Consent, "kind" | "state">;
}

/** One license as the library gave it, with its file. */
export interface PulledLicense {
  readonly record: Omit<LicenseRecord, "licenseId">;
  readonly file: Uint8Array;
}

/** Client of one family. Every call settles within its deadlines and honours `signal`; no call throws for the expected. */
export interface CodeFamilyClient {
  readonly family: CodeFamily;
  /** Resolves a scanned code. The raw text must not be kept. */
  identify(code: string, usage: UsageContext, signal: AbortSignal): Promise<Result<Identified>>;
  /** Polls once; only for families whose consent is given on the phone. */
  consentState(grant: Grant, signal: AbortSignal): Promise<Result<Consent["state"]>>;
  /** All licenses of one type that the grant covers; an empty list is a `license.not-found` fault. */
  pull(
    grant: Grant,
    typeCode: string,
    usage: UsageContext,
    signal: AbortSignal,
  ): Promise<Result<readonly PulledLicense[]>>;
}

/** By duty (依职能): a person named by ID number instead of a code. */
export interface DutyClient {
  /** Of its grants. They name the licenses that there were when it was asked; other families' are asked at each pull. */
  readonly family: CodeFamily;
  identifyByNumber(person: Holder, usage: UsageContext, signal: AbortSignal): Promise<Result<Identified>>;
}

export interface DeliveryReceipt {
  readonly receiptNo: string;
  readonly isDuplicate: boolean;
}

export interface AcceptancePlatform {
  /** Sends one material decision under its key. A lost answer is `province.timed-out`: ask `find` before sending again. */
  deliver(key: string, body: string, signal: AbortSignal): Promise<Result<DeliveryReceipt>>;
  /** What the platform has under this key; undefined = it never arrived. */
  find(key: string, signal: AbortSignal): Promise<Result<DeliveryReceipt | undefined>>;
}

export interface AuditReceiver {
  /** Returns the highest seq now held by the province. */
  upload(
    entries: readonly AuditEntry[],
    checkpoint: AuditCheckpoint | undefined,
    signal: AbortSignal,
  ): Promise<Result<number>>;
  /** The last row that the province holds. */
  end(signal: AbortSignal): Promise<Result<AuditEnd>>;
  /** Asks it to go on from the row that both have; returns that row's seq. Else `delivery.fork` (`bad-continuation`, `not-offered`). */
  continueFrom(continuation: AuditContinuation, signal: AbortSignal): Promise<Result<number>>;
}

export interface AuditEnd {
  readonly seq: number;
  /** Lower-case hex. */
  readonly hash: string;
}

export interface CatalogueSource {
  load(signal: AbortSignal): Promise<Result<Catalogue>>;
}

export interface TrustSource {
  /** `undefined` = unchanged since `etag`. Bytes are as received; the trust store decides about them. */
  fetch(
    etag: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<{ readonly bytes: Uint8Array; readonly etag?: string } | undefined>>;
}

/** The cheapest question whose answer only the end itself can give; spends nothing and names nobody. */
export type Probe = (signal: AbortSignal) => Promise<Result<unknown>>;

/** A line of its own: an interface family of the library, the acceptance platform, the trust end. */
export type LineName = CodeFamily | "platform" | "trust";

/** The day's appointments at this terminal, entry by entry as they came. */
export interface AppointmentSource {
  /** @param day `YYYY-MM-DD` in China. */
  load(day: string, signal: AbortSignal): Promise<Result<readonly unknown[]>>;
}

export interface Province {
  readonly families: Readonly<Partial<Record<CodeFamily, CodeFamilyClient>>>;
  readonly duty?: DutyClient;
  readonly acceptance: AcceptancePlatform;
  readonly auditReceiver: AuditReceiver;
  readonly catalogue: CatalogueSource;
  readonly trust: TrustSource;
  readonly probes: Readonly<Partial<Record<LineName, Probe>>>;
  readonly appointments?: AppointmentSource;
}
