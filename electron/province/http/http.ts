/**
 * What every client of the province speaks through: one call, one answer or a fault. Any complete answer is an answer,
 * whatever its status says; reading it is `read-answer.ts`. Details of faults name the call and numbers, nothing of a citizen.
 */
import { Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import { failed, type Result } from "../../domain/result.ts";
import { type ExchangeOutcome, runExchange } from "./exchange.ts";

export interface Deadlines {
  /** From asking until the connection stands, name lookup and TLS included. */
  readonly connectMs: number;
  /** Longest silence while an answer is awaited or arriving. */
  readonly idleMs: number;
  /** From the standing connection to the last byte; what bounds an answer that drips. */
  readonly totalMs: number;
  /** `totalMs` of calls that bring files. */
  readonly fileTotalMs: number;
}

export interface HttpCall {
  /** Interface and call, as faults name it: `license-app/holder`. */
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /** `file` waits for `fileTotalMs`; a number overrides both. */
  readonly patience?: "call" | "file" | { readonly totalMs: number };
  /** Default 20 MB. */
  readonly maxBytes?: number;
}

export interface HttpBody {
  readonly type: "application/json" | "application/x-www-form-urlencoded";
  readonly text: string;
}

export interface HttpAnswer {
  /** The call's name, for faults found while reading. */
  readonly name: string;
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: Uint8Array;
}

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

export function createHttp(options: HttpOptions): Http {
  const plain = new PlainAgent({ keepAlive: true, maxFreeSockets: 8 });
  const secure = new SecureAgent({
    keepAlive: true,
    maxFreeSockets: 8,
    ...(options.certificateAuthorities ? { ca: [...options.certificateAuthorities] } : {}),
  });
  const attempt = (call: HttpCall, signal: AbortSignal): Promise<ExchangeOutcome> => {
    const agent = call.url.protocol === "https:" ? secure : plain;
    return runExchange(call, { agent, deadlines: options.deadlines }, signal);
  };
  return {
    async send(call, signal) {
      const first = await attempt(call, signal);
      const last = first.kind === "stale" ? await attempt(call, signal) : first;
      return last.kind === "answer" ? { ok: true, value: last.answer } : failed(last.fault);
    },
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

export function jsonBody(value: unknown): HttpBody {
  return { type: "application/json", text: JSON.stringify(value) };
}

export function formBody(fields: Readonly<Record<string, string>>): HttpBody {
  return { type: "application/x-www-form-urlencoded", text: new URLSearchParams(fields).toString() };
}
