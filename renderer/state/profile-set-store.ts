/** All profiles of the hall in one file: written, or looked at and taken. */
import { create } from "zustand";
import type { ReplyOf } from "../../electron/contract/contract.ts";
import { MAX_PROFILE_SET_BYTES, type ProfileProblemView } from "../../electron/contract/devices.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import { ok, type Result } from "../../electron/domain/result.ts";
import { base64 } from "../client/base64.ts";
import { host } from "../client/host.ts";
import { readFile } from "../client/read-file.ts";
import { saveText } from "../client/save-text.ts";
import { useClock } from "./clock-store.ts";
import { useDevices } from "./devices-store.ts";
import { settle } from "./notice-store.ts";

type Look = ReplyOf<"devices.look-at-profile-set">;

export type ProfileSetTask =
  /** `file`: base64; absent where it is too large to be sent. */
  | { readonly kind: "looking"; readonly fileName: string; readonly file: string | undefined; readonly look: Look }
  /** Copies of the hall that keep the set from being written. */
  | { readonly kind: "unwritable"; readonly problems: readonly ProfileProblemView[] };

interface ProfileSet {
  readonly task: ProfileSetTask | undefined;
  readonly isBusy: boolean;
  readonly fault: Fault | undefined;
  /** What became of the last one. */
  readonly told: { readonly kind: "written" | "taken"; readonly count: number } | undefined;
  write(): Promise<void>;
  look(file: File): Promise<void>;
  take(): Promise<void>;
  leaveTask(): void;
  leave(): void;
}

const NOTHING = { task: undefined, isBusy: false, fault: undefined, told: undefined };

export const useProfileSet = create<ProfileSet>((set, get) => ({
  ...NOTHING,
  async write() {
    if (get().isBusy) return;
    set({ ...NOTHING, isBusy: true });
    const written = await host.call("devices.profile-set", {});
    set({ isBusy: false });
    if (!settle(written)) return;
    const { text, problems } = written.value;
    if (text === undefined) return set({ task: { kind: "unwritable", problems } });
    saveText(`device-profiles-${dayOf(useClock.getState().now)}.json`, [text], "application/json");
    set({ told: { kind: "written", count: countOf(text) } });
  },
  async look(file) {
    if (get().isBusy) return;
    set({ ...NOTHING, isBusy: true });
    const looked = await lookAt(file);
    set({ isBusy: false });
    if (settle(looked)) set({ task: { kind: "looking", fileName: file.name, ...looked.value } });
  },
  async take() {
    const { task, isBusy } = get();
    if (isBusy || task?.kind !== "looking" || task.file === undefined) return;
    set({ isBusy: true, fault: undefined });
    const taken = await host.call("devices.take-profile-set", { file: task.file });
    await useDevices.getState().load();
    set({ isBusy: false });
    if (!taken.ok) return set({ fault: taken.fault });
    const { problems, taken: count, reopened } = taken.value;
    if (problems.length > 0) return set({ task: { ...task, look: { ...task.look, problems } } });
    set({ task: undefined, told: { kind: "taken", count } });
    if (reopened.some(({ fault }) => fault !== undefined)) {
      useDevices.getState().open({ kind: "reopened", reopened, back: untake });
    }
  },
  leaveTask: () => set({ task: undefined, fault: undefined }),
  leave: () => set(NOTHING),
}));

/** Larger than the host takes: told like everything else that is wrong with a file. */
async function lookAt(file: File): Promise<Result<{ readonly file: string | undefined; readonly look: Look }>> {
  if (file.size > MAX_PROFILE_SET_BYTES) {
    const message = `larger than ${MAX_PROFILE_SET_BYTES / 1024} KB`;
    return ok({ file: undefined, look: { profiles: [], problems: [{ where: "", message }] } });
  }
  const bytes = await readFile(file);
  if (!bytes.ok) return bytes;
  const text = base64(bytes.value);
  const looked = await host.call("devices.look-at-profile-set", { file: text });
  return looked.ok ? ok({ file: text, look: looked.value }) : looked;
}

async function untake(): Promise<void> {
  const { leaveTask, load } = useDevices.getState();
  if (settle(await host.call("devices.untake-profile-set", {}))) {
    leaveTask();
    useProfileSet.setState({ told: undefined });
  }
  await load();
}

function countOf(text: string): number {
  const set = JSON.parse(text) as { readonly profiles: readonly unknown[] };
  return set.profiles.length;
}

/** `2026-11-28`, by this computer's time. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
