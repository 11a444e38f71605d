/** Today's appointments, masked, and what came of the last list. */
import { create } from "zustand";
import { type AppointmentView, MAX_LIST_BYTES, type TakenListView } from "../../electron/contract/appointments.ts";
import { fault } from "../../electron/domain/fault.ts";
import { failed, type Result } from "../../electron/domain/result.ts";
import { base64 } from "../client/base64.ts";
import { host } from "../client/host.ts";
import { readFile } from "../client/read-file.ts";
import { useCounter } from "./counter-store.ts";
import { settle } from "./notice-store.ts";

interface Appointments {
  readonly items: readonly AppointmentView[] | undefined;
  /** The province can be asked for the list. */
  readonly canReceive: boolean;
  readonly isBusy: boolean;
  /** Shown until it is put away. */
  readonly taken: TakenListView | undefined;
  readonly isAskingToDelete: boolean;
  load(): Promise<void>;
  receive(): Promise<void>;
  take(file: File): Promise<void>;
  askToDelete(): void;
  /** All of them without an id. */
  remove(id?: string): Promise<void>;
  leave(): void;
}

const NOTHING = { items: undefined, canReceive: false, isBusy: false, taken: undefined, isAskingToDelete: false };

export const useAppointments = create<Appointments>((set, get) => {
  const show = async (asked: Promise<Result<TakenListView>>): Promise<void> => {
    if (get().isBusy) return;
    set({ isBusy: true });
    const result = await asked;
    set({ isBusy: false });
    if (settle(result)) set({ taken: result.value });
  };
  return {
    ...NOTHING,
    async load() {
      const result = await host.call("appointments.list", {});
      if (result.ok) set({ items: result.value.items, canReceive: result.value.canReceive });
    },
    receive: () => show(host.call("appointments.receive", {})),
    async take(file) {
      await show(importFile(file));
    },
    askToDelete: () => set({ isAskingToDelete: true }),
    async remove(id) {
      set({ isAskingToDelete: false });
      settle(await host.call("appointments.delete", id === undefined ? {} : { id }));
    },
    leave: () => set({ taken: undefined, isAskingToDelete: false }),
  };
});

async function importFile(file: File): Promise<Result<TakenListView>> {
  if (file.size > MAX_LIST_BYTES) return failed(fault("appointments.unreadable", { reason: "too-large" }));
  const bytes = await readFile(file);
  return bytes.ok ? host.call("appointments.import", { file: base64(bytes.value) }) : bytes;
}

host.on("appointments.changed", () => {
  if (useAppointments.getState().items) void useAppointments.getState().load();
});

/** Another clerk, or none: nothing of what the former one saw stays. A closed case takes its appointment along. */
useCounter.subscribe(({ view: after }, { view: before }) => {
  if (after?.clerk?.account !== before?.clerk?.account) useAppointments.setState(NOTHING);
  const hasEnded = after?.phase === "ready" && before?.phase === "closing";
  if (hasEnded && useAppointments.getState().items) void useAppointments.getState().load();
});
