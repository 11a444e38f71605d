/** One request and its answer on the wire, with every deadline. Settles exactly once and leaves no timer or listener behind. */
import { type ClientRequest, type IncomingMessage, type Agent as PlainAgent, request as plainRequest } from "node:http";
import { type Agent as SecureAgent, request as secureRequest } from "node:https";
import type { Socket } from "node:net";
import { type Fault, fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";
import type { AnswerHead, Deadlines, HttpAnswer, HttpCall } from "./http-call.ts";
import { networkFault } from "./network-fault.ts";
import { readRetryAfter } from "./retry-after.ts";

export type ExchangeOutcome =
  | { readonly kind: "answer"; readonly answer: HttpAnswer }
  | { readonly kind: "fault"; readonly fault: Fault }
  /** A kept connection was closed before a byte came back: before or after the request arrived, nobody can tell. */
  | { readonly kind: "stale"; readonly fault: Fault };

export interface ExchangeSetup {
  readonly agent: PlainAgent | SecureAgent;
  readonly deadlines: Deadlines;
}

const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;

/** Rejects only for a bug (a header that cannot be sent). */
export function runExchange(call: HttpCall, setup: ExchangeSetup, signal: AbortSignal): Promise<ExchangeOutcome> {
  return new Promise((resolve) => new Exchange(call, setup, signal, resolve).start());
}

class Exchange {
  readonly #call: HttpCall;
  readonly #setup: ExchangeSetup;
  readonly #signal: AbortSignal;
  readonly #resolve: (outcome: ExchangeOutcome) => void;
  readonly #chunks: Uint8Array[] = [];
  #sizeBytes = 0;
  #request: ClientRequest | undefined;
  #isConnected = false;
  #hasResponse = false;
  #isSettled = false;
  #patience: NodeJS.Timeout | undefined;
  #whole: NodeJS.Timeout | undefined;

  constructor(call: HttpCall, setup: ExchangeSetup, signal: AbortSignal, resolve: (outcome: ExchangeOutcome) => void) {
    this.#call = call;
    this.#setup = setup;
    this.#signal = signal;
    this.#resolve = resolve;
  }

  start(): void {
    if (this.#signal.aborted) this.#onAbort();
    else this.#send();
  }

  #send(): void {
    const { url, method, body, headers } = this.#call;
    const send = url.protocol === "https:" ? secureRequest : plainRequest;
    const request = send(url, {
      method,
      agent: this.#setup.agent,
      headers: { accept: "application/json", ...headers, ...(body ? { "content-type": body.type } : {}) },
    });
    this.#request = request;
    this.#signal.addEventListener("abort", this.#onAbort);
    this.#patience = setTimeout(() => this.#failUnreached("no-connection"), this.#setup.deadlines.connectMs);
    request.on("socket", (socket) => this.#onSocket(socket));
    request.on("response", (response) => this.#onResponse(response));
    request.on("error", (error: NodeJS.ErrnoException) => this.#onError(error));
    // With a response under way its own end or error tells more.
    request.on("close", () => this.#hasResponse || this.#failDropped());
    request.end(body?.text);
  }

  #onSocket(socket: Socket): void {
    const isNew = socket.connecting;
    if (!isNew) this.#onConnected();
    else socket.once(this.#call.url.protocol === "https:" ? "secureConnect" : "connect", () => this.#onConnected());
  }

  #onConnected(): void {
    if (this.#isSettled) return;
    this.#isConnected = true;
    const totalMs = this.#totalMs();
    this.#whole = setTimeout(() => this.#failLate("whole", totalMs), totalMs);
    this.#awaitMore();
  }

  #awaitMore(): void {
    if (this.#isSettled) return;
    const { idleMs } = this.#setup.deadlines;
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#failLate("silent", idleMs), idleMs);
  }

  #totalMs(): number {
    const { patience } = this.#call;
    if (typeof patience === "object") return patience.totalMs;
    return patience === "file" ? this.#setup.deadlines.fileTotalMs : this.#setup.deadlines.totalMs;
  }

  #onResponse(response: IncomingMessage): void {
    this.#hasResponse = true;
    const announced = Number(response.headers["content-length"] ?? 0);
    if (announced > this.#maxBytes()) this.#failTooLarge();
    else this.#awaitMore();
    const head = headOf(response);
    response.on("data", (chunk: Uint8Array) => this.#onChunk(chunk, head));
    response.on("end", () => this.#onEnd(response, head));
    response.on("error", () => this.#failDropped());
    response.on("close", () => this.#failDropped());
  }

  #onChunk(chunk: Uint8Array, head: AnswerHead): void {
    if (this.#isSettled) return;
    this.#call.onPiece?.(chunk, head);
    this.#sizeBytes += chunk.length;
    this.#chunks.push(chunk);
    this.#awaitMore();
    if (this.#sizeBytes > this.#maxBytes()) this.#failTooLarge();
  }

  #maxBytes(): number {
    return this.#call.maxBytes ?? DEFAULT_MAX_BYTES;
  }

  #onEnd(response: IncomingMessage, head: AnswerHead): void {
    const answer = { name: this.#call.name, ...head, body: this.#wholeBody() };
    if (response.complete) this.#settle({ kind: "answer", answer });
    else this.#failDropped();
  }

  /** In memory of its own, which goes when it is no longer needed: Node's small buffers share a block that outlives the citizen. */
  #wholeBody(): Uint8Array {
    const whole = new Uint8Array(this.#sizeBytes);
    let at = 0;
    for (const chunk of this.#chunks.splice(0)) {
      whole.set(chunk, at);
      at += chunk.length;
      // Whoever listens to the pieces may keep them.
      if (!this.#call.onPiece) chunk.fill(0);
    }
    return whole;
  }

  #onError(error: NodeJS.ErrnoException): void {
    const found = networkFault(this.#call.name, error, this.#isConnected);
    const isStale = this.#request?.reusedSocket === true && !this.#hasResponse && found.code === "province.unreachable";
    this.#settle({ kind: isStale ? "stale" : "fault", fault: found });
  }

  readonly #onAbort = (): void => this.#fail(fault("call.cancelled", { call: this.#call.name }));

  #failUnreached(reason: string): void {
    this.#fail(fault("province.unreachable", { call: this.#call.name, reason }));
  }

  #failDropped(): void {
    this.#failUnreached("dropped");
  }

  #failLate(stage: "silent" | "whole", waitedMs: number): void {
    this.#fail(fault("province.timed-out", { call: this.#call.name, stage, waitedMs }));
  }

  #failTooLarge(): void {
    const detail = { call: this.#call.name, reason: "too-large", limitBytes: this.#maxBytes() };
    this.#fail(fault(this.#call.patience === "file" ? "license.too-large" : "province.nonsense", detail));
  }

  #fail(found: Fault): void {
    this.#settle({ kind: "fault", fault: found });
  }

  #settle(outcome: ExchangeOutcome): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#patience);
    clearTimeout(this.#whole);
    this.#signal.removeEventListener("abort", this.#onAbort);
    if (outcome.kind !== "answer") this.#request?.destroy();
    this.#resolve(outcome);
  }
}

function headOf({ statusCode = 0, headers }: IncomingMessage): AnswerHead {
  const { etag, date, "content-range": range, "content-type": contentType } = headers;
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  const retryAfterMs = readRetryAfter(headers["retry-after"], date, Date.now());
  return { status: statusCode, etag, range, ...present({ type, retryAfterMs }) };
}
