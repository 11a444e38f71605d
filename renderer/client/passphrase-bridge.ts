/** The shell's end of the window that asks for the passphrase: it goes out as bytes, overwritten here once they are sent. */
import type { PassphraseMessage, PassphraseView } from "../../electron/contract/passphrase.ts";
import { passphraseBytes } from "../../electron/domain/passphrase-bytes.ts";

interface Bridge {
  ask(message: PassphraseMessage): Promise<PassphraseView>;
}

function ask(message: PassphraseMessage): Promise<PassphraseView> {
  const { liangzhengPassphrase: bridge } = window as unknown as { liangzhengPassphrase?: Bridge };
  if (!bridge) throw new Error("this page belongs into the shell's window");
  return bridge.ask(message);
}

export const viewPassphrase = (): Promise<PassphraseView> => ask({ kind: "view" });

export const cancelPassphrase = (): Promise<PassphraseView> => ask({ kind: "cancel" });

/** @param again at the first set-up */
export async function answerPassphrase(typed: string, again?: string): Promise<PassphraseView> {
  const [passphrase, second] = [passphraseBytes(typed), again === undefined ? undefined : passphraseBytes(again)];
  try {
    return await ask({ kind: "answer", passphrase, ...(second ? { again: second } : {}) });
  } finally {
    passphrase.fill(0);
    second?.fill(0);
  }
}
