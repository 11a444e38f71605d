/** The window that asks for the passphrase: a browser of its own that ends with the asking, and what was typed in it with its memory. */
import type { PassphraseDesk } from "../host/passphrase-desk.ts";
import type { BrowserWindows } from "./browser.ts";
import { openPassphraseSite } from "./passphrase-site.ts";
import type { OpenedSite } from "./site.ts";

/** Why it is over stands on the page: time to read it, unless it is closed before. */
const LAST_WORD_MS = 15_000;

export interface AskingWindow {
  /** Closing the window is giving up. */
  show(desk: PassphraseDesk): void;
  /** Settles once nobody needs it any more. */
  close(): Promise<void>;
}

export interface AskingWindowOptions {
  readonly windows: BrowserWindows;
  /** Folder of the built screens. */
  readonly screens: string;
  readonly onBug: (error: unknown) => string;
  /** The program is to end. */
  readonly signal: AbortSignal;
}

export function createAskingWindow({ windows, screens, onBug, signal }: AskingWindowOptions): AskingWindow {
  let opening: Promise<OpenedSite> | undefined;
  let lastWord = Promise.resolve();
  const closed = new Promise<void>((done) => {
    windows.onClosed(done);
    signal.addEventListener("abort", () => done(), { once: true });
  });
  return {
    show(desk) {
      opening = openPassphraseSite({ desk, screens, onBug });
      opening.then(
        (site) => windows.open(site.oneTimeAddress()),
        (error: unknown) => {
          onBug(error);
          desk.cancel();
        },
      );
      void closed.then(() => desk.cancel());
      lastWord = desk.outcome.then((outcome) => {
        const isGivenUp = !outcome.ok && outcome.fault.detail?.["reason"] === "needed";
        return outcome.ok || isGivenUp ? undefined : Promise.race([closed, wait(LAST_WORD_MS)]);
      });
    },
    async close() {
      if (!opening) return;
      await lastWord;
      windows.close();
      await opening.then(
        (site) => site.close(),
        () => undefined,
      );
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms).unref());
}
