/**
 * The person in the clear. A reason that is in the audit grants it; shown only while somebody holds a key or the button down, for 10 s
 * from the first time at most, and not at all once it lay unused for 30 s. With a screen reader nobody holds: a key that is
 * pressed and let go at once, or a press without any, has it said and shows nothing from then on; the next has it unsaid.
 */
import { create } from "zustand";
import { isHeldDown, type LetGo, onHeldDown, POINTER } from "../client/held-down.ts";

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
/** Let go within this time a key was pressed and not held. */
const TAP_MS = 300;
/** A button's click of its own comes right behind the key that was let go. */
const CLICK_MS = 100;
const NONE = { granted: undefined, until: undefined, how: "masked" } as const;

let ending: ReturnType<typeof setTimeout> | undefined;
let holding: readonly string[] = [];
let wasSaid = false;
/** By `performance.now()`. */
let heldUntil = Number.NEGATIVE_INFINITY;

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
      const isHeld = isHeldDown(codes);
      if (!granted || (!isHeld && performance.now() - heldUntil < CLICK_MS)) return;
      if (until === undefined) {
        set({ until: Date.now() + SHOWN_MS });
        endAfter(SHOWN_MS);
      }
      holding = codes;
      // Of a button its key presses it over and over.
      if (how !== "shown") wasSaid = how === "said";
      if (isHeld) set({ how: "shown" });
      else set({ how: wasSaid ? "masked" : "said" });
    },
    drop() {
      clearTimeout(ending);
      set(NONE);
    },
  };
});

onHeldDown((letGo) => {
  if (useReveal.getState().how !== "shown" || isHeldDown(holding)) return;
  heldUntil = performance.now();
  useReveal.setState({ how: letGo && isTap(letGo) && !wasSaid ? "said" : "masked" });
});

function isTap({ code, afterMs }: LetGo): boolean {
  return code !== POINTER && afterMs <= TAP_MS;
}
