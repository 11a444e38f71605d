/**
 * The way from the window that asks for the passphrase to whoever opens the terminal: Electron's bridge, or the origin that the page came
 * from. The passphrase goes out as bytes, overwritten here once they are sent.
 */
import type { PassphraseMessage, PassphraseView } from "../../electron/contract/passphrase.ts";
import { passphraseBytes } from "../../electron/domain/passphrase-bytes.ts";

interface Bridge {
  ask(message: PassphraseMessage): Promise<PassphraseView>;
}

function ask(message: PassphraseMessage): Promise<PassphraseView> {
  const { liangzhengPassphrase: bridge } = window as unknown as { liangzhengPassphrase?: Bridge };
  return bridge ? bridge.ask(message) : askOrigin(message);
}

/** `electron/loopback/passphrase-site.ts` says how it is written. */
async function askOrigin(message: PassphraseMessage): Promise<PassphraseView> {
  const body = message.kind === "answer" ? answerBody(message) : new Uint8Array();
  try {
    const answer = await fetch(`/passphrase/${message.kind}`, { method: "POST", body });
    if (!answer.ok) throw new Error(`passphrase/${message.kind}: ${answer.status}`);
    return (await answer.json()) as PassphraseView;
  } finally {
    body.fill(0);
  }
}

function answerBody({ passphrase, again }: Extract<PassphraseMessage, { kind: "answer" }>): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(2 + passphrase.length + (again?.length ?? 0));
  new DataView(body.buffer).setUint16(0, passphrase.length);
  body.set(passphrase, 2);
  if (again) body.set(again, 2 + passphrase.length);
  return body;
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
