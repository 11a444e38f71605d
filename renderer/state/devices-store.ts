/** The administrator's devices: what is connected, what is being done about one, and what passes on its line. */
import { create } from "zustand";
import type { InputOf, ReplyOf } from "../../electron/contract/contract.ts";
import type {
  DeviceCheckView,
  DevicePortView,
  DeviceStepView,
  DevicesView,
  DeviceView,
  RecordingView,
  ReopenedView,
} from "../../electron/contract/devices.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import type { Result } from "../../electron/domain/result.ts";
import { host } from "../client/host.ts";
import { settle, useNotice } from "./notice-store.ts";

export type DeviceTask =
  /** `appeared` and `vanished` since `before` ports were counted. */
  | {
      readonly kind: "plugging";
      readonly before: number | undefined;
      readonly appeared: readonly DevicePortView[];
      readonly vanished: readonly DevicePortView[];
    }
  /** `profileId`: without a port, by a profile that finds its device itself. */
  | { readonly kind: "adding"; readonly ports: readonly DevicePortView[]; readonly profileId?: string }
  | { readonly kind: "changing"; readonly device: DeviceView }
  /** Some of these did not open with what was changed; `back` undoes the change. */
  | { readonly kind: "reopened"; readonly reopened: readonly ReopenedView[]; readonly back: () => Promise<void> }
  | { readonly kind: "testing"; readonly checks: readonly DeviceCheckView[] | undefined }
  | {
      readonly kind: "profile";
      readonly profileId: string;
      readonly text: string;
      readonly origin: "built-in" | "hall";
    };

interface Devices {
  readonly view: DevicesView | undefined;
  readonly ports: readonly DevicePortView[] | undefined;
  readonly chosen: string | undefined;
  readonly task: DeviceTask | undefined;
  /** What became of the last command, or of the recording. */
  readonly told: { readonly deviceId: string; readonly outcome: Told } | undefined;
  /** Fault of the task that is open, beside the buttons of its dialog. */
  readonly fault: Fault | undefined;
  readonly isBusy: boolean;
  load(): Promise<void>;
  loadPorts(): Promise<void>;
  choose(deviceId: string): void;
  awaitPlug(): Promise<void>;
  lookForPlugged(): Promise<void>;
  open(task: DeviceTask): void;
  /** Whether a device of this profile is at that port; nothing is read. Undefined where that could not be asked. */
  ask(what: { readonly profileId: string; readonly path: string }): Promise<readonly DeviceStepView[] | undefined>;
  /** @returns its id once it is kept. */
  add(device: InputOf<"devices.add">): Promise<string | undefined>;
  /** Another profile, port or name; where the device does not open with it, the way back is offered. */
  change(wanted: InputOf<"devices.change">): Promise<void>;
  setEnabled(deviceId: string, isEnabled: boolean): Promise<void>;
  remove(deviceId: string): Promise<void>;
  tell(deviceId: string, outcome: Told): void;
  selfTest(): Promise<void>;
  openProfile(profileId: string): Promise<void>;
  /** Keeps it unless the host finds something wrong. */
  saveProfile(text: string): Promise<void>;
  dropProfile(profileId: string): Promise<void>;
  leaveTask(): void;
  leave(): void;
}

export type Told =
  | ReplyOf<"devices.command">["outcome"]
  | { readonly recording: RecordingView }
  | { readonly profileId: string };

const NOTHING = {
  view: undefined,
  ports: undefined,
  chosen: undefined,
  task: undefined,
  told: undefined,
  fault: undefined,
} as const;

export const useDevices = create<Devices>((set, get) => {
  /** One at a time; undefined = another one is still at work. */
  const act = async <T>(run: () => Promise<Result<T>>): Promise<Result<T> | undefined> => {
    if (get().isBusy) return undefined;
    set({ isBusy: true, fault: undefined });
    const result = await run();
    set({ isBusy: false, ...(!result.ok && { fault: result.fault }) });
    return result;
  };
  /** Ends the task, unless a device did not open: then the way back is offered. */
  const show = async (reopened: readonly ReopenedView[], back: () => Promise<void>): Promise<boolean> => {
    await get().load();
    const isGood = reopened.every(({ fault }) => fault === undefined);
    set({ task: isGood ? undefined : { kind: "reopened", reopened, back } });
    return isGood;
  };
  return {
    ...NOTHING,
    isBusy: false,
    async load() {
      const result = await host.call("devices.view", {});
      // Asked again and again: good news takes no notice away.
      if (!result.ok) return useNotice.getState().show(result.fault);
      const { devices } = result.value;
      const { chosen } = get();
      const isThere = devices.some(({ deviceId }) => deviceId === chosen);
      set({ view: result.value, chosen: isThere ? chosen : devices[0]?.deviceId });
    },
    async loadPorts() {
      const result = await host.call("devices.ports", {});
      if (settle(result)) set({ ports: result.value.ports });
    },
    choose: (chosen) => set({ chosen }),
    async awaitPlug() {
      set({ task: { kind: "plugging", before: undefined, appeared: [], vanished: [] }, fault: undefined });
      const result = await host.call("devices.await-plug", {});
      const { task } = get();
      if (task?.kind !== "plugging") return;
      if (result.ok) set({ task: { ...task, before: result.value.ports } });
      else set({ fault: result.fault });
    },
    async lookForPlugged() {
      if (get().isBusy) return;
      const result = await host.call("devices.plugged", {});
      const { task } = get();
      if (task?.kind !== "plugging") return;
      if (!result.ok) return set({ fault: result.fault });
      const { appeared, vanished } = result.value;
      set({ task: { ...task, appeared, vanished }, fault: undefined });
    },
    open: (task) => set({ task, fault: undefined }),
    async ask(what) {
      const result = await act(() => host.call("devices.try", { ...what, readMs: 0 }));
      return result?.ok ? result.value.steps : undefined;
    },
    async add(device) {
      const result = await act(() => host.call("devices.add", device));
      if (!result?.ok) return undefined;
      await get().load();
      set({ task: undefined, chosen: result.value.deviceId });
      return result.value.deviceId;
    },
    async change(wanted) {
      const before = get().view?.devices.find(({ deviceId }) => deviceId === wanted.deviceId);
      const result = await act(() => host.call("devices.change", wanted));
      if (!result?.ok || !before) return;
      const { deviceId, profileId, name, fixedPath: path } = before;
      const back = () => get().change({ deviceId, profileId, name, ...(path !== undefined && { path }) });
      const isGood = await show(result.value.reopened, back);
      if (isGood) get().tell(deviceId, { profileId: wanted.profileId });
    },
    async setEnabled(deviceId, isEnabled) {
      settle(await host.call("devices.set-enabled", { deviceId, isEnabled }));
      await get().load();
    },
    async remove(deviceId) {
      settle(await host.call("devices.remove", { deviceId }));
      await get().load();
    },
    tell: (deviceId, outcome) => set({ told: { deviceId, outcome } }),
    async selfTest() {
      set({ task: { kind: "testing", checks: undefined }, fault: undefined });
      const result = await host.call("devices.self-test", {});
      if (get().task?.kind !== "testing") return;
      if (result.ok) set({ task: { kind: "testing", checks: result.value.checks } });
      else set({ fault: result.fault });
    },
    async openProfile(profileId) {
      const result = await host.call("devices.profile", { profileId });
      if (settle(result)) set({ task: { kind: "profile", profileId, ...result.value }, fault: undefined });
    },
    async saveProfile(text) {
      const { task } = get();
      const result = await act(() => host.call("devices.save-profile", { text }));
      if (!result?.ok || result.value.problems.length > 0) return get().load();
      if (task?.kind !== "profile") {
        // The way back ends it, as dropping the profile does.
        set({ task: undefined });
        return get().load();
      }
      const { profileId, origin } = task;
      const back = () => (origin === "hall" ? get().saveProfile(task.text) : get().dropProfile(profileId));
      await show(result.value.reopened, back);
    },
    async dropProfile(profileId) {
      const result = await act(() => host.call("devices.drop-profile", { profileId }));
      if (result?.ok) set({ task: undefined });
      await get().load();
    },
    leaveTask: () => set({ task: undefined, fault: undefined }),
    leave: () => set(NOTHING),
  };
});
