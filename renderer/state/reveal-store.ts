/**
 * The person in the clear. A reason that is in the audit grants it; shown only while somebody holds a key or the button down, for 10 s
 * from the first time at most, and not at all once it lay unused for 30 s. A screen reader cannot hold: pressed without being held
 * down, it is said and not shown.
 */
import { create } from "zustand";
import { isHeldDown, onHeldDown } from "../client/held-down.ts";

export interface FullPerson {
  readonly fullName: string;
  readonly fullNumber: string;
}

interface Reveal {
  readonly granted: FullPerson | undefined;
  /** Epoch ms of this window's clock, from the first time that it was held or said. */
  readonly until: number | undefined;
  readonly how: "masked" | "shown" | "said";
  grant(person: FullPerson): void;
  /** @param codes of `held-down.ts`: what may be held for it. */
  press(codes: readonly string[]): void;
  /** Another case, a lock, or nobody there. */
  drop(): void;
}

const SHOWN_MS = 10_000;
const UNUSED_MS = 30_000;
const NONE = { granted: undefined, until: undefined, how: "masked" } as const;

let ending: ReturnType<typeof setTimeout> | undefined;
let holding: readonly string[] = [];

export const useReveal = create<Reveal>((set, get) => {
  const endAfter = (ms: number) => {
    clearTimeout(ending);
    ending = setTimeout(() => set(NONE), ms);
  };
  return {
    ...NONE,
    grant(granted) {
      set({ ...NONE, granted });
      endAfter(UNUSED_MS);
    },
    press(codes) {
      const { granted, until, how } = get();
      if (!granted) return;
      if (until === undefined) {
        set({ until: Date.now() + SHOWN_MS });
        endAfter(SHOWN_MS);
      }
      holding = codes;
      if (isHeldDown(codes)) set({ how: "shown" });
      else set({ how: how === "said" ? "masked" : "said" });
    },
    drop() {
      clearTimeout(ending);
      set(NONE);
    },
  };
});

onHeldDown(() => {
  if (useReveal.getState().how === "shown" && !isHeldDown(holding)) useReveal.setState({ how: "masked" });
});
