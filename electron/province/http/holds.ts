/** Who asked to be left alone (`Retry-After`) is not asked before that time is over: an interface family at its address. */
import { fault } from "../../domain/fault.ts";
import { failed, type Result } from "../../domain/result.ts";
import type { HttpAnswer, HttpCall } from "./http-call.ts";

/** So long a call waits by itself, as nothing was sent yet; what takes longer is said at once. */
const SHORT_MS = 2_000;

export interface Holds {
  /** Lets the call go, after a short wait if need be; false when the wait is over only later, or it was given up. */
  pass(call: HttpCall, signal: AbortSignal): Promise<boolean>;
  /** Takes note of what an answer asks for; true when it asks for a wait. */
  note(call: HttpCall, answer: HttpAnswer): boolean;
  /** What a call is answered that was not let go: nothing was sent. */
  refusal<T>(call: HttpCall): Result<T>;
}

/** @param now milliseconds of a clock that is never set. */
export function createHolds(now: () => number): Holds {
  const until = new Map<string, number>();
  const remaining = (call: HttpCall) => Math.max(0, (until.get(keyOf(call)) ?? 0) - now());
  return {
    async pass(call, signal) {
      const wait = remaining(call);
      if (wait === 0) return true;
      return wait <= SHORT_MS && (await pause(wait, signal));
    },
    note(call, { status, retryAfterMs = 0 }) {
      const isAsked = (status === 429 || status === 503) && retryAfterMs > 0;
      if (isAsked) until.set(keyOf(call), now() + retryAfterMs);
      return isAsked;
    },
    refusal: (call) =>
      failed(fault("province.unwell", { call: call.name, retryAfterMs: Math.ceil(remaining(call)), held: true })),
  };
}

function keyOf({ name, url }: HttpCall): string {
  return `${url.origin} ${name.split("/")[0]}`;
}

/** False: given up before. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (isOver: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
      resolve(isOver);
    };
    const giveUp = () => end(false);
    const timer = setTimeout(() => end(true), ms);
    signal.addEventListener("abort", giveUp, { once: true });
  });
}
