/** The conversation with the shell: what it says, whether it is thinking, and the seconds until it listens again. */
import { useEffect, useState } from "react";
import type { PassphraseView } from "../../../electron/contract/passphrase.ts";
import { answerPassphrase, cancelPassphrase, viewPassphrase } from "../../client/passphrase-bridge.ts";

export interface PassphraseTalk {
  readonly view: PassphraseView | undefined;
  readonly isBusy: boolean;
  /** 0 = it listens. */
  readonly waitSeconds: number;
  answer(typed: string, again?: string): Promise<void>;
  cancel(): void;
}

export function usePassphrase(): PassphraseTalk {
  const [view, setView] = useState<PassphraseView>();
  const [isBusy, setBusy] = useState(false);
  const [waitSeconds, setWaitSeconds] = useState(0);
  const take = (next: PassphraseView) => {
    setView(next);
    setWaitSeconds(Math.ceil(next.waitMs / 1_000));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once; both setters stay the same.
  useEffect(() => void viewPassphrase().then(take), []);
  useEffect(() => {
    if (waitSeconds === 0) return;
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1_000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);
  return {
    view,
    isBusy,
    waitSeconds,
    async answer(typed, again) {
      setBusy(true);
      try {
        take(await answerPassphrase(typed, again));
      } finally {
        setBusy(false);
      }
    },
    cancel: () => void cancelPassphrase(),
  };
}
