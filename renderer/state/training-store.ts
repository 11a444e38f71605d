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

export const PROVINCE_ENDS = ["all", "library", "platform", "trust"] as const;
export type ProvinceEnd = (typeof PROVINCE_ENDS)[number];

interface Training {
  readonly cast: readonly CastLine[] | undefined;
  /** Which end of the province the next choice is for. */
  readonly end: ProvinceEnd;
  /** How each end behaves, `all` for what no end of its own says. */
  readonly behaviours: Readonly<Partial<Record<ProvinceEnd, Behaviour>>>;
  load(): Promise<void>;
  scan(code: string): Promise<boolean>;
  choose(end: ProvinceEnd): void;
  behave(what: Behaviour): Promise<void>;
}

export const useTraining = create<Training>((set, get) => ({
  cast: undefined,
  end: "all",
  behaviours: {},
  async load() {
    const result = await host.call("training.cast", {});
    if (settle(result)) set({ cast: result.value.lines });
  },
  async scan(code) {
    const result = await host.call("training.scan", { code });
    return settle(result);
  },
  choose: (end) => set({ end }),
  async behave(what) {
    const { end, behaviours } = get();
    if (!settle(await host.call("training.misbehave", end === "all" ? { what } : { what, end }))) return;
    const isAllWell = end === "all" && what === "well";
    set({ behaviours: isAllWell ? {} : { ...behaviours, [end]: what } });
  },
}));
