/** What the composition root gives a terminal. */
import type { StatusView } from "../contract/status.ts";
import type { TerminalSigner } from "./audit-checkpoints.ts";
import type { Province } from "./ports/province.ts";
import type { Logger, Readers } from "./ports/surroundings.ts";
import type { TrustDesk, TrustStore } from "./ports/trust.ts";
import type { TerminalParts } from "./terminal-parts.ts";

/** Writes a bug to the log. @returns the incident's id */
export type OnBug = (error: unknown, where: string) => string;

/** Given by the composition root; what is missing against `TerminalParts` is made here. */
export interface TerminalDependencies
  extends Pick<
    TerminalParts,
    | "storage"
    | "verifier"
    | "clock"
    | "identifiers"
    | "digests"
    | "passwords"
    | "terminal"
    | "codePatterns"
    | "trainingAccounts"
    | "citizenUrl"
    | "idleLockMs"
    | "secondFactor"
    | "refreshTrust"
    | "training"
    | "devices"
  > {
  readonly province: Province;
  readonly trust: TrustStore & TrustDesk;
  readonly readers: Readers;
  readonly signer: TerminalSigner;
  readonly logger: Logger;
  readonly keys: StatusView["keys"];
  readonly identityTypes: readonly string[];
  /** Empties the clipboard, where the shell can. */
  readonly wipeOutside: () => Promise<void>;
  /** The case is off the records and the screens: what is left of it in memory may go. */
  readonly onWiped: () => void;
  readonly publish: TerminalParts["publish"];
  /** Between two probes of an end of the province, in milliseconds. */
  readonly probeGapMs: number;
  /** The trust end answers again after it did not. */
  readonly onReconnect: () => void;
}
