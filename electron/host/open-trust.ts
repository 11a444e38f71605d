/** The certificate cache with its refresh job: asked at the start, on schedule, at once after a reconnect, and by hand. */
import { oneShot } from "../app/network/one-shot.ts";
import type { TrustSource } from "../app/ports/province.ts";
import type { Clock } from "../app/ports/surroundings.ts";
import type { TrustDesk, TrustStatus, TrustStore } from "../app/ports/trust.ts";
import type { Fault } from "../domain/fault.ts";
import type { Result } from "../domain/result.ts";
import { fromHex } from "../seal/hex.ts";
import { openBundlesInThread } from "../trust/bundle-thread.ts";
import { startTrustRefresh, type TrustRefresh } from "../trust/refresh.ts";
import { openTrustStore } from "../trust/trust-store.ts";

export interface TrustOptions {
  readonly folder: string;
  /** Hex of the pinned publishers' points. */
  readonly publishers: readonly string[];
  readonly source: TrustSource;
  readonly clock: Clock;
  /** Entry `electron/trust/bundle-worker.ts`. */
  readonly bundleWorker: URL;
}

export interface TrustWatch {
  readonly onOutcome: (outcome: Result<TrustStatus>) => void;
  readonly onBug: (error: unknown) => void;
}

export interface OpenedTrust {
  readonly store: TrustStore & TrustDesk;
  /** Starts the refresh job; it asks at once. */
  start(watch: TrustWatch): void;
  /** The administrator's "refresh now". */
  refresh(): Promise<Fault | undefined>;
  /** The network is back. */
  reconnected(): void;
  stop(): void;
}

export async function openTrust(options: TrustOptions): Promise<OpenedTrust> {
  const { folder, source, clock } = options;
  const publishers = options.publishers.flatMap((hex) => fromHex(hex) ?? []);
  const store = await openTrustStore({ folder, publishers, open: openBundlesInThread(options.bundleWorker) });
  let job: TrustRefresh | undefined;
  return {
    store,
    start(watch) {
      job = startTrustRefresh({
        source,
        store,
        now: clock.now,
        random: Math.random,
        timers: { after: oneShot },
        ...watch,
      });
    },
    async refresh() {
      const outcome = await job?.refreshNow(true);
      return outcome && !outcome.ok ? outcome.fault : undefined;
    },
    reconnected: () => job?.reconnected(),
    stop: () => job?.stop(),
  };
}
