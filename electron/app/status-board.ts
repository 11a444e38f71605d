/** The terminal's state in one view: the ends of the province, readers, trust data, queue, keys, clock. */
import type { StatusView } from "../contract/status.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { isLineFault } from "../domain/outage.ts";
import { present } from "../domain/present.ts";
import type { AgeBand } from "../domain/trust-age/outage-policy.ts";
import { ageBand, CLOCK_TOLERANCE_MS } from "../domain/trust-age/outage-policy.ts";
import type { Backups } from "./backups.ts";
import type { CatalogueKeeper } from "./catalogue-keeper.ts";
import type { NetworkWatch } from "./network/network-watch.ts";
import type { OutboxCounts, RecheckCounts, Storage } from "./ports/storage.ts";
import type { Clock, Readers } from "./ports/surroundings.ts";
import type { TrustStore } from "./ports/trust.ts";

/** How long a case that could not be read is on the status bar; in the audit it stays. */
const SET_ASIDE_TOLD_MS = 7 * 24 * 3_600_000;

export interface StatusBoardDependencies {
  readonly mode: "training" | "live";
  readonly policyVersion: string;
  readonly clock: Clock;
  readonly network: Pick<NetworkWatch, "view">;
  readonly readers: Readers;
  readonly trust: TrustStore;
  readonly storage: Storage;
  readonly catalogue: CatalogueKeeper;
  readonly backups: Pick<Backups, "view">;
  readonly keys: StatusView["keys"];
}

export interface StatusBoard {
  /** How old the trust data are for a verdict now; a doubtful clock makes every age doubtful. */
  trustAge(): AgeBand;
  /** Asks the database again for queue and clock. */
  refresh(): Promise<void>;
  /** How the last upload of the audit ended. A lost connection is told by the ends; a chain that the province does not take is told here. */
  noteAudit(problem: Fault | undefined): void;
  view(): StatusView;
}

export function createStatusBoard(dependencies: StatusBoardDependencies): StatusBoard {
  const { clock, trust } = dependencies;
  let counts: OutboxCounts | undefined;
  let rechecks: RecheckCounts | undefined;
  let highestSeen = 0;
  let problem: Fault | undefined;
  let setAside: Fault | undefined;
  let auditFault: Fault | undefined;
  const isClockDoubtful = () => clock.now() < highestSeen - CLOCK_TOLERANCE_MS;
  const trustAge = () => {
    const { listsAsOf, doubt } = trust.status();
    return ageBand(listsAsOf === undefined ? undefined : clock.now() - listsAsOf, isClockDoubtful() ? "clock" : doubt);
  };
  return {
    trustAge,
    async refresh() {
      const asked = await dependencies.storage.outboxCounts();
      if (asked.ok) counts = asked.value;
      const health = await dependencies.storage.health();
      problem = health.ok ? undefined : health.fault;
      const rechecked = await dependencies.storage.recheckCounts();
      if (rechecked.ok) rechecks = rechecked.value;
      const aside = await dependencies.storage.setAsideCases(clock.now() - SET_ASIDE_TOLD_MS);
      if (aside.ok) setAside = aside.value > 0 ? fault("storage.unreadable", { cases: aside.value }) : undefined;
      const seen = await dependencies.storage.highestTimeSeen();
      if (seen.ok) highestSeen = seen.value;
    },
    noteAudit(found) {
      // A round that did not get through says nothing about the chain.
      if (!found || !isLineFault(found)) auditFault = found?.code === "delivery.fork" ? found : undefined;
    },
    view() {
      const { listsAsOf, issue, nextUpdate, checkedAt, lastFault } = trust.status();
      return present({
        mode: dependencies.mode,
        now: clock.now(),
        ends: dependencies.network.view(),
        readers: [...dependencies.readers.views()],
        trust: present({ band: trustAge(), listsAsOf, issue, nextUpdate, checkedAt, fault: lastFault }),
        outbox: present({
          waiting: (counts?.queued ?? 0) + (counts?.unknown ?? 0),
          refused: counts?.refused ?? 0,
          auditPending: counts?.auditPending ?? 0,
          oldestAt: counts?.oldestAt,
          auditFault,
        }),
        records: present({ fault: problem, setAside }),
        recheck: { waiting: rechecks?.waiting ?? 0, flagged: rechecks?.flagged ?? 0 },
        backup: dependencies.backups.view(),
        keys: dependencies.keys,
        policyVersion: dependencies.policyVersion,
        isClockDoubtful: isClockDoubtful(),
        catalogueVersion: dependencies.catalogue.current()?.version,
      });
    },
  };
}
