/** What the person with the phone should do, read off the last frames. */
import type { Reading } from "./code-reading.ts";

export type CameraHint = "looking" | "closer" | "hold-still" | "several" | "help";

export interface HintState {
  readonly hint: CameraHint;
  /** When this hint came up, and when the camera began; steady ms. */
  readonly sinceMs: number;
  readonly startedMs: number;
}

export const hintAtStart = (nowMs: number): HintState => ({ hint: "looking", sinceMs: nowMs, startedMs: nowMs });

/** A code that fills less of the frame than this has modules too small for the camera. */
const CLOSE_ENOUGH = 0.35;
/** A hint is to be read, so it stays while single frames show nothing. */
const STAYS_MS = 1_500;
/** Nothing found for so long: the code may be too far away to be seen at all. */
const HELP_AFTER_MS = 6_000;

export function nextHint(state: HintState, reading: Reading, nowMs: number): HintState {
  const hint = hintOf(reading);
  if (hint) return hint === state.hint ? { ...state, sinceMs: nowMs } : { ...state, hint, sinceMs: nowMs };
  if (nowMs - state.sinceMs < STAYS_MS) return state;
  const calm = nowMs - state.startedMs < HELP_AFTER_MS ? "looking" : "help";
  return calm === state.hint ? state : { ...state, hint: calm, sinceMs: nowMs };
}

function hintOf({ texts, unreadShare }: Reading): CameraHint | undefined {
  if (texts.length > 1) return "several";
  if (unreadShare === undefined) return undefined;
  return unreadShare < CLOSE_ENOUGH ? "closer" : "hold-still";
}
