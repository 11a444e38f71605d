/** How the terminal is: pushed by the host at every change. */
import { create } from "zustand";
import type { StatusView } from "../../electron/contract/status.ts";
import { host } from "../client/host.ts";
import { useClock } from "./clock-store.ts";
import { settle } from "./notice-store.ts";

interface Status {
  readonly view: StatusView | undefined;
  load(): Promise<void>;
  refreshTrust(): Promise<void>;
  hurryOutbox(): Promise<void>;
}

function take(view: StatusView): void {
  useClock.getState().adjust(view.now);
  useStatus.setState({ view });
}

export const useStatus = create<Status>(() => ({
  view: undefined,
  async load() {
    const result = await host.call("status.view", {});
    if (result.ok) take(result.value);
  },
  async refreshTrust() {
    settle(await host.call("trust.refresh", {}));
  },
  async hurryOutbox() {
    settle(await host.call("outbox.hurry", {}));
  },
}));

host.on("status.changed", take);
