/** Training mode: the cast, scans by the virtual scanner, and how the province behaves today. */
import { create } from "zustand";
import type { InputOf } from "../../electron/contract/contract.ts";
import type { CastLine } from "../../electron/contract/training.ts";
import { host } from "../client/host.ts";
import { settle } from "./notice-store.ts";

export type Behaviour = InputOf<"training.misbehave">["what"];

export const BEHAVIOURS: readonly Behaviour[] = [
  "well",
  "slow",
  "slow-drip",
  "time-out",
  "unreachable",
  "dropped",
  "error-500",
  "html",
  "lost-acknowledgement",
];

interface Training {
  readonly cast: readonly CastLine[] | undefined;
  readonly behaviour: Behaviour;
  load(): Promise<void>;
  scan(code: string): Promise<boolean>;
  behave(what: Behaviour): Promise<void>;
}

export const useTraining = create<Training>((set) => ({
  cast: undefined,
  behaviour: "well",
  async load() {
    const result = await host.call("training.cast", {});
    if (settle(result)) set({ cast: result.value.lines });
  },
  async scan(code) {
    const result = await host.call("training.scan", { code });
    return settle(result);
  },
  async behave(what) {
    if (settle(await host.call("training.misbehave", { what }))) set({ behaviour: what });
  },
}));
