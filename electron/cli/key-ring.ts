/** The key ring of a terminal's data for the commands: asks for the passphrase where the key file is sealed with one. */
import { setTimeout as sleep } from "node:timers/promises";
import { PASSPHRASE_ATTEMPTS, waitAfter } from "../host/passphrase-attempts.ts";
import { fileKeyRing } from "../storage/file-key-ring.ts";
import { keyFileKind, keyFileOf, openKeyFile } from "../storage/key-file.ts";
import type { KeyRing } from "../storage/keys.ts";
import { passphraseQuestions, type Questions } from "./ask-passphrase.ts";
import type { Output } from "./command.ts";
import { faultLine } from "./fault-line.ts";

/** Undefined when the passphrase was not given; why is on stderr. A wrong one is asked for again, each time after twice the wait. */
export async function keyRingFor(databaseFile: string, output: Output): Promise<KeyRing | undefined> {
  const path = keyFileOf(databaseFile);
  if (keyFileKind(path) !== "sealed") return fileKeyRing(path);
  const questions = passphraseQuestions();
  try {
    const passphrase = await askUntilRight(path, questions, output);
    return passphrase === undefined ? undefined : fileKeyRing(path, passphrase);
  } finally {
    questions.close();
  }
}

/** The passphrase that opens the file. */
export async function askUntilRight(path: string, questions: Questions, output: Output): Promise<string | undefined> {
  for (let attempt = 0; attempt < PASSPHRASE_ATTEMPTS; attempt += 1) {
    await sleep(waitAfter(attempt));
    const passphrase = await questions.ask("口令 passphrase: ");
    const opened = openKeyFile(path, passphrase);
    if (opened?.ok) return passphrase;
    if (opened) output.note(faultLine(opened.fault));
    if (passphrase === undefined || opened?.fault.code !== "storage.passphrase") return undefined;
  }
  return undefined;
}
