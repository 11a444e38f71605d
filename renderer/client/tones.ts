/**
 * One short tone figure for each outcome, made by the sound card and not from files. They differ in direction and number of
 * notes, not only in pitch, so that they are told apart in a noisy hall.
 */
import type { PayloadOf } from "../../electron/contract/contract.ts";

export type Signal = PayloadOf<"signal">["signal"];

interface Note {
  readonly frequency: number;
  /** Seconds from the start of the figure. */
  readonly at: number;
  readonly seconds: number;
  readonly wave: OscillatorType;
}

const note = (frequency: number, at: number, seconds: number, wave: OscillatorType = "sine"): Note => ({
  frequency,
  at,
  seconds,
  wave,
});

export const FIGURES: Readonly<Record<Signal, readonly Note[]>> = {
  recognised: [note(1_320, 0, 0.07)],
  good: [note(784, 0, 0.1), note(1_175, 0.11, 0.18)],
  attention: [note(880, 0, 0.11, "triangle"), note(880, 0.17, 0.11, "triangle")],
  bad: [note(330, 0, 0.16, "square"), note(233, 0.18, 0.3, "square")],
  done: [note(659, 0, 0.09), note(880, 0.1, 0.09), note(1_319, 0.2, 0.24)],
  refused: [note(294, 0, 0.12, "square"), note(294, 0.16, 0.12, "square"), note(294, 0.32, 0.12, "square")],
};

const LOUDNESS: Readonly<Partial<Record<OscillatorType, number>>> = { sine: 0.22, triangle: 0.22, square: 0.06 };

let context: AudioContext | undefined;

/** A browser allows sound only after somebody has touched the page: the first key or click opens it. */
export function openSoundOnFirstGesture(): () => void {
  const open = () => {
    context ??= new AudioContext();
    stop();
  };
  const stop = () => {
    window.removeEventListener("pointerdown", open);
    window.removeEventListener("keydown", open, { capture: true });
  };
  window.addEventListener("pointerdown", open);
  window.addEventListener("keydown", open, { capture: true });
  return stop;
}

export function play(signal: Signal): void {
  if (!context) return;
  for (const one of FIGURES[signal]) sound(context, one);
}

function sound(on: AudioContext, { frequency, at, seconds, wave }: Note): void {
  const from = on.currentTime + at;
  const until = from + seconds;
  const oscillator = new OscillatorNode(on, { type: wave, frequency });
  const gain = new GainNode(on, { gain: 0 });
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(LOUDNESS[wave] ?? 0.1, from + 0.008);
  gain.gain.exponentialRampToValueAtTime(0.0008, until);
  oscillator.connect(gain).connect(on.destination);
  oscillator.start(from);
  oscillator.stop(until + 0.02);
}
