/** The last fault that a call of this window met. Shown as a sentence until the clerk does something else. */
import { create } from "zustand";
import type { Fault } from "../../electron/domain/fault.ts";
import type { Result } from "../../electron/domain/result.ts";

interface Notice {
  readonly fault: Fault | undefined;
  /** Counts up, so that the same fault twice is announced twice. */
  readonly serial: number;
  show(fault: Fault): void;
  clear(): void;
}

export const useNotice = create<Notice>((set) => ({
  fault: undefined,
  serial: 0,
  show: (fault) => set((before) => ({ fault, serial: before.serial + 1 })),
  clear: () => set({ fault: undefined }),
}));

/** Shows the fault of a result, or clears the last one. @returns whether it went well. */
export function settle<T>(result: Result<T>): result is Extract<Result<T>, { ok: true }> {
  if (result.ok) useNotice.getState().clear();
  else useNotice.getState().show(result.fault);
  return result.ok;
}
