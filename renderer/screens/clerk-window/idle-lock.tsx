/**
 * Locks the terminal after idle time: a warning of 20 seconds that any key ends (WCAG 2.2.1), then the lock. While somebody
 * works without calling the host, the host is told now and then, so that both agree on who is idle.
 */
import { LockKeyhole } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { host } from "../../client/host.ts";
import { useSession } from "../../state/session-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

const WARNING_MS = 20_000;
const SIGN_OF_LIFE_MS = 20_000;

export function IdleLock(): ReactNode {
  const idleLockMs = useSession((session) => session.about?.idleLockMs ?? 0);
  const left = useIdleLeft(idleLockMs);
  const strings = useStrings();
  if (left === undefined || left > WARNING_MS) return null;
  return (
    <div className="idle-warning" role="alertdialog" aria-label={strings.lock.soon(Math.ceil(left / 1_000))}>
      <LockKeyhole size="1.5em" aria-hidden="true" />
      <div>
        <p className="idle-warning__title">{strings.lock.soon(Math.ceil(left / 1_000))}</p>
        <p className="idle-warning__hint">{strings.lock.soonHint}</p>
      </div>
    </div>
  );
}

/** Milliseconds until the lock; undefined where nothing locks. */
function useIdleLeft(idleLockMs: number): number | undefined {
  const lastActive = useRef(performance.now());
  const lastTold = useRef(performance.now());
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    if (idleLockMs <= 0) return undefined;
    const onActivity = () => {
      const now = performance.now();
      lastActive.current = now;
      if (now - lastTold.current < SIGN_OF_LIFE_MS) return;
      lastTold.current = now;
      void host.call("session.alive", {});
    };
    const look = () => {
      const rest = idleLockMs - (performance.now() - lastActive.current);
      setLeft(rest <= WARNING_MS ? rest : undefined);
      if (rest <= 0) void useSession.getState().lock();
    };
    const events = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
    for (const name of events) window.addEventListener(name, onActivity, { capture: true, passive: true });
    const timer = setInterval(look, 1_000);
    return () => {
      clearInterval(timer);
      for (const name of events) window.removeEventListener(name, onActivity, { capture: true });
    };
  }, [idleLockMs]);
  return left;
}
