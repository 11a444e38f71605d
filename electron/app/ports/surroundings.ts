/** Small things the use cases need from outside: time, names, logs, passwords, readers, training. */

import type { EndName, ReaderView } from "../../contract/status.ts";
import type { CastLine } from "../../contract/training.ts";
import type { EntryWay } from "../../domain/case/case-file.ts";
import type { Fault } from "../../domain/fault.ts";
import type { CardEntry } from "../../domain/person/card.ts";
import type { CardPhoto } from "../../domain/person/photo.ts";
import type { Result } from "../../domain/result.ts";

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface Identifiers {
  /** Unguessable handle for a case, a license, an incident. */
  handle(): string;
}

export interface Logger {
  /** `what` is a fixed phrase; `fields` pass the redactor before they are written. */
  log(level: "info" | "warn" | "error", what: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface Passwords {
  /** For a person to type once: no letters that look alike. */
  oneTime(): string;
  hash(password: string): Promise<{ readonly salt: string; readonly hash: string; readonly cost: number }>;
  matches(
    password: string,
    kept: { readonly salt: string; readonly hash: string; readonly cost: number },
  ): Promise<boolean>;
}

/** SM3 for what must be recognised again without being kept; SHA-256 for those who check a file with common tools. */
export interface Digests {
  sm3Hex(text: string): string;
  sha256Hex(bytes: Uint8Array): string;
}

export interface CodeReading {
  readonly text: string;
  readonly way: EntryWay;
  readonly deviceId: string;
  /** The reader saw the same code a moment ago; counted, not acted on. */
  readonly isRepeat: boolean;
}

/** An ID card that does not contradict itself. */
export interface CardReading {
  readonly name: string;
  readonly number: string;
  readonly card: CardEntry;
  readonly photo?: CardPhoto;
  readonly deviceId: string;
  /** The same card was read a moment ago; shown, not acted on. */
  readonly isRepeat: boolean;
}

export interface Readers {
  views(): readonly ReaderView[];
  onReading(listener: (reading: CodeReading) => void): void;
  onCard(listener: (reading: CardReading) => void): void;
  /** Something was scanned that is no text (too long, or no encoding fits), or a card that was not read. */
  onUnreadable(listener: (reason: Fault, deviceId: string, way: EntryWay) => void): void;
  /** `lost` = a reader that was at work is gone. */
  onChange(listener: (lost: Fault | undefined) => void): void;
}

export interface Training {
  cast(): Promise<Result<readonly (CastLine & { readonly idNumber: string })[]>>;
  /** Through the virtual scanner; `paste` = this system has no pseudo-terminal, the code went in directly. */
  scan(code: string): Promise<Result<"serial-scanner" | "paste">>;
  /** `end`: that end alone; absent = the whole province. */
  misbehave(what: string, end?: EndName): Promise<Result<void>>;
}

export interface TerminalIdentity {
  readonly mode: "training" | "live";
  readonly terminalId: string;
  readonly hallName: string;
  readonly counterName: string;
  readonly version: string;
  /** Of the verification policy in force; it does not change while the terminal runs. */
  readonly policyVersion: string;
}
