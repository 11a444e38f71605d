/** The loopback origin: screens, documents and the contract's WebSocket on 127.0.0.1, for windows that hold a token. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { MAX_PRESENTED_BYTES } from "../contract/counter.ts";
import { answerDocument, type DocumentAnswer } from "../host/documents.ts";
import type { Host } from "../host/open-host.ts";
import { answerScreenFile } from "../host/screen-files.ts";
import { webSocketHostCarrier } from "../transport/websocket-host.ts";
import { createOriginGuard, type LoopbackWindow, type OriginGuard, pathOfWindow } from "./origin-guard.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";

export interface LoopbackServer {
  readonly port: number;
  openingAddress(window: LoopbackWindow): string;
  close(): Promise<void>;
}

const SOCKET_PATHS: Readonly<Record<string, LoopbackWindow>> = { "/contract": "clerk", "/citizen/contract": "citizen" };
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** Of those who show no cookie of ours: a person opens two windows, a guessing program asks for ever. */
const STRANGERS = { burst: 30, perSecond: 1 };
/** Calls of one window; the fastest hands and readers make a few a second. */
const CALLS = { burst: 400, perSecond: 100 };
/** RFC 6455 section 7.4.1. */
const POLICY_VIOLATION = 1008;

/** @param port 0 = any free one. */
export async function startLoopbackServer(host: Host, screens: string, port: number): Promise<LoopbackServer> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const server = createServer();
  await listen(server, port);
  const actualPort = (server.address() as AddressInfo).port;
  const guard = createOriginGuard(actualPort);
  const strangers = createRateLimit(STRANGERS);
  server.on("request", (request, response) => {
    answerRequest({ host, screens, guard, strangers }, request)
      .then((answer) => send(response, answer))
      .catch((error: unknown) => send(response, plain(500, host.onBug(error, "http"))));
  });
  server.on("upgrade", (request, socket, head) => {
    const window = windowOfUpgrade(guard, request);
    if (!window) return refuseUpgrade(socket);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      closeWhenTooMany(ws);
      host.dispatcher.connect(webSocketHostCarrier(ws), window);
    });
  });
  return {
    port: actualPort,
    openingAddress: guard.openingAddress,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, refuse) => {
    server.once("error", refuse);
    server.listen(port, "127.0.0.1", () => done());
  });
}

function closeWhenTooMany(socket: WebSocket): void {
  const calls = createRateLimit(CALLS);
  socket.on("message", () => {
    if (calls.take()) return;
    // A closing socket goes on telling what comes until the other side closes too, and need not do so.
    socket.removeAllListeners("message");
    socket.close(POLICY_VIOLATION, "too many calls");
  });
}

interface Serving {
  readonly strangers: RateLimit;
  readonly host: Host;
  readonly screens: string;
  readonly guard: OriginGuard;
}

async function answerRequest(serving: Serving, request: IncomingMessage): Promise<DocumentAnswer> {
  const { guard, strangers } = serving;
  const url = addressOf(request, guard);
  const opened = url?.pathname === "/open" ? guard.windowOfToken(url.searchParams.get("token") ?? "") : undefined;
  const holds = (window: LoopbackWindow) => guard.hasCookie(request.headers, window);
  const window = (["clerk", "citizen"] as const).find(holds);
  // Whoever holds a token or a cookie is let in however many others are knocking.
  if (!window && !opened && !strangers.take()) return tooMany(strangers);
  if (!guard.isOwnHost(request.headers)) return plain(421, "wrong host");
  if (!url) return plain(400, "not an address");
  if (url.pathname === "/open") return opened ? openWindow(guard, opened) : plain(403, "unknown token");
  if (!window) return plain(403, "this address needs the token that the terminal printed");
  return answerWindow(serving, request, { path: url.pathname, window });
}

async function answerWindow(
  { host, screens, guard }: Serving,
  request: IncomingMessage,
  { path, window }: { readonly path: string; readonly window: LoopbackWindow },
): Promise<DocumentAnswer> {
  const method = request.method ?? "GET";
  if (method !== "GET" && !guard.isOwnOrigin(request.headers)) return plain(403, "wrong origin");
  if (window === "clerk") {
    const document = await answerDocument(host.parts, { method, path, body: () => readBody(request) });
    if (document) return document;
  }
  if (method !== "GET") return plain(405, "method");
  const connect = `'self' ${guard.origin.replace("http:", "ws:")}`;
  return (await answerScreenFile(screens, path, connect)) ?? plain(404, "not here");
}

function tooMany(limit: RateLimit): DocumentAnswer {
  const answer = plain(429, "too many requests");
  return { ...answer, headers: { ...answer.headers, "retry-after": String(limit.waitSeconds()) } };
}

function addressOf({ url = "/" }: IncomingMessage, guard: OriginGuard): URL | undefined {
  return URL.canParse(url, guard.origin) ? new URL(url, guard.origin) : undefined;
}

/** Swaps the token of the first address for a cookie, so that it stays in no history and no referrer. */
function openWindow(guard: OriginGuard, window: LoopbackWindow): DocumentAnswer {
  return {
    status: 303,
    body: new Uint8Array(),
    headers: { location: pathOfWindow(window), "set-cookie": guard.setCookie(window), "cache-control": "no-store" },
  };
}

function windowOfUpgrade(guard: OriginGuard, request: IncomingMessage): LoopbackWindow | undefined {
  const window = SOCKET_PATHS[request.url ?? ""];
  const { headers } = request;
  if (!window || !guard.isOwnHost(headers) || !guard.isOwnOrigin(headers)) return undefined;
  return guard.hasCookie(headers, window) ? window : undefined;
}

function refuseUpgrade(socket: Duplex): void {
  socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // One byte over the limit is enough for the use case to say "too large"; the rest is not worth memory.
    if (size > MAX_PRESENTED_BYTES + 1) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).subarray(0, MAX_PRESENTED_BYTES + 1);
}

function plain(status: number, text: string): DocumentAnswer {
  return {
    status,
    body: new TextEncoder().encode(`${text}\n`),
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  };
}

function send(response: ServerResponse, answer: DocumentAnswer): void {
  response.writeHead(answer.status, { ...answer.headers });
  response.end(answer.body);
}
