/** The administrator's devices: what is connected, what is being done about one, and what passes on its line. */
import { create } from "zustand";
import type { InputOf, ReplyOf } from "../../electron/contract/contract.ts";
import type {
  DeviceCheckView,
  DevicePortView,
  DeviceReadingView,
  DeviceStepView,
  DevicesView,
  RawLineView,
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
  | { readonly kind: "testing"; readonly checks: readonly DeviceCheckView[] | undefined }
  | {
      readonly kind: "profile";
      readonly profileId: string;
      readonly text: string;
      readonly origin: "built-in" | "hall";
    };

export interface Trial {
  readonly deviceId: string;
  readonly isRunning: boolean;
  readonly steps: readonly DeviceStepView[];
  readonly reading: DeviceReadingView | undefined;
  readonly fault: Fault | undefined;
}

export interface Watch {
  readonly deviceId: string;
  /** Epoch ms by the host's clock. */
  readonly until: number;
  readonly lines: readonly RawLineView[];
  readonly dropped: number;
}

interface Devices {
  readonly view: DevicesView | undefined;
  readonly ports: readonly DevicePortView[] | undefined;
  readonly chosen: string | undefined;
  readonly task: DeviceTask | undefined;
  readonly trial: Trial | undefined;
  readonly watch: Watch | undefined;
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
  add(device: InputOf<"devices.add">): Promise<void>;
  setEnabled(deviceId: string, isEnabled: boolean): Promise<void>;
  remove(deviceId: string): Promise<void>;
  tryOut(deviceId: string): Promise<void>;
  command(input: InputOf<"devices.command">): Promise<void>;
  startWatch(deviceId: string): Promise<void>;
  stopWatch(): Promise<void>;
  record(deviceId: string): Promise<void>;
  selfTest(): Promise<void>;
  openProfile(profileId: string): Promise<void>;
  /** Keeps it unless the host finds something wrong. */
  saveProfile(text: string): Promise<void>;
  dropProfile(profileId: string): Promise<void>;
  leaveTask(): void;
  leave(): void;
}

export type Told = ReplyOf<"devices.command">["outcome"] | { readonly fileName: string };

const NOTHING = {
  view: undefined,
  ports: undefined,
  chosen: undefined,
  task: undefined,
  trial: undefined,
  watch: undefined,
  told: undefined,
  fault: undefined,
} as const;

const TRY_MS = 10_000;
const MOST_LINES = 200;

export const useDevices = create<Devices>((set, get) => {
  /** One at a time; undefined = another one is still at work. */
  const act = async <T>(run: () => Promise<Result<T>>): Promise<Result<T> | undefined> => {
    if (get().isBusy) return undefined;
    set({ isBusy: true, fault: undefined });
    const result = await run();
    set({ isBusy: false, ...(!result.ok && { fault: result.fault }) });
    return result;
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
    async add(device) {
      const result = await act(() => host.call("devices.add", device));
      if (!result?.ok) return;
      await get().load();
      set({ task: undefined, chosen: result.value.deviceId });
      await get().tryOut(result.value.deviceId);
    },
    async setEnabled(deviceId, isEnabled) {
      settle(await host.call("devices.set-enabled", { deviceId, isEnabled }));
      await get().load();
    },
    async remove(deviceId) {
      settle(await host.call("devices.remove", { deviceId }));
      await get().load();
    },
    async tryOut(deviceId) {
      if (get().trial?.isRunning) return;
      const trial = { deviceId, isRunning: true, steps: [], reading: undefined, fault: undefined };
      set({ trial });
      const result = await host.call("devices.try", { deviceId, readMs: TRY_MS });
      if (!result.ok) set({ trial: { ...trial, isRunning: false, fault: result.fault } });
      else set({ trial: { ...trial, isRunning: false, steps: result.value.steps, reading: result.value.reading } });
      await get().load();
    },
    async command(input) {
      const result = await host.call("devices.command", input);
      if (settle(result)) set({ told: { deviceId: input.deviceId, outcome: result.value.outcome } });
    },
    async startWatch(deviceId) {
      const result = await host.call("devices.watch", { deviceId });
      if (settle(result)) set({ watch: { deviceId, until: result.value.until, lines: [], dropped: 0 } });
    },
    async stopWatch() {
      set({ watch: undefined });
      settle(await host.call("devices.unwatch", {}));
    },
    async record(deviceId) {
      const result = await host.call("devices.record", { deviceId });
      if (settle(result)) set({ told: { deviceId, outcome: { fileName: result.value.fileName } } });
    },
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
      const result = await act(() => host.call("devices.save-profile", { text }));
      if (result?.ok && result.value.problems.length === 0) set({ task: undefined });
      await get().load();
    },
    async dropProfile(profileId) {
      const result = await act(() => host.call("devices.drop-profile", { profileId }));
      if (result?.ok) set({ task: undefined });
      await get().load();
    },
    leaveTask: () => set({ task: undefined, fault: undefined }),
    leave() {
      if (get().watch) void host.call("devices.unwatch", {});
      set(NOTHING);
    },
  };
});

host.on("devices.raw", ({ deviceId, lines, dropped }) => {
  const { watch } = useDevices.getState();
  if (watch?.deviceId !== deviceId) return;
  const all = [...watch.lines, ...lines].slice(-MOST_LINES);
  useDevices.setState({ watch: { ...watch, lines: all, dropped: watch.dropped + dropped } });
});
