/** A small HTTP server whose answers a test writes down one by one, good or misbehaving. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into it as it likes
  readonly json: any;
}

/** Gets the request and the raw response; what it returns is sent as JSON with 200, unless it answered by itself. */
export type Script = (request: SeenRequest, response: ServerResponse) => unknown;

export interface ScriptedServer {
  readonly origin: string;
  readonly seen: SeenRequest[];
  /** `METHOD /path` → script; a later one replaces an earlier one. */
  on(route: string, script: Script): void;
  /** How often this path was asked for. */
  count(path: string): number;
  /** Connections opened so far. */
  connections(): number;
  close(): Promise<void>;
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const scripts = new Map<string, Script>();
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let opened = 0;
  const server = createServer(async (request, response) => {
    const one = await readRequest(request);
    seen.push(one);
    const script = scripts.get(`${one.method} ${one.path}`);
    if (!script) return void response.writeHead(404, { "content-type": "application/json" }).end("{}");
    const answer = await script(one, response);
    if (answer !== undefined && !response.headersSent && !response.destroyed) send(response, 200, answer);
  });
  server.on("connection", (socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    on: (route, script) => void scripts.set(route, script),
    count: (path) => seen.filter((one) => one.path === path).length,
    connections: () => opened,
    close: () => stop(server, sockets),
  };
}

export function send(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
}

function stop(server: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((done) => server.close(() => done()));
}

async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const text = Buffer.concat(chunks).toString("utf8");
  const url = new URL(request.url ?? "/", "http://x");
  return {
    method: request.method ?? "",
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    text,
    json: parse(text),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
