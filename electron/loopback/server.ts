/**
 * The loopback origins: screens, documents and the contract's WebSocket on 127.0.0.1, for windows that hold a token. Each window has a
 * port and so an origin of its own: in one browser they share its cookies, and a page could else ask for what is the other's.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { MAX_PRESENTED_BYTES } from "../contract/counter.ts";
import type { DocumentAnswer } from "../host/documents.ts";
import type { Host } from "../host/open-host.ts";
import { answerWindow } from "../host/window-files.ts";
import { webSocketHostCarrier } from "../transport/websocket-host.ts";
import { createOriginGuard, type LoopbackWindow, type OriginGuard } from "./origin-guard.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";

export interface LoopbackServer {
  /** Of the clerk's window. */
  readonly port: number;
  /** To be printed, or handed to a page. */
  openingAddress(window: LoopbackWindow): string;
  /** Of the clerk's window, for a command line: good for one time. */
  oneTimeAddress(): string;
  close(): Promise<void>;
}

const PATHS = {
  clerk: { page: "/", socket: "/contract" },
  citizen: { page: "/citizen", socket: "/citizen/contract" },
} as const satisfies Record<LoopbackWindow, object>;
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** Of those who show no cookie of ours: a person opens two windows, a guessing program asks for ever. */
const STRANGERS = { burst: 30, perSecond: 1 };
/** Calls of one window; the fastest hands and readers make a few a second. */
const CALLS = { burst: 400, perSecond: 100 };
/** RFC 6455 section 7.4.1. */
const POLICY_VIOLATION = 1008;

/** @param port of the clerk's window, 0 = any free one; the citizen's has any free one. */
export async function startLoopbackServer(host: Host, screens: string, port: number): Promise<LoopbackServer> {
  const clerk = await openSite({ host, screens, window: "clerk" }, port);
  const citizen = await openSite({ host, screens, window: "citizen" }, 0);
  return {
    port: clerk.port,
    openingAddress: (window) => (window === "clerk" ? clerk : citizen).openingAddress,
    oneTimeAddress: clerk.oneTimeAddress,
    async close() {
      await Promise.all([clerk.close(), citizen.close()]);
    },
  };
}

interface Site {
  readonly host: Host;
  readonly screens: string;
  readonly window: LoopbackWindow;
}

async function openSite(site: Site, port: number) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const server = createServer();
  await listen(server, port);
  const actualPort = (server.address() as AddressInfo).port;
  const guard = createOriginGuard(actualPort, site.window);
  const serving: Serving = { ...site, guard, strangers: createRateLimit(STRANGERS) };
  server.on("request", (request, response) => {
    answerRequest(serving, request)
      .then((answer) => send(response, answer))
      .catch((error: unknown) => send(response, plain(500, site.host.onBug(error, "http"))));
  });
  server.on("upgrade", (request, socket, head) => {
    if (!mayConnect(serving, request)) return refuseUpgrade(socket);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      closeWhenTooMany(ws);
      site.host.dispatcher.connect(webSocketHostCarrier(ws), site.window);
    });
  });
  return {
    port: actualPort,
    openingAddress: guard.openingAddress,
    oneTimeAddress: guard.oneTimeAddress,
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

interface Serving extends Site {
  readonly strangers: RateLimit;
  readonly guard: OriginGuard;
}

async function answerRequest(serving: Serving, request: IncomingMessage): Promise<DocumentAnswer> {
  const { guard, strangers, window } = serving;
  const { headers } = request;
  const url = addressOf(request, guard);
  const token = url?.searchParams.get("token") ?? "";
  const isOpened = url?.pathname === "/open" && guard.isToken(token);
  const isKnown = guard.hasCookie(headers);
  // Whoever holds a token or a cookie is let in however many others are knocking.
  if (!isKnown && !isOpened && !strangers.take()) return tooMany(strangers);
  if (!guard.isOwnHost(headers)) return plain(421, "wrong host");
  if (!url) return plain(400, "not an address");
  if (url.pathname === "/open") {
    guard.spend(token);
    // Whoever is in already may come by an address that was used up, as a page that is loaded anew does.
    return isOpened || isKnown ? openWindow(guard, window) : plain(403, "this token is unknown or was used already");
  }
  if (!isKnown) return plain(403, "this address needs the token that the terminal printed");
  // The citizen's window is opened by the clerk's page, and has nothing that is not for every eye before it.
  if (window === "clerk" && !guard.isAskedByOwnPage(headers)) return plain(403, "asked by another page");
  return answerOwn(serving, request, url.pathname);
}

async function answerOwn(
  { host, screens, guard, window }: Serving,
  request: IncomingMessage,
  path: string,
): Promise<DocumentAnswer> {
  const method = request.method ?? "GET";
  if (method !== "GET" && !guard.isOwnOrigin(request.headers)) return plain(403, "wrong origin");
  const connect = `'self' ${guard.origin.replace("http:", "ws:")}`;
  const files = { parts: host.parts, screens, connect };
  const found = await answerWindow(window, files, { method, path, body: () => readBody(request) });
  return found ?? (method === "GET" ? plain(404, "not here") : plain(405, "method"));
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
    headers: { location: PATHS[window].page, "set-cookie": guard.setCookie, "cache-control": "no-store" },
  };
}

function mayConnect({ guard, window }: Serving, { url, headers }: IncomingMessage): boolean {
  const isRightPath = url === PATHS[window].socket;
  return isRightPath && guard.isOwnHost(headers) && guard.isOwnOrigin(headers) && guard.hasCookie(headers);
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
