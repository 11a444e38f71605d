/** The administrator's trust data: what is held, the file that is being looked at, and what became of it. */
import { create } from "zustand";
import { type TrustDifference, type TrustOverview, UPLOAD_PIECE_BYTES } from "../../electron/contract/trust.ts";
import { type Fault, fault } from "../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../electron/domain/result.ts";
import { base64 } from "../client/base64.ts";
import { host } from "../client/host.ts";
import { readFile } from "../client/read-file.ts";
import { settle } from "./notice-store.ts";

export type TrustTask =
  | { readonly kind: "uploading"; readonly fileName: string; readonly part: number }
  | { readonly kind: "looking"; readonly uploadId: string; readonly difference: TrustDifference }
  | { readonly kind: "refused"; readonly fileName: string; readonly fault: Fault }
  | { readonly kind: "rolling-back" };

interface Trust {
  readonly overview: TrustOverview | undefined;
  readonly task: TrustTask | undefined;
  /** Fault of the task that is open, beside the buttons of its dialog. */
  readonly fault: Fault | undefined;
  readonly isBusy: boolean;
  load(): Promise<void>;
  refresh(): Promise<void>;
  /** Sends the file and asks what it would change. */
  look(file: File): Promise<void>;
  take(confirmed: readonly string[], isShrinkAllowed: boolean): Promise<void>;
  remove(fingerprint: string): Promise<void>;
  askRollBack(): void;
  rollBack(): Promise<void>;
  leaveTask(): void;
}

export const useTrust = create<Trust>((set, get) => {
  const act = async (run: () => Promise<Result<unknown>>): Promise<boolean> => {
    if (get().isBusy) return false;
    set({ isBusy: true, fault: undefined });
    const result = await run();
    set({ isBusy: false });
    if (!result.ok) set({ fault: result.fault });
    else await get().load();
    return result.ok;
  };
  return {
    overview: undefined,
    task: undefined,
    fault: undefined,
    isBusy: false,
    async load() {
      const result = await host.call("trust.overview", {});
      if (settle(result)) set({ overview: result.value });
    },
    async refresh() {
      set({ isBusy: true });
      const result = await host.call("trust.refresh", {});
      set({ isBusy: false });
      await get().load();
      settle(result);
    },
    async look(file) {
      const fileName = file.name;
      set({ task: { kind: "uploading", fileName, part: 0 }, fault: undefined });
      const sent = await upload(file, (part) => set({ task: { kind: "uploading", fileName, part } }));
      // Whoever pressed Escape meanwhile wants nothing of it any more.
      if (get().task?.kind !== "uploading") return;
      const seen = sent.ok ? await host.call("trust.preview", { uploadId: sent.value }) : sent;
      if (!seen.ok) set({ task: { kind: "refused", fileName, fault: seen.fault } });
      else if (sent.ok) set({ task: { kind: "looking", uploadId: sent.value, difference: seen.value } });
    },
    async take(confirmed, isShrinkAllowed) {
      const { task } = get();
      if (task?.kind !== "looking") return;
      const input = { uploadId: task.uploadId, confirmed: [...confirmed], ...(isShrinkAllowed && { isShrinkAllowed }) };
      if (await act(() => host.call("trust.import", input))) set({ task: undefined });
    },
    async remove(fingerprint) {
      if (!(await act(() => host.call("trust.remove", { fingerprint })))) settle(failed(get().fault ?? LOST));
    },
    askRollBack: () => set({ task: { kind: "rolling-back" }, fault: undefined }),
    async rollBack() {
      if (await act(() => host.call("trust.roll-back", {}))) set({ task: undefined });
    },
    leaveTask: () => set({ task: undefined, fault: undefined }),
  };
});

const LOST = fault("call.carrier-lost");

/** @returns the id that the host knows the file by. */
async function upload(file: File, tell: (part: number) => void): Promise<Result<string>> {
  let uploadId: string | undefined;
  let offset = 0;
  do {
    const piece = await readFile(file.slice(offset, offset + UPLOAD_PIECE_BYTES));
    if (!piece.ok) return piece;
    const sent: Result<{ readonly uploadId: string }> = await host.call("trust.upload", {
      fileName: file.name,
      offset,
      piece: base64(piece.value),
      ...(uploadId !== undefined && { uploadId }),
    });
    if (!sent.ok) return sent;
    uploadId = sent.value.uploadId;
    offset += UPLOAD_PIECE_BYTES;
    tell(Math.min(1, offset / Math.max(1, file.size)));
  } while (offset < file.size);
  return ok(uploadId);
}
