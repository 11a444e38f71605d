/**
 * A program of this computer as a transport: one `onBytes` is one whole answer. Over http every write is a request of its
 * own, over ws all go through one connection. Redirects, other computers and answers that are too long are refused, and the
 * first thing that goes wrong ends the connection.
 */
import type { LookupAddress, LookupOptions } from "node:dns";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import WebSocket, { type RawData } from "ws";
import type { Clock } from "../clock.ts";
import type { DeviceReason } from "../host/device-contract.ts";
import { isLoopbackUrl } from "./loopback-url.ts";
import { type Transport, type TransportEvents, type TransportResult, transportFailure } from "./transport.ts";

export interface MiddlewareSettings {
  readonly url: string;
  /** Longest wait for a connection, and for a whole answer over http. */
  readonly answerMs: number;
  readonly maxBytes: number;
}

interface Parts {
  readonly settings: MiddlewareSettings;
  readonly events: TransportEvents;
  readonly clock: Clock;
}

/** Over http an empty write asks by GET. */
export function createMiddlewareTransport(parts: Parts): Transport {
  const { url } = parts.settings;
  if (!isLoopbackUrl(url)) return refused;
  return url.startsWith("ws:") ? new SocketService(parts) : new HttpService(parts);
}

/** The profile's own check stands before this one. */
const refused: Transport = {
  open: async () => transportFailure("profile-invalid", "not an address of this computer"),
  write: async () => transportFailure("not-open"),
  close: async () => {},
};

/** What "localhost" means here is not asked of anybody. */
function lookupLoopback(
  _host: string,
  { all, family }: LookupOptions,
  done: (error: null, address: string | LookupAddress[], family?: number) => void,
): void {
  const addresses: LookupAddress[] = [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ];
  const [first] = addresses.filter((one) => (family === 6 || family === "IPv6" ? one.family === 6 : one.family === 4));
  if (all) done(null, addresses);
  else done(null, first?.address ?? "127.0.0.1", first?.family ?? 4);
}

/** What both ways have: nothing is told after the end, and the end is told once. */
abstract class Service implements Transport {
  protected readonly parts: Parts;
  protected phase: "new" | "open" | "over" = "new";

  constructor(parts: Parts) {
    this.parts = parts;
  }

  abstract open(): Promise<TransportResult>;
  abstract write(bytes: Uint8Array): Promise<TransportResult>;
  protected abstract release(): void;

  async close(): Promise<void> {
    this.phase = "over";
    this.release();
  }

  protected arrived(bytes: Uint8Array): void {
    if (this.phase === "open") this.parts.events.onBytes(bytes, this.parts.clock.steadyMs());
  }

  protected lose(reason: DeviceReason, detail?: string): void {
    const wasOpen = this.phase === "open";
    this.phase = "over";
    this.release();
    if (wasOpen) this.parts.events.onGone(detail === undefined ? { reason } : { reason, detail });
  }
}

class HttpService extends Service {
  #request: ClientRequest | undefined;

  async open(): Promise<TransportResult> {
    if (this.phase !== "new") return transportFailure("not-open", "a transport opens once");
    this.phase = "open";
    return { ok: true };
  }

  /** Ends the request before, whose answer nobody waits for any more. */
  async write(bytes: Uint8Array): Promise<TransportResult> {
    if (this.phase !== "open") return transportFailure("not-open");
    this.release();
    const { url, answerMs } = this.parts.settings;
    const hasBody = bytes.length > 0;
    const request = httpRequest(url, {
      method: hasBody ? "POST" : "GET",
      headers: {
        accept: "application/json",
        ...(hasBody ? { "content-type": "application/json; charset=utf-8" } : {}),
      },
      lookup: lookupLoopback as never,
      agent: false,
    });
    this.#request = request;
    const lateness = this.parts.clock.after(answerMs, () => this.#drop(request));
    request.on("close", lateness);
    request.on("error", (error) => {
      if (this.#request === request) this.lose(reasonOf(error), error.message);
    });
    request.on("response", (response) => this.#read(response, request));
    request.end(Buffer.from(bytes));
    return { ok: true };
  }

  #read(response: IncomingMessage, request: ClientRequest): void {
    if (this.#request !== request) return;
    const { statusCode = 0 } = response;
    if (statusCode !== 200) {
      this.lose("service-answer", `HTTP ${statusCode}`);
      return;
    }
    const pieces: Buffer[] = [];
    let size = 0;
    response.on("data", (piece: Buffer) => {
      size += piece.length;
      pieces.push(piece);
      if (size > this.parts.settings.maxBytes && this.#request === request) this.lose("service-answer", "too long");
    });
    response.on("error", (error) => {
      if (this.#request === request) this.lose("service-answer", error.message);
    });
    response.on("end", () => {
      if (this.#request !== request) return;
      this.#request = undefined;
      this.arrived(Uint8Array.from(Buffer.concat(pieces)));
    });
  }

  /** Too late: the question counts as not answered, which is the driver's to judge. */
  #drop(request: ClientRequest): void {
    if (this.#request === request) this.release();
  }

  protected release(): void {
    const request = this.#request;
    this.#request = undefined;
    request?.destroy();
  }
}

class SocketService extends Service {
  #socket: WebSocket | undefined;

  open(): Promise<TransportResult> {
    if (this.phase !== "new") return Promise.resolve(transportFailure("not-open", "a transport opens once"));
    const { url, answerMs, maxBytes } = this.parts.settings;
    const socket = new WebSocket(url, {
      handshakeTimeout: answerMs,
      maxPayload: maxBytes,
      followRedirects: false,
      perMessageDeflate: false,
      lookup: lookupLoopback as never,
    });
    this.#socket = socket;
    return new Promise((resolve) => {
      const settle = (result: TransportResult) => {
        if (this.phase === "new") this.phase = result.ok ? "open" : "over";
        resolve(result);
      };
      socket.on("open", () => settle(this.phase === "over" ? transportFailure("not-open", "closed") : { ok: true }));
      socket.on("error", (error) => {
        const reason = reasonOf(error);
        settle(transportFailure(reason, error.message));
        this.lose(reason, error.message);
      });
      socket.on("close", (code) => {
        settle(transportFailure("service-not-running", `closed ${code}`));
        this.lose("service-not-running", `closed ${code}`);
      });
      socket.on("message", (message: RawData) => this.arrived(bytesOf(message)));
    });
  }

  async write(bytes: Uint8Array): Promise<TransportResult> {
    if (this.phase !== "open") return transportFailure("not-open");
    this.#socket?.send(Buffer.from(bytes), { binary: false });
    return { ok: true };
  }

  protected release(): void {
    // At once: a service that does not answer the closing handshake would hold it open for half a minute.
    this.#socket?.terminate();
  }
}

function bytesOf(message: RawData): Uint8Array {
  if (Array.isArray(message)) return Uint8Array.from(Buffer.concat(message));
  return Uint8Array.from(message instanceof ArrayBuffer ? new Uint8Array(message) : message);
}

/** Nobody listens, or nobody answers in the language that was expected. */
function reasonOf(error: Error): DeviceReason {
  const code = "code" in error ? String(error.code) : "";
  if (code === "ECONNREFUSED" || code === "ENOENT") return "service-not-running";
  return /handshake has timed out/.test(error.message) ? "open-timeout" : "service-answer";
}
