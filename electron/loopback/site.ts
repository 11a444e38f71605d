/**
 * One origin on 127.0.0.1 for one window: a port, a token and a cookie of its own, since in one browser the windows share its cookies and
 * a page could else ask for what is another's. Only moves bytes; what there is to be had, whoever opens it says.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { DocumentAnswer, DocumentRequest } from "../host/documents.ts";
import { createOriginGuard, type LoopbackWindow, type OriginGuard } from "./origin-guard.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";

export interface Site {
  readonly window: LoopbackWindow;
  /** Where the first address leads. */
  readonly page: string;
  /** Of the longest request that is read whole; what is longer comes cut off behind the next byte. */
  readonly maxBodyBytes: number;
  /** Undefined: there is nothing of the kind. @param connect `connect-src` of its pages */
  answer(request: DocumentRequest, connect: string): Promise<DocumentAnswer | undefined>;
  readonly socket?: { readonly path: string; onConnection(socket: WebSocket): void };
  /** A throw while answering: a bug. Returns what the page may be told of it. */
  onBug(error: unknown): string;
}

export interface OpenedSite {
  readonly port: number;
  /** To be printed, or handed to a page. */
  readonly openingAddress: string;
  /** For a command line: good for one time. */
  oneTimeAddress(): string;
  close(): Promise<void>;
}

const MAX_MESSAGE_BYTES = 1024 * 1024;
/** Of those who show no cookie of ours: a person opens two windows, a guessing program asks for ever. */
const STRANGERS = { burst: 30, perSecond: 1 };

/** @param port 0 = any free one. */
export async function openSite(site: Site, port: number): Promise<OpenedSite> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const server = createServer();
  await listen(server, port);
  const actualPort = (server.address() as AddressInfo).port;
  const guard = createOriginGuard(actualPort, site.window);
  const serving: Serving = { site, guard, strangers: createRateLimit(STRANGERS) };
  server.on("request", (request, response) => {
    answerRequest(serving, request)
      .then((answer) => send(response, answer))
      .catch((error: unknown) => send(response, plain(500, site.onBug(error))));
  });
  server.on("upgrade", (request, socket, head) => {
    if (!mayConnect(serving, request)) return refuseUpgrade(socket);
    sockets.handleUpgrade(request, socket, head, (ws) => site.socket?.onConnection(ws));
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

interface Serving {
  readonly site: Site;
  readonly strangers: RateLimit;
  readonly guard: OriginGuard;
}

async function answerRequest(serving: Serving, request: IncomingMessage): Promise<DocumentAnswer> {
  const { guard, strangers, site } = serving;
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
    return isOpened || isKnown ? openWindow(guard, site) : plain(403, "this token is unknown or was used already");
  }
  if (!isKnown) return plain(403, "this address needs the token that the terminal printed");
  // The citizen's window is opened by the clerk's page, and has nothing that is not for every eye before it.
  if (site.window !== "citizen" && !guard.isAskedByOwnPage(headers)) return plain(403, "asked by another page");
  return answerOwn(serving, request, url.pathname);
}

async function answerOwn({ site, guard }: Serving, request: IncomingMessage, path: string): Promise<DocumentAnswer> {
  const method = request.method ?? "GET";
  if (method !== "GET" && !guard.isOwnOrigin(request.headers)) return plain(403, "wrong origin");
  const connect = `'self' ${guard.origin.replace("http:", "ws:")}`;
  const found = await site.answer({ method, path, body: () => readBody(request, site.maxBodyBytes) }, connect);
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
function openWindow(guard: OriginGuard, { page }: Site): DocumentAnswer {
  return {
    status: 303,
    body: new Uint8Array(),
    headers: { location: page, "set-cookie": guard.setCookie, "cache-control": "no-store" },
  };
}

function mayConnect({ guard, site }: Serving, { url, headers }: IncomingMessage): boolean {
  const isRightPath = site.socket !== undefined && url === site.socket.path;
  return isRightPath && guard.isOwnHost(headers) && guard.isOwnOrigin(headers) && guard.hasCookie(headers);
}

function refuseUpgrade(socket: Duplex): void {
  socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    chunks.push(chunk);
    // One byte over the limit is enough for whoever answers to say "too large"; the rest is not worth memory.
    if (size > maxBytes) break;
  }
  const body = Buffer.concat(chunks).subarray(0, maxBytes + 1);
  // It may be a passphrase: whoever gets it overwrites the one copy that there is.
  for (const chunk of chunks) chunk.fill(0);
  return body;
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
