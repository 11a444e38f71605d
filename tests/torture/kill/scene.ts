/** One kind of work that is cut short by a kill. */
import type { Findings } from "../torture.ts";

/** What the child said it was told is durable. */
export type Line = Readonly<Record<string, string | number | boolean>>;

export interface Scene {
  readonly name: string;
  start(): Promise<Subject>;
}

/** A place on the disk that goes through one kill after the other. */
export interface Subject {
  /** About how long the child takes to get to work, milliseconds. */
  readonly startMs: number;
  /** How long it is let work at most, milliseconds. */
  readonly workMs: number;
  /** Arguments of `child.ts`: the work's name and where. */
  args(round: number): readonly string[];
  /** What must be true after any kill. */
  inspect(lines: readonly Line[], findings: Findings): Promise<void>;
  remove(): Promise<void>;
}
