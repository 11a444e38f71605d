/** What a torture is: so many rounds of harm, all of them from one seed, and what was found. */

export interface TortureOptions {
  readonly count: number;
  readonly seed: number;
  /** A line about the progress, on standard error. */
  readonly note: (text: string) => void;
}

export interface Outcome {
  /** Name → figure, as printed. */
  readonly figures: Readonly<Record<string, string | number>>;
  /** What should not have happened; empty is the only good answer. */
  readonly findings: readonly string[];
}

export interface Torture {
  readonly what: string;
  /** Rounds when the command line names none. */
  readonly count: number;
  run(options: TortureOptions): Promise<Outcome>;
}

/** A thing that must hold; what does not is a finding and not the end of the run. */
export function createFindings() {
  const all: string[] = [];
  return {
    all,
    require(isTrue: boolean, what: string): void {
      if (!isTrue) all.push(what);
    },
  };
}
export type Findings = ReturnType<typeof createFindings>;
