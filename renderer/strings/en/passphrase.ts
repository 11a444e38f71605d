/** Sentences of the window that asks for the passphrase in English. */
import type { PassphraseStrings } from "../zh/passphrase.ts";

export const passphrase: PassphraseStrings = {
  passphrase: {
    titles: { "set-up": "Choose a passphrase for the data", unlock: "Passphrase of the data" },
    hints: {
      "set-up":
        "This machine has no keystore that can be used. Personal data are sealed with a passphrase instead; it is asked for at every start.",
      unlock:
        "Personal data on this machine are sealed with the administrator's passphrase. The terminal opens with it.",
    },
    label: "Administrator's passphrase",
    again: "Once more",
    rule: (min) => `${min} characters at least, capitals count; a few unrelated words make a good one`,
    different: "The two differ",
    lost: "It is kept nowhere. If it is lost, the data here cannot be read: put a copy under seal as your rules say.",
    left: (count) => (count > 0 ? `Tries left: ${count}.` : "No tries are left; the program ends."),
    submits: { "set-up": "Set it and open the terminal", unlock: "Open the terminal" },
    busy: "Checking…",
    opening: "Opening the terminal…",
    wait: (seconds) => `Try again in ${seconds} s`,
    quit: "Quit",
  },
  keys: {
    renewed: (copy, former) =>
      `The data are sealed anew with new keys, and copied to ${copy}. Copies of before (${former} here, and any taken elsewhere) can still be restored with the new passphrase, but whoever has the former key file or passphrase can read them too: check the new copy, then destroy those taken elsewhere together with old key files, and back the new key file up. An SSD or a journal may keep traces of the former key that overwriting does not reach.`,
  },
};
