/**
 * Asks an administrator for the passphrase of the data's key, through whatever window shows `PassphraseView`: the first set-up, and
 * unlocking at every start. Decides alone what is right, how often it may be wrong and when the asking is over.
 */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type PassphraseView, passphraseMessageSchema } from "../contract/passphrase.ts";
import type { Fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { type OpenedKeyRing, openedKeyRing } from "../storage/file-key-ring.ts";
import { checkPassphrase, openKeyFileAside, PASSPHRASE_MIN_LENGTH, sealKeyFile } from "../storage/key-file.ts";
import { faultOrThrow, storageFault } from "../storage/storage-fault.ts";
import { PASSPHRASE_ATTEMPTS, waitAfter } from "./passphrase-attempts.ts";

export interface PassphraseDesk {
  /** Of the window; anything that is no message of the contract is a bug and throws. Bytes in it are overwritten. */
  answer(message: unknown): Promise<PassphraseView>;
  /** Nobody answers any more. */
  cancel(): void;
  /** The ring, or why there is none: `storage.passphrase` (`needed` = given up, `wrong` too often), or a fault of the key file. */
  readonly outcome: Promise<Result<OpenedKeyRing>>;
}

export interface PassphraseDeskOptions {
  readonly keyFile: string;
  readonly question: PassphraseView["question"];
  /** Milliseconds of any steady clock. */
  readonly now?: () => number;
}

export function createPassphraseDesk({
  keyFile,
  question,
  now = () => performance.now(),
}: PassphraseDeskOptions): PassphraseDesk {
  const { promise: outcome, resolve } = Promise.withResolvers<Result<OpenedKeyRing>>();
  let state: PassphraseView["state"] = "asking";
  let wrong = 0;
  let openAt = now();
  let fault: Fault | undefined;
  let isBusy = false;

  const settle = (result: Result<OpenedKeyRing>) => {
    if (state !== "asking") return;
    state = result.ok ? "opened" : "over";
    resolve(result);
  };
  const cancel = () => settle(failed(storageFault("passphrase", { reason: "needed" })));
  const view = (): PassphraseView => ({
    question,
    state,
    minLength: PASSPHRASE_MIN_LENGTH,
    ...(fault ? { fault } : {}),
    left: PASSPHRASE_ATTEMPTS - wrong,
    waitMs: Math.max(0, Math.ceil(openAt - now())),
  });

  async function take(passphrase: Uint8Array, again: Uint8Array | undefined): Promise<void> {
    const opened = await open({ keyFile, question }, passphrase, again);
    fault = opened.ok ? undefined : opened.fault;
    if (opened.ok) return settle(ok(openedKeyRing(opened.value)));
    if (opened.fault.code !== "storage.passphrase") return settle(opened);
    if (opened.fault.detail?.["reason"] !== "wrong") return;
    wrong += 1;
    openAt = now() + waitAfter(wrong);
    if (wrong >= PASSPHRASE_ATTEMPTS) settle(opened);
  }

  return {
    outcome,
    cancel,
    async answer(raw) {
      const message = passphraseMessageSchema.parse(raw);
      if (message.kind === "cancel") cancel();
      if (message.kind !== "answer") return view();
      const { passphrase, again } = message;
      const isHeard = !isBusy && state === "asking" && now() >= openAt;
      isBusy ||= isHeard;
      try {
        if (isHeard) await take(passphrase, again);
      } finally {
        if (isHeard) isBusy = false;
        passphrase.fill(0);
        again?.fill(0);
      }
      return view();
    },
  };
}

/** The key, after it was sealed where it is a new one: what was written is read back. */
async function open(
  { keyFile, question }: Pick<PassphraseDeskOptions, "keyFile" | "question">,
  passphrase: Uint8Array,
  again: Uint8Array | undefined,
): Promise<Result<Uint8Array>> {
  const chosen = question === "set-up" ? setUp(keyFile, passphrase, again) : ok(undefined);
  if (!chosen.ok) return chosen;
  const opened = await openKeyFileAside(keyFile, passphrase);
  return opened ?? failed(storageFault("key", { reason: "missing" }));
}

function setUp(keyFile: string, passphrase: Uint8Array, again: Uint8Array | undefined): Result<void> {
  const long = checkPassphrase(passphrase);
  if (!long.ok) return long;
  const isSame = again !== undefined && Buffer.compare(passphrase, again) === 0;
  if (!isSame) return failed(storageFault("passphrase", { reason: "different" }));
  try {
    mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
  } catch (error) {
    return failed(faultOrThrow(error));
  }
  return sealKeyFile(keyFile, passphrase);
}
