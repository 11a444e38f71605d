/** The key ring of a shell with a window: the system's keystore, or the one that an administrator's passphrase opens. */
import { ok, type Result } from "../domain/result.ts";
import type { OpenedKeyRing } from "../storage/file-key-ring.ts";
import { keyFileOf } from "../storage/key-file.ts";
import type { KeyRing } from "../storage/keys.ts";
import { type KeyRingChoice, passphraseQuestion } from "./choose-key-ring.ts";
import { createPassphraseDesk, type PassphraseDesk } from "./passphrase-desk.ts";

export interface ShellKeys {
  /** Absent: a key file, or nothing; `openHost` decides. */
  readonly keys?: KeyRing;
  /** Once the terminal is open, or did not open. */
  forget(): void;
}

/** @param show opens the window that asks. Faults: those of `PassphraseDesk.outcome`. */
export async function askKeyRing(
  choice: KeyRingChoice,
  show: (desk: PassphraseDesk) => void,
): Promise<Result<ShellKeys>> {
  const question = passphraseQuestion(choice);
  if (!question) return ok({ ...(choice.offered ? { keys: choice.offered } : {}), forget: () => undefined });
  const desk = createPassphraseDesk({ keyFile: keyFileOf(choice.file), question });
  show(desk);
  const opened: Result<OpenedKeyRing> = await desk.outcome;
  return opened.ok ? ok({ keys: opened.value, forget: opened.value.forget }) : opened;
}
