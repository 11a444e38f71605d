/** What a command is, and the two channels it may write to: results on stdout, diagnostics on stderr. */

export interface Output {
  /** One JSON object on one line of stdout. */
  json(value: unknown): void;
  /** A line of stdout for people. */
  line(text: string): void;
  /** A line of stderr. */
  note(text: string): void;
}

export interface Invocation {
  readonly args: readonly string[];
  readonly output: Output;
  /** `import.meta.url` of the running bundle. */
  readonly bundle: string;
}

export interface Command {
  /** As typed, for example `audit verify`. */
  readonly name: string;
  readonly usage: string;
  /** In Chinese, one line. */
  readonly summary: string;
  run(invocation: Invocation): Promise<number>;
}

/** The call's words are off: the usage line is printed and the exit code is 64. */
export class UsageError extends Error {}
