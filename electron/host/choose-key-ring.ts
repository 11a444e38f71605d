/**
 * Which rung of the key ladder a terminal stands on: the system's keystore, a key file sealed with a passphrase, an open key file
 * (training, and terminals from before there were passphrases), or none: a new terminal for real citizens is not set up without
 * protection. What the data were sealed with stays in use when a better rung appears later; it is shown on the status bar.
 */
import { existsSync } from "node:fs";
import type { PassphraseView } from "../contract/passphrase.ts";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { traceOfLoss } from "../storage/damaged-file.ts";
import { fileKeyRing } from "../storage/file-key-ring.ts";
import { keyFileKind, keyFileOf } from "../storage/key-file.ts";
import type { KeyRing } from "../storage/keys.ts";

export interface KeyRingChoice {
  /** The database. */
  readonly file: string;
  readonly mode: "training" | "live";
  /** What the shell or the command line has to offer. */
  readonly offered: KeyRing | undefined;
}

/** Fault: `storage.unprotected`. A keystore that is gone is found when the data keys are opened (`storage.key`, `sealedWith`). */
export function chooseKeyRing({ file, mode, offered }: KeyRingChoice): Result<KeyRing> {
  const keyFile = keyFileOf(file);
  const isSealedByFile = existsSync(keyFile);
  const ring = !offered || (offered.level === "os-keystore" && isSealedByFile) ? fileKeyRing(keyFile) : offered;
  if (mode === "live" && ring.level === "file" && isUnused(file)) return failed(fault("storage.unprotected"));
  return ok(ring);
}

/**
 * What a shell that has a window asks before it opens the terminal. Undefined: nothing. Data that a keystore sealed are not asked
 * about, whether or not it is there: no passphrase opens them, and the fault of opening says what does.
 */
export function passphraseQuestion({ file, mode, offered }: KeyRingChoice): PassphraseView["question"] | undefined {
  if (keyFileKind(keyFileOf(file)) === "sealed") return "unlock";
  return mode === "live" && !offered && isUnused(file) ? "set-up" : undefined;
}

/** No data, no key, and no trace that there were any. */
function isUnused(file: string): boolean {
  return !existsSync(file) && !existsSync(keyFileOf(file)) && traceOfLoss(file) === undefined;
}
