/** Signing in, locking, and what a window may know before anyone has signed in. Who is signed in stands in the counter view. */
import { create } from "zustand";
import type { AboutReply } from "../../electron/contract/session.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import { host } from "../client/host.ts";
import { settle } from "./notice-store.ts";

interface Session {
  readonly about: AboutReply | undefined;
  readonly isBusy: boolean;
  /** Why the last attempt failed; shown beside the form and not elsewhere. */
  readonly fault: Fault | undefined;
  load(): Promise<void>;
  signIn(account: string, password: string): Promise<boolean>;
  unlock(password: string): Promise<boolean>;
  signOut(): Promise<void>;
  lock(): Promise<void>;
  forgetFault(): void;
}

export const useSession = create<Session>((set, get) => ({
  about: undefined,
  isBusy: false,
  fault: undefined,
  async load() {
    const result = await host.call("terminal.about", {});
    if (result.ok) set({ about: result.value });
  },
  async signIn(account, password) {
    if (get().isBusy) return false;
    set({ isBusy: true, fault: undefined });
    const result = await host.call("session.sign-in", { account, password });
    set({ isBusy: false, fault: result.ok ? undefined : result.fault });
    return result.ok;
  },
  async unlock(password) {
    if (get().isBusy) return false;
    set({ isBusy: true, fault: undefined });
    const result = await host.call("session.unlock", { password });
    set({ isBusy: false, fault: result.ok ? undefined : result.fault });
    return result.ok;
  },
  async signOut() {
    settle(await host.call("session.sign-out", {}));
  },
  async lock() {
    settle(await host.call("session.lock", {}));
  },
  forgetFault: () => set({ fault: undefined }),
}));
