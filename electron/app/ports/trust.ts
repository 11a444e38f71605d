/** What the use cases need of the certificate cache. Implemented by `electron/trust`. */
import type { TrustDifference, TrustOverview } from "../../contract/trust.ts";
import type { Fault } from "../../domain/fault.ts";
import type { Result } from "../../domain/result.ts";
import type { TrustDoubt } from "../../domain/trust-age/outage-policy.ts";
import type { TrustMaterial } from "../../seal/trust-set.ts";

export interface TrustStatus {
  readonly issue?: number;
  readonly issuedAt?: number;
  readonly nextUpdate?: number;
  /** Epoch ms: the oldest of all lists; absent = never had any, and is shown as 从未更新. */
  readonly listsAsOf?: number;
  readonly publisher?: string;
  /** What is held is older than what was accepted before: its age says nothing. */
  readonly doubt?: TrustDoubt;
  readonly anchors: number;
  readonly intermediates: number;
  readonly lists: number;
  /** When the province was last asked with success, whether or not anything was new. */
  readonly checkedAt?: number;
  /** Why the last refresh did not work; the good copy is untouched. */
  readonly lastFault?: Fault;
}

export interface TrustStore {
  /** The material that verification uses now. */
  current(): TrustMaterial;
  /** Grows by one each time `current()` changes. */
  generation(): number;
  status(): TrustStatus;
  etag(): string | undefined;
  /** The import gate: verify → parse all → sanity → fsync → switch; refuses a lower issue. The same for network and USB. */
  importBundle(bytes: Uint8Array, now: number, etag?: string): Promise<Result<TrustStatus>>;
  /** Takes over what another process (the command line) has put into the folder meanwhile. */
  reload(): Promise<void>;
  /** Notes that the province answered "unchanged", or why it could not be asked. */
  noteRefresh(outcome: Result<undefined>, now: number): Promise<void>;
}

export type { TrustDifference, TrustOverview };

/** A file that a person gives: a bundle, or certificates and revocation lists. */
export interface GivenFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Account. */
  readonly by: string;
}

export interface ImportConsent {
  /** Fingerprints of roots that the person has compared. */
  readonly confirmed: readonly string[];
  /** The bundle lost more than half of itself, and that is meant. */
  readonly isShrinkAllowed: boolean;
}

/** What only an administrator does with the cache. Nothing here is audited: whoever calls it does that first. */
export interface TrustDesk {
  overview(now: number): Promise<TrustOverview>;
  /** What the file would change, and why it would be refused; changes nothing. A fault: nothing can be said of it at all. */
  preview(file: GivenFile, now: number): Promise<Result<TrustDifference>>;
  importFile(file: GivenFile, consent: ImportConsent, now: number): Promise<Result<TrustStatus>>;
  /** Takes back an imported certificate or list. */
  remove(fingerprint: string, now: number): Promise<Result<TrustStatus>>;
  /** One generation back; what was accepted before stays the lowest that is accepted. */
  rollBack(by: string, now: number): Promise<Result<TrustStatus>>;
}
