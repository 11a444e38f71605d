/** Signing in, locking, and what a window may know before anyone has signed in. Who is signed in stands in the counter view. */
import { create } from "zustand";
import type { AboutReply } from "../../electron/contract/session.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import type { Result } from "../../electron/domain/result.ts";
import { host } from "../client/host.ts";
import { settle } from "./notice-store.ts";

export interface MoreCredentials {
  /** Replaces a one-time password. */
  readonly next?: string;
  /** Of the UKey. */
  readonly pin?: string;
}

interface Session {
  readonly about: AboutReply | undefined;
  readonly isBusy: boolean;
  /** Why the last attempt failed; shown beside the form and not elsewhere. */
  readonly fault: Fault | undefined;
  load(): Promise<void>;
  signIn(account: string, password: string, more?: MoreCredentials): Promise<boolean>;
  changePassword(password: string, next: string): Promise<boolean>;
  unlock(password: string, more?: Pick<MoreCredentials, "pin">): Promise<boolean>;
  /** Another person takes the seat of the locked terminal. */
  relieve(account: string, password: string, more?: MoreCredentials): Promise<boolean>;
  signOut(): Promise<void>;
  lock(): Promise<void>;
  forgetFault(): void;
}

export const useSession = create<Session>((set, get) => {
  const attempt = async (call: () => Promise<Result<unknown>>): Promise<boolean> => {
    if (get().isBusy) return false;
    set({ isBusy: true, fault: undefined });
    const result = await call();
    set({ isBusy: false, fault: result.ok ? undefined : result.fault });
    return result.ok;
  };
  return {
    about: undefined,
    isBusy: false,
    fault: undefined,
    async load() {
      const result = await host.call("terminal.about", {});
      if (result.ok) set({ about: result.value });
    },
    signIn: (account, password, more = {}) =>
      attempt(() => host.call("session.sign-in", { account, password, ...more })),
    relieve: (account, password, more = {}) =>
      attempt(() => host.call("session.relieve", { account, password, ...more })),
    unlock: (password, more = {}) => attempt(() => host.call("session.unlock", { password, ...more })),
    changePassword: (password, next) => attempt(() => host.call("session.change-password", { password, next })),
    async signOut() {
      settle(await host.call("session.sign-out", {}));
    },
    async lock() {
      settle(await host.call("session.lock", {}));
    },
    forgetFault: () => set({ fault: undefined }),
  };
});
