/** How what a device says goes wrong on its way: cut into bytes, glued to the next, with noise ahead, after an echo. */
import type { Cancel, Clock } from "../clock.ts";
import type { LineTrouble } from "../host/device-contract.ts";

export interface TroubledLine {
  set(troubles: readonly LineTrouble[]): void;
  /** What the device says; delivered in order. */
  say(bytes: Uint8Array): void;
  /** What the device was told, as it comes back where the line echoes. */
  heard(bytes: Uint8Array): void;
  /** Nothing more is delivered. */
  cut(): void;
}

/** Looks like the beginning of a frame and is none. */
const NOISE = Uint8Array.of(0xaa, 0xaa, 0x00, 0xff);
/** Shorter than any silence that ends a label. */
const GLUE_MS = 15;

export function createTroubledLine(clock: Clock, deliver: (bytes: Uint8Array) => void): TroubledLine {
  let troubles = new Set<LineTrouble>();
  let glued: Uint8Array[] = [];
  let cancel: Cancel = () => {};
  const pass = (bytes: Uint8Array) => {
    if (!troubles.has("split")) deliver(bytes);
    else for (const byte of bytes) deliver(Uint8Array.of(byte));
  };
  const flush = () => {
    const all = Uint8Array.from(glued.flatMap((part) => [...part]));
    glued = [];
    if (all.length > 0) pass(all);
  };
  return {
    set(next) {
      troubles = new Set(next);
    },
    say(bytes) {
      const noisy = troubles.has("garbage") ? Uint8Array.of(...NOISE, ...bytes) : bytes;
      if (!troubles.has("glued") && glued.length === 0) return pass(noisy);
      glued.push(noisy);
      cancel();
      cancel = clock.after(GLUE_MS, flush);
    },
    heard(bytes) {
      if (troubles.has("echo")) pass(bytes.slice());
    },
    cut() {
      cancel();
      glued = [];
    },
  };
}
