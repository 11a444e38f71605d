/** What is being done with one device: tried out, told to do something, its line watched. */
import { create } from "zustand";
import type { InputOf } from "../../electron/contract/contract.ts";
import type { DeviceReadingView, DeviceStepView, RawLineView } from "../../electron/contract/devices.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import { host } from "../client/host.ts";
import { useDevices } from "./devices-store.ts";
import { settle } from "./notice-store.ts";

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
  /** Pieces that were shown once and made room for newer ones. */
  readonly earlier: number;
  /** Pieces that came too fast to be sent. */
  readonly dropped: number;
}

interface DeviceLine {
  readonly trial: Trial | undefined;
  readonly watch: Watch | undefined;
  tryOut(deviceId: string): Promise<void>;
  command(input: InputOf<"devices.command">): Promise<void>;
  startWatch(deviceId: string): Promise<void>;
  stopWatch(): Promise<void>;
  record(deviceId: string): Promise<void>;
  leave(): void;
}

const TRY_MS = 10_000;
const MOST_PIECES = 100;

export const useDeviceLine = create<DeviceLine>((set, get) => ({
  trial: undefined,
  watch: undefined,
  async tryOut(deviceId) {
    if (get().trial?.isRunning) return;
    const trial = { deviceId, isRunning: true, steps: [], reading: undefined, fault: undefined };
    set({ trial });
    const result = await host.call("devices.try", { deviceId, readMs: TRY_MS });
    if (!result.ok) set({ trial: { ...trial, isRunning: false, fault: result.fault } });
    else set({ trial: { ...trial, isRunning: false, steps: result.value.steps, reading: result.value.reading } });
    await useDevices.getState().load();
  },
  async command(input) {
    const result = await host.call("devices.command", input);
    if (settle(result)) useDevices.getState().tell(input.deviceId, result.value.outcome);
  },
  async startWatch(deviceId) {
    const result = await host.call("devices.watch", { deviceId });
    if (settle(result)) set({ watch: { deviceId, until: result.value.until, lines: [], earlier: 0, dropped: 0 } });
  },
  async stopWatch() {
    set({ watch: undefined });
    settle(await host.call("devices.unwatch", {}));
  },
  async record(deviceId) {
    const result = await host.call("devices.record", { deviceId });
    if (settle(result)) useDevices.getState().tell(deviceId, { recording: result.value.recording });
  },
  leave() {
    if (get().watch) void host.call("devices.unwatch", {});
    set({ trial: undefined, watch: undefined });
  },
}));

host.on("devices.raw", ({ deviceId, lines, dropped }) => {
  const { watch } = useDeviceLine.getState();
  if (watch?.deviceId !== deviceId) return;
  const all = [...watch.lines, ...lines];
  const kept = all.slice(-MOST_PIECES);
  const earlier = watch.earlier + all.length - kept.length;
  useDeviceLine.setState({ watch: { ...watch, lines: kept, earlier, dropped: watch.dropped + dropped } });
});
