/** Exemptions that a re-check did not confirm, and the one that is being seen to. */
import { create } from "zustand";
import type { InputOf } from "../../electron/contract/contract.ts";
import type { FlaggedRecheckView } from "../../electron/contract/recheck.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import { host } from "../client/host.ts";
import { useCounter } from "./counter-store.ts";
import { settle } from "./notice-store.ts";

interface Rechecks {
  readonly flagged: readonly FlaggedRecheckView[] | undefined;
  readonly open: FlaggedRecheckView | undefined;
  readonly fault: Fault | undefined;
  readonly isBusy: boolean;
  load(): Promise<void>;
  choose(one: FlaggedRecheckView | undefined): void;
  handle(act: InputOf<"recheck.handle">): Promise<void>;
}

export const useRechecks = create<Rechecks>((set, get) => ({
  ...{ flagged: undefined, open: undefined, fault: undefined, isBusy: false },
  async load() {
    const result = await host.call("recheck.flagged", {});
    if (settle(result)) set({ flagged: result.value.flagged });
  },
  choose: (open) => set({ open, fault: undefined }),
  async handle(act) {
    if (get().isBusy) return;
    set({ isBusy: true, fault: undefined });
    const result = await host.call("recheck.handle", act);
    set(result.ok ? { isBusy: false, open: undefined } : { isBusy: false, fault: result.fault });
    await get().load();
  },
}));

useCounter.subscribe(({ view: after }, { view: before }) => {
  if (after?.clerk?.account !== before?.clerk?.account || after?.isLocked)
    useRechecks.setState({ flagged: undefined, open: undefined });
});
