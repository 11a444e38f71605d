/** The people of this terminal, as an administrator sees them. A one-time password stays here only while it is on the screen. */
import { create } from "zustand";
import type { UserView } from "../../electron/contract/users.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import type { Result } from "../../electron/domain/result.ts";
import { host } from "../client/host.ts";
import { settle } from "./notice-store.ts";

export type PeopleTask =
  | { readonly kind: "adding" }
  | { readonly kind: "resetting"; readonly user: UserView }
  | { readonly kind: "enrolling"; readonly user: UserView }
  | { readonly kind: "one-time"; readonly name: string; readonly password: string };

type NewPerson = Pick<UserView, "account" | "name" | "role">;

interface People {
  readonly users: readonly UserView[] | undefined;
  readonly task: PeopleTask | undefined;
  /** Fault of the task that is open, beside the buttons of its dialog. */
  readonly fault: Fault | undefined;
  readonly isBusy: boolean;
  load(): Promise<void>;
  open(task: PeopleTask): void;
  add(person: NewPerson): Promise<void>;
  reset(user: UserView): Promise<void>;
  act(command: "user.unlock" | "user.disable" | "user.enable", account: string): Promise<void>;
  /** @param pin of the UKey that is plugged in. */
  enrolKey(account: string, pin: string): Promise<void>;
  leave(): void;
}

export const usePeople = create<People>((set, get) => {
  /** Shows the one-time password, or why there is none. */
  const hand = async (name: string, made: Promise<Result<{ readonly password: string }>>): Promise<void> => {
    if (get().isBusy) return;
    set({ isBusy: true, fault: undefined });
    const result = await made;
    set({ isBusy: false });
    if (!result.ok) set({ fault: result.fault });
    else set({ task: { kind: "one-time", name, password: result.value.password } });
    await get().load();
  };
  return {
    users: undefined,
    task: undefined,
    fault: undefined,
    isBusy: false,
    async load() {
      const result = await host.call("user.list", {});
      if (settle(result)) set({ users: result.value.users });
    },
    open: (task) => set({ task, fault: undefined }),
    add: (person) => hand(person.name, host.call("user.add", person)),
    reset: ({ name, account }) => hand(name, host.call("user.reset", { account })),
    async act(command, account) {
      settle(await host.call(command, { account }));
      await get().load();
    },
    async enrolKey(account, pin) {
      if (get().isBusy) return;
      set({ isBusy: true, fault: undefined });
      const result = await host.call("user.enrol-key", { account, pin });
      set(result.ok ? { isBusy: false, task: undefined } : { isBusy: false, fault: result.fault });
      await get().load();
    },
    leave: () => set({ task: undefined, fault: undefined }),
  };
});
