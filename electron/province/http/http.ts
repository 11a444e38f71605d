/**
 * What every client of the province speaks through: one call, one answer or a fault. Any complete answer is an answer,
 * whatever its status says; reading it is `read-answer.ts`. Details of faults name the call and numbers, nothing of a citizen.
 */
import { Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import { fault } from "../../domain/fault.ts";
import { failed, type Result } from "../../domain/result.ts";
import { type ExchangeOutcome, runExchange } from "./exchange.ts";
import { createHolds } from "./holds.ts";
import type { Deadlines, HttpAnswer, HttpCall } from "./http-call.ts";

export interface Http {
  send(call: HttpCall, signal: AbortSignal): Promise<Result<HttpAnswer>>;
  /** Drops the idle connections. */
  close(): void;
}

export interface HttpOptions {
  readonly deadlines: Deadlines;
  /** PEM of authorities trusted instead of the built-in ones; halls' networks often have their own. */
  readonly certificateAuthorities?: readonly string[];
}

/** Idle connections go early: gateways forget them without a word, and the next citizen would wait for a deadline. */
const KEEPING = { keepAlive: true, maxFreeSockets: 8, timeout: 10_000 } as const;

export function createHttp(options: HttpOptions): Http {
  const plain = new PlainAgent(KEEPING);
  const secure = new SecureAgent({
    ...KEEPING,
    ...(options.certificateAuthorities ? { ca: [...options.certificateAuthorities] } : {}),
  });
  const attempt = (call: HttpCall, signal: AbortSignal): Promise<ExchangeOutcome> => {
    const agent = call.url.protocol === "https:" ? secure : plain;
    return runExchange(call, { agent, deadlines: options.deadlines }, signal);
  };
  const giveUp = <T>(call: HttpCall, signal: AbortSignal): Result<T> =>
    signal.aborted ? failed(fault("call.cancelled", { call: call.name })) : holds.refusal(call);
  const holds = createHolds(() => performance.now());
  return {
    async send(call, signal) {
      const isRepeatable = call.isRepeatable ?? call.method !== "POST";
      if (!(await holds.pass(call, signal))) return giveUp(call, signal);
      const first = await attempt(call, signal);
      const isAskedToWait = first.kind === "answer" && holds.note(call, first.answer);
      const isAgain = isRepeatable && (first.kind === "stale" || isAskedToWait);
      const last = isAgain && (await holds.pass(call, signal)) ? await attempt(call, signal) : first;
      if (last !== first && last.kind === "answer") holds.note(call, last.answer);
      return last.kind === "answer" ? { ok: true, value: last.answer } : failed(last.fault);
    },
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}
