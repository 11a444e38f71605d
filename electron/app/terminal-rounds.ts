/** The quiet work of a terminal: deliveries, re-checks, prefetching, and what follows each round of the courier. */
import type { StatusView } from "../contract/status.ts";
import type { DeliveryOutcome } from "../domain/case/case-event.ts";
import { type CounterState, isInCase } from "../domain/case/case-state.ts";
import { createPrefetcher, type Prefetcher } from "./appointments/prefetch.ts";
import type { Counter } from "./counter/counter.ts";
import type { CourierDependencies } from "./delivery/courier.ts";
import { createRechecker, type Rechecker } from "./recheck/rechecks.ts";
import { type ClockEvidence, createRetention } from "./retention.ts";
import type { OnBug, TerminalDependencies } from "./terminal-dependencies.ts";
import type { Watch } from "./terminal-watch.ts";

export function courierParts({ storage, clock }: TerminalDependencies, watch: Watch, counter: Counter) {
  const { province } = watch;
  return {
    storage,
    clock,
    random: Math.random,
    platform: province.acceptance,
    receiver: province.auditReceiver,
    onSettled: (deliveryKey: string, outcome: DeliveryOutcome) => {
      if (isInCase(counter.state())) void counter.take({ kind: "delivery-settled", deliveryKey, outcome });
    },
  };
}

export function recheckerFor(
  dependencies: TerminalDependencies,
  watch: Watch,
  { kick, onBug }: { readonly kick: () => void; readonly onBug: OnBug },
): Rechecker {
  const { storage, verifier, clock, terminal } = dependencies;
  return createRechecker({
    ...{ storage, verifier, clock, mode: terminal.mode, province: watch.province, trustAge: watch.status.trustAge },
    isLibraryDown: () => watch.network.view().library.state === "down",
    onBug,
    onSettled: () => {
      kick();
      void watch.refresh();
    },
  });
}

export function prefetcherFor(
  dependencies: TerminalDependencies,
  watch: Watch,
  { counter, onBug }: { readonly counter: () => Counter; readonly onBug: OnBug },
): Prefetcher {
  const { province, catalogue, network } = watch;
  return createPrefetcher({
    ...{ storage: dependencies.storage, clock: dependencies.clock, province, catalogue },
    mayFetch: () => network.view().library.state !== "down" && !isWaitingForLibrary(counter().state()),
    onChange: () => dependencies.publish("appointments.changed", {}),
    onBug,
  });
}

export function isWaitingForLibrary({ kind }: CounterState): boolean {
  return kind === "identifying" || kind === "consenting" || kind === "fetching";
}

interface RoundWork {
  readonly onBug: OnBug;
  readonly checkpoint: (isForced: boolean) => Promise<unknown>;
  readonly recheck: () => Promise<unknown>;
  readonly state: Counter["state"];
  readonly prefetch: () => void;
}

/** What follows each round of the courier; the re-check goes its own way, as the library may keep it waiting. */
export function afterRound(
  { storage, clock }: TerminalDependencies,
  watch: Watch,
  work: RoundWork,
): CourierDependencies["onRound"] {
  const retention = createRetention({ storage, clock, state: work.state, onBug: work.onBug });
  return (auditProblem) => {
    watch.status.noteAudit(auditProblem);
    void work.recheck().catch((error: unknown) => void work.onBug(error, "recheck"));
    work.prefetch();
    const round = work
      .checkpoint(false)
      .then(watch.refresh)
      .then(() => storage.purgeAppointments(clock.now()))
      .then(() => retention.purgeIfDue(clockEvidence(watch.status.view())))
      .then(() => watch.backups.backUpIfDue())
      .then(watch.catalogue.refreshIfMissing);
    void round.catch((error: unknown) => void work.onBug(error, "round"));
  };
}

function clockEvidence({ isClockDoubtful, trust }: StatusView): ClockEvidence {
  return { isDoubtful: isClockDoubtful, isVouched: trust.band !== "expired" };
}
