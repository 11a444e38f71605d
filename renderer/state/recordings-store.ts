/** Recordings of the lines of readers: which there are, what one holds, and one being played again. */
import { create } from "zustand";
import type { InputOf, PayloadOf } from "../../electron/contract/contract.ts";
import type { DeviceReadingView, RecordedPieceView, RecordingView } from "../../electron/contract/devices.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import { host } from "../client/host.ts";
import { settle } from "./notice-store.ts";

export type ReplaySpeed = InputOf<"devices.replay">["speed"];

export interface Replay {
  readonly speed: ReplaySpeed;
  readonly at: number;
  readonly of: number;
  readonly readings: readonly DeviceReadingView[];
  /** `cut`: it ended before all was played. */
  readonly state: "running" | "done" | "cut";
}

interface OpenRecording {
  readonly recording: RecordingView;
  readonly pieces: readonly RecordedPieceView[];
}

interface Recordings {
  readonly all: readonly RecordingView[] | undefined;
  readonly open: OpenRecording | undefined;
  readonly replay: Replay | undefined;
  /** Of the recording that is open. */
  readonly fault: Fault | undefined;
  load(): Promise<void>;
  show(fileName: string): Promise<void>;
  drop(fileName: string): Promise<void>;
  play(speed: ReplaySpeed): Promise<void>;
  step(): void;
  stop(): void;
  leave(): void;
}

/** A recording of a minute at full speed has some thousands. */
const MOST_READINGS = 200;

export const useRecordings = create<Recordings>((set, get) => ({
  all: undefined,
  open: undefined,
  replay: undefined,
  fault: undefined,
  async load() {
    const result = await host.call("devices.recordings", {});
    if (settle(result)) set({ all: result.value.recordings });
  },
  async show(fileName) {
    const result = await host.call("devices.recording", { fileName });
    if (settle(result)) set({ open: result.value, replay: undefined, fault: undefined });
  },
  async drop(fileName) {
    if (settle(await host.call("devices.drop-recording", { fileName }))) get().leave();
    await get().load();
  },
  async play(speed) {
    const { open } = get();
    if (!open) return;
    const { fileName } = open.recording;
    // Before it is asked: a short one is over sooner than its answer is here.
    set({ replay: { speed, at: 0, of: open.recording.pieces, readings: [], state: "running" }, fault: undefined });
    const result = await host.call("devices.replay", { fileName, speed });
    if (!result.ok) set({ replay: undefined, fault: result.fault });
  },
  step: () => void host.call("devices.control-replay", { does: "step" }),
  stop() {
    const { replay } = get();
    void host.call("devices.control-replay", { does: "stop" });
    if (replay?.state === "running") set({ replay: { ...replay, state: "cut" } });
  },
  leave() {
    if (get().replay?.state === "running") get().stop();
    set({ open: undefined, replay: undefined, fault: undefined });
  },
}));

function take({ fileName, at, of, readings, isOver }: PayloadOf<"devices.replayed">): void {
  const { open, replay } = useRecordings.getState();
  if (open?.recording.fileName !== fileName || replay?.state !== "running") return;
  const all = [...replay.readings, ...readings].slice(-MOST_READINGS);
  const ended = at < of ? "cut" : "done";
  useRecordings.setState({ replay: { ...replay, at, of, readings: all, state: isOver ? ended : "running" } });
}

host.on("devices.replayed", take);
