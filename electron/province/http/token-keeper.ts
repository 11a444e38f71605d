/**
 * Access tokens: fetched when first needed, shared by everyone, fetched anew when their time is over or the other side
 * refuses them. One log-in runs at a time, and it is no caller's own: a caller that gives up leaves it to the others.
 */
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, type Result } from "../../domain/result.ts";

export interface AccessToken {
  readonly text: string;
  /** Absent = until it is refused. */
  readonly lifetimeMs?: number;
}

export interface TokenKeeper {
  /** Runs `use` with a token; once more with a new one if the first is refused. */
  withToken<T>(signal: AbortSignal, use: (token: string) => Promise<Result<T>>): Promise<Result<T>>;
}

/** Fetched this much before its end, so that it does not end on the way. */
const MARGIN_MS = 30_000;

export function createTokenKeeper(
  logIn: (signal: AbortSignal) => Promise<Result<AccessToken>>,
  now: () => number,
): TokenKeeper {
  let held: { readonly text: string; readonly until: number } | undefined;
  let running: Promise<Result<string>> | undefined;

  async function renew(): Promise<Result<string>> {
    const answer = await logIn(new AbortController().signal).finally(() => {
      running = undefined;
    });
    if (!answer.ok) return answer;
    const { text, lifetimeMs } = answer.value;
    held = { text, until: lifetimeMs === undefined ? Number.POSITIVE_INFINITY : now() + lifetimeMs - MARGIN_MS };
    return { ok: true, value: text };
  }

  function current(): Promise<Result<string>> {
    if (held && now() < held.until) return Promise.resolve({ ok: true, value: held.text });
    running ??= renew();
    return running;
  }

  function drop(text: string): void {
    if (held?.text === text) held = undefined;
  }

  return {
    async withToken(signal, use) {
      const first = await unlessCancelled(current(), signal);
      if (!first.ok) return first;
      const answer = await use(first.value);
      if (answer.ok || !isTokenRefusal(answer.fault)) return answer;
      drop(first.value);
      const second = await unlessCancelled(current(), signal);
      return second.ok ? use(second.value) : second;
    },
  };
}

function isTokenRefusal(found: Fault): boolean {
  return found.code === "province.credentials" && found.detail?.["reason"] === "token";
}

/** Waits for shared work without owning it. */
export function unlessCancelled<T>(work: Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> {
  const cancelled = failed<T>(fault("call.cancelled"));
  if (signal.aborted) return Promise.resolve(cancelled);
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve(cancelled);
    signal.addEventListener("abort", giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}
