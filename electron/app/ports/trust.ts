/** What the use cases need of the certificate cache. Implemented by `electron/trust`. */
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
  /** Notes that the province answered "unchanged", or why it could not be asked. */
  noteRefresh(outcome: Result<undefined>, now: number): Promise<void>;
}
