/** One fault put in, and what the terminal answered. */
import type { FaultCode } from "../../../electron/domain/fault.ts";

/** A fault's code, or the status hint that is shown for what is no fault of one call (clock, age of the trust data). */
export type Answer = FaultCode | `hint ${"clockHint" | "expired"}`;

export interface Injected {
  readonly what: string;
  /** Any of these is a good answer. */
  readonly expect: readonly Answer[];
  /** Puts the fault in, works, takes it out, works again. */
  run(): Promise<Shown>;
}

export interface Shown {
  /** Undefined: it went unnoticed, or was answered as if all were well. */
  readonly answer: Answer | undefined;
  /** The terminal works again once the cause is gone, or goes on answering what is to be done where only a person can help. */
  readonly isUp: boolean;
}

export function shown(
  result: { readonly ok: boolean; readonly fault?: { readonly code: FaultCode } },
  isUp: boolean,
): Shown {
  return { answer: result.fault?.code, isUp };
}
