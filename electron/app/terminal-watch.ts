/** Network, catalogue and status of a terminal: what is watched whether or not a case is open. */
import { createBackups } from "./backups.ts";
import { createCatalogueKeeper } from "./catalogue-keeper.ts";
import { createNetworkWatch } from "./network/network-watch.ts";
import { oneShot } from "./network/one-shot.ts";
import { watchedProvince } from "./network/watched-province.ts";
import { createStatusBoard } from "./status-board.ts";
import type { OnBug, TerminalDependencies } from "./terminal-dependencies.ts";

export type Watch = Awaited<ReturnType<typeof createWatch>>;

interface WatchWork {
  readonly onBug: OnBug;
  readonly kick: () => void;
}

export async function createWatch(dependencies: TerminalDependencies, { kick, onBug }: WatchWork) {
  const { storage, clock, terminal } = dependencies;
  const publishStatus = () => dependencies.publish("status.changed", status.view());
  const refresh = async () => {
    await status.refresh();
    publishStatus();
  };
  const onWatchBug = (error: unknown) => void onBug(error, "network watch");
  const network = createNetworkWatch({
    clock,
    probes: dependencies.province.probes,
    gapMs: dependencies.probeGapMs,
    timers: { after: oneShot },
    random: Math.random,
    onBug: onWatchBug,
    onChange() {
      publishStatus();
      void refresh().catch(onWatchBug);
    },
    onReturn(end) {
      if (end === "trust") dependencies.onReconnect();
      // Waits that grew during the outage end with it.
      const settled = end === "platform" ? storage.hurryDeliveries(clock.now()) : Promise.resolve();
      if (end !== "trust") void settled.then(kick).catch(onWatchBug);
    },
  });
  const province = watchedProvince(dependencies.province, network);
  const catalogue = createCatalogueKeeper(province.catalogue, storage);
  const backups = createBackups(storage, clock);
  const status = createStatusBoard({ ...dependencies, ...terminal, network, catalogue, backups });
  await catalogue.restore();
  await status.refresh();
  return { province, network, catalogue, status, backups, publishStatus, refresh };
}
