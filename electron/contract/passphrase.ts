/**
 * What travels between the window that asks for the passphrase and the shell, before there is a terminal to talk to. The passphrase
 * goes one way, as bytes that are overwritten after use; what comes back never holds it.
 */
import { z } from "zod";
import type { Fault } from "../domain/fault.ts";

/** Longer than anybody types; scrypt takes any length. */
export const PASSPHRASE_MAX_BYTES = 1_024;

const typed = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= PASSPHRASE_MAX_BYTES);

export const passphraseMessageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("view") }),
  /** NFKC, UTF-8. `again` at the first set-up. */
  z.strictObject({ kind: z.literal("answer"), passphrase: typed, again: typed.optional() }),
  z.strictObject({ kind: z.literal("cancel") }),
]);
export type PassphraseMessage = z.infer<typeof passphraseMessageSchema>;

export interface PassphraseView {
  /** `set-up`: there are no data yet, and a new passphrase is chosen. */
  readonly question: "set-up" | "unlock";
  /** `opened`: it was right, and the terminal is being opened. */
  readonly state: "asking" | "opened" | "over";
  /** Characters. */
  readonly minLength: number;
  /** Of the last answer: `storage.passphrase` (`short`, `different`, `wrong`). */
  readonly fault?: Fault;
  /** Tries left before the program ends. */
  readonly left: number;
  /** Until the next answer is heard, ms. */
  readonly waitMs: number;
}
