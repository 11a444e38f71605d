/**
 * Tells a keyboard-wedge scanner from a person typing, as a pure reducer over key presses with time stamps. Keys are
 * held back until it is decided, so that no half code lands in a form field and no Enter presses a button. The owner
 * feeds key downs and, at `wedgeDeadline`, the silence.
 *
 *   scan: ≥ 6 characters, median gap ≤ 35 ms, no gap > 100 ms, ended by Enter, Tab, LF or 120 ms of silence
 *   broken: as fast as a scanner, yet no whole code (cut off, too long): neither used nor typed, but told
 *   typed: everything else; what was held is handed back to be inserted
 */
import { characterOf, type KeyPress } from "./us-keyboard.ts";

export interface WedgeKey extends KeyPress {
  readonly kind: "key";
  /** Steady ms of the key down, such as `event.timeStamp`. */
  readonly atMs: number;
  /** The key is being held down by a person. */
  readonly isRepeat: boolean;
  readonly isCapsLockOn: boolean;
}

/** Nothing was pressed until `atMs`. */
export interface WedgeSilence {
  readonly kind: "silence";
  readonly atMs: number;
}

export type WedgeEvent = WedgeKey | WedgeSilence;

interface HeldKey {
  readonly press: WedgeKey;
  readonly character: string;
  /** The key was let through when it came: it has had its effect, or an input method has it. */
  readonly isPassed: boolean;
}

export interface WedgeState {
  readonly held: readonly HeldKey[];
  /** Line feeds and second suffixes of the scan just ended are swallowed until then. */
  readonly tailUntilMs: number;
  /** The rest of a broken code is swallowed until then; each further character puts it off. */
  readonly drainUntilMs: number;
  /** Too few keys for a code, yet at a machine's pace, were let go: what comes until then may be the rest of their code. */
  readonly restUntilMs: number;
}

export type WedgeWarning =
  /** An input method was on: the owner must drop its composition, and the scanner should not be in keyboard mode. */
  | "input-method"
  /** Caps Lock was on; the scanner may have turned every letter round to make up for it. */
  | "caps-lock";

export type WedgeDecision =
  | {
      readonly kind: "scan";
      readonly text: string;
      readonly suffix: "enter" | "line-feed" | "tab" | "none";
      readonly firstAtMs: number;
      readonly lastAtMs: number;
      readonly warnings: readonly WedgeWarning[];
    }
  | {
      readonly kind: "typed";
      /** Insert this where the focus is; keys that were let through are not in it. */
      readonly text: string;
      readonly keys: readonly WedgeKey[];
    }
  | {
      readonly kind: "broken";
      /** `alt-numpad`: the scanner types character numbers, which cannot be put together reliably. */
      readonly reason: "gap" | "interrupted" | "too-long" | "alt-numpad";
      /** Keys swallowed. */
      readonly length: number;
    };

export interface WedgeStep {
  readonly state: WedgeState;
  readonly decisions: readonly WedgeDecision[];
  /** For a key: `hold` = prevent its default and stop it here; `pass` = let it do what it does, after the decisions. */
  readonly key: "hold" | "pass";
}

const wedgeRule = {
  minCharacters: 6,
  medianGapMs: 35,
  maxGapMs: 100,
  silenceMs: 120,
  tailMs: 100,
  maxCharacters: 4096,
  restMs: 500,
} as const;

const NEVER = Number.NEGATIVE_INFINITY;

export const wedgeIdle: WedgeState = { held: [], tailUntilMs: NEVER, drainUntilMs: NEVER, restUntilMs: NEVER };

type Suffix = Exclude<Extract<WedgeDecision, { kind: "scan" }>["suffix"], "none">;

/** One step. Total: any sequence of events gives an answer, and no key is both held and lost without a decision. */
export function stepWedge(state: WedgeState, event: WedgeEvent): WedgeStep {
  const settled = settleUntil(state, event.atMs);
  if (event.kind === "silence") return { ...settled, key: "pass" };
  const step = takeKey(settled.state, event);
  return settled.decisions.length === 0 ? step : { ...step, decisions: [...settled.decisions, ...step.decisions] };
}

/** When to feed the next silence; null while nothing is held. */
export function wedgeDeadline(state: WedgeState): number | null {
  const last = state.held.at(-1);
  if (!last) return null;
  return last.press.atMs + (isFast(state.held) ? wedgeRule.silenceMs : wedgeRule.maxGapMs + 1);
}

/** Decides what the time that went by has already decided, however late the owner's timer was. */
function settleUntil(state: WedgeState, atMs: number): { state: WedgeState; decisions: WedgeDecision[] } {
  const last = state.held.at(-1);
  if (!last) return { state, decisions: [] };
  const gapMs = atMs - last.press.atMs;
  if (isFast(state.held)) {
    if (gapMs < wedgeRule.silenceMs) return { state, decisions: [] };
    return conclude(state, "none", last.press.atMs + wedgeRule.silenceMs);
  }
  return gapMs > wedgeRule.maxGapMs ? letGo(state.held, "gap", atMs) : { state, decisions: [] };
}

function takeKey(state: WedgeState, press: WedgeKey): WedgeStep {
  if (isModifier(press)) return pass(state);
  const suffix = suffixOf(press);
  if (press.atMs < state.drainUntilMs) return drain(state, press, suffix);
  if (suffix && state.held.length === 0 && press.atMs <= state.tailUntilMs) return hold(state);
  if (suffix && isFast(state.held) && !isTooLate(state.held, press)) {
    return { ...conclude(state, suffix, press.atMs), key: "hold" };
  }
  const character = characterIn(press, suffix);
  if (character === undefined) return interrupt(state, press, suffix);
  if (isTooLate(state.held, press)) return startOver(state, press, character);
  return collect(state, press, character);
}

/** Enter and Tab end things; a key that repeats is held down by a person. */
function characterIn(press: WedgeKey, suffix: Suffix | undefined): string | undefined {
  return suffix === "enter" || suffix === "tab" || press.isRepeat ? undefined : characterOf(press);
}

/** What still comes of a code that is broken already: half a code must not look like a whole one. */
function drain(state: WedgeState, press: WedgeKey, suffix: Suffix | undefined): WedgeStep {
  if (suffix) return hold({ ...wedgeIdle, tailUntilMs: press.atMs + wedgeRule.tailMs });
  if (characterIn(press, suffix) === undefined) return pass(state);
  return hold({ ...state, drainUntilMs: press.atMs + wedgeRule.silenceMs });
}

/** A key that no scanner sends in the middle of a code, or an Enter after too few characters. */
function interrupt(state: WedgeState, press: WedgeKey, suffix: Suffix | undefined): WedgeStep {
  const step = letGo(state.held, isTooLate(state.held, press) ? "gap" : "interrupted", press.atMs);
  // The suffix of a broken code must not press the button that has the focus.
  if (!suffix || !isBroken(step)) return { ...step, key: "pass" };
  return { ...step, state: { ...wedgeIdle, tailUntilMs: press.atMs + wedgeRule.tailMs }, key: "hold" };
}

/** The gap was too long for one code: what came before is over, this key may begin the next. */
function startOver(state: WedgeState, press: WedgeKey, character: string): WedgeStep {
  const before = letGo(state.held, "gap", press.atMs);
  if (isBroken(before)) return { ...before, key: "hold" };
  const step = collect(before.state, press, character);
  return { ...step, decisions: [...before.decisions, ...step.decisions] };
}

function collect(state: WedgeState, press: WedgeKey, character: string): WedgeStep {
  const isPassed = mustPass(state, press);
  const held = [...state.held, { press, character, isPassed }];
  const key = isPassed ? "pass" : "hold";
  if (held.length > wedgeRule.maxCharacters) return { ...letGo(held, "too-long", press.atMs), key };
  if (held.length >= wedgeRule.minCharacters && !isFast(held))
    return { ...letGo(held, "interrupted", press.atMs), key };
  return { state: { ...state, held }, decisions: [], key };
}

/**
 * An input method or a dead key has the key before the page does, and holding the first key of a shortcut would break the shortcut;
 * neither puts a character into a field by itself. Some scanners send every key with Alt: from the second on they are
 * held.
 */
function mustPass(state: WedgeState, press: WedgeKey): boolean {
  if (press.key === "Process" || press.key === "Dead") return true;
  return state.held.length === 0 && (press.ctrl || press.alt);
}

function conclude({ held, restUntilMs }: WedgeState, suffix: Suffix | "none", endMs: number): ConcludedStep {
  const state = { ...wedgeIdle, tailUntilMs: endMs + wedgeRule.tailMs };
  if (held[0] && held[0].press.atMs < restUntilMs) {
    return { state, decisions: [{ kind: "broken", reason: "gap", length: held.length }] };
  }
  if (held.every(({ press }) => press.alt && press.code.startsWith("Numpad"))) {
    return { state, decisions: [{ kind: "broken", reason: "alt-numpad", length: held.length }] };
  }
  return { state, decisions: [scanOf(held, suffix)] };
}

function isBroken(step: ConcludedStep): boolean {
  return step.decisions.some((decision) => decision.kind === "broken");
}

interface ConcludedStep {
  readonly state: WedgeState;
  readonly decisions: WedgeDecision[];
}

function scanOf(held: readonly HeldKey[], suffix: Suffix | "none"): WedgeDecision {
  const warnings: WedgeWarning[] = [];
  if (held.some(({ press }) => press.key === "Process")) warnings.push("input-method");
  if (held.some(({ press }) => press.isCapsLockOn && /^Key[A-Z]$/.test(press.code))) warnings.push("caps-lock");
  return {
    kind: "scan",
    text: withoutFrame(held.map(({ character }) => character).join("")),
    suffix,
    firstAtMs: held[0]?.press.atMs ?? 0,
    lastAtMs: held.at(-1)?.press.atMs ?? 0,
    warnings,
  };
}

/** STX before and ETX behind the code belong to the line, not to the code. */
function withoutFrame(text: string): string {
  const from = text.startsWith("\u0002") ? 1 : 0;
  return text.slice(from, text.endsWith("\u0003") ? -1 : undefined);
}

/** Gives back what a person typed; what only a machine can have typed is reported instead. */
function letGo(held: readonly HeldKey[], reason: "gap" | "interrupted" | "too-long", atMs: number): ConcludedStep {
  if (held.length === 0) return { state: wedgeIdle, decisions: [] };
  if (isFast(held)) {
    const state = { ...wedgeIdle, drainUntilMs: atMs + wedgeRule.silenceMs };
    return { state, decisions: [{ kind: "broken", reason, length: held.length }] };
  }
  const kept = held.filter(({ isPassed }) => !isPassed);
  const text = kept.map(({ press, character }) => (press.key.length === 1 ? press.key : character)).join("");
  const keys = kept.map(({ press }) => press);
  const isHead = reason === "gap" && held.length > 1 && medianGap(held) <= wedgeRule.medianGapMs;
  const state = isHead ? { ...wedgeIdle, restUntilMs: atMs + wedgeRule.restMs } : wedgeIdle;
  return { state, decisions: keys.length > 0 ? [{ kind: "typed", text, keys }] : [] };
}

/** Enough characters at a machine's pace: by the median, because single gaps stretch to 39 ms on a busy machine. */
function isFast(held: readonly HeldKey[]): boolean {
  return held.length >= wedgeRule.minCharacters && medianGap(held) <= wedgeRule.medianGapMs;
}

function medianGap(held: readonly HeldKey[]): number {
  const gaps = held.slice(1).map(({ press }, index) => press.atMs - (held[index]?.press.atMs ?? 0));
  gaps.sort((a, b) => a - b);
  const middle = gaps.length >> 1;
  const upper = gaps[middle] ?? 0;
  return gaps.length % 2 === 1 ? upper : ((gaps[middle - 1] ?? 0) + upper) / 2;
}

function isTooLate(held: readonly HeldKey[], press: WedgeKey): boolean {
  const last = held.at(-1);
  return last !== undefined && press.atMs - last.press.atMs > wedgeRule.maxGapMs;
}

/** What scanners send behind a code: CR, LF (also as Ctrl+J or as a cursor key), Tab. */
function suffixOf(press: WedgeKey): Suffix | undefined {
  const { code, key, ctrl } = press;
  if (code === "Enter" || code === "NumpadEnter" || (code === "" && key === "Enter")) return "enter";
  if (code === "Tab" || (code === "" && key === "Tab")) return "tab";
  if (code === "ArrowDown") return "line-feed";
  if (!ctrl) return undefined;
  if (code === "KeyM") return "enter";
  if (code === "KeyJ") return "line-feed";
  return code === "KeyI" ? "tab" : undefined;
}

function isModifier({ key, code }: WedgeKey): boolean {
  return /^(Shift|Control|Alt|Meta|AltGraph|CapsLock|NumLock)/.test(key) || /^(Shift|Control|Alt|Meta)/.test(code);
}

function hold(state: WedgeState): WedgeStep {
  return { state, decisions: [], key: "hold" };
}

function pass(state: WedgeState): WedgeStep {
  return { state, decisions: [], key: "pass" };
}
