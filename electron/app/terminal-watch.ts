/** Network, catalogue and status of a terminal: what is watched whether or not a case is open. */
import type { EndView } from "../contract/status.ts";
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
  const network = createNetworkWatch({
    clock,
    probes: dependencies.province.probes,
    gapMs: dependencies.probeGapMs,
    timers: { after: oneShot },
    random: Math.random,
    onBug: (error) => void onBug(error, "network watch"),
    onChange(end, now, before) {
      publishStatus();
      const isBack = isOnline(now) && !isOnline(before);
      if (end === "trust" && isBack) dependencies.onReconnect();
      // Waits that grew during the outage end with it.
      const settled = end === "platform" && isBack ? storage.hurryDeliveries(clock.now()) : status.refresh();
      const following = settled.then(() => (end !== "trust" && isBack ? kick() : publishStatus()));
      void following.catch((error: unknown) => void onBug(error, "network change"));
    },
  });
  const province = watchedProvince(dependencies.province, network);
  const catalogue = createCatalogueKeeper(province.catalogue, storage);
  const backups = createBackups(storage, clock);
  const status = createStatusBoard({ ...dependencies, ...terminal, network, catalogue, backups });
  await catalogue.restore();
  await status.refresh();
  const refresh = async () => {
    await status.refresh();
    publishStatus();
  };
  return { province, network, catalogue, status, backups, publishStatus, refresh };
}

function isOnline({ state }: EndView): boolean {
  return state === "up" || state === "slow";
}
