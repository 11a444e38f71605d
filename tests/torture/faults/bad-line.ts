/** Stands between the terminal and the province and does to the answers what networks and their boxes do. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

const PORTAL = "<!DOCTYPE html><html><body>请先登录上网认证</body></html>";

type Harm = (
  response: ServerResponse,
  real: { readonly status: number; readonly type: string; readonly body: Buffer },
) => void;

const html = (response: ServerResponse, status: number) =>
  response.writeHead(status, { "content-type": "text/html" }).end(PORTAL);

export const HARMS = {
  "server error": (response) => response.writeHead(500).end("stack trace"),
  "bad gateway page": (response) => html(response, 502),
  "captive portal": (response) => html(response, 200),
  "redirect to a portal": (response) => response.writeHead(302, { location: "http://127.0.0.1:9/login" }).end(),
  "redirect to itself": (response) => response.writeHead(307, { location: "." }).end(),
  "garbage JSON": (response, { type }) =>
    response.writeHead(200, { "content-type": type }).end('{"code":200,"data":{"'),
  "JSON of another shape": (response, { type }) => response.writeHead(200, { "content-type": type }).end("[42]"),
  "binary noise": (response, { type }) =>
    response.writeHead(200, { "content-type": type }).end(Buffer.alloc(300, 0xfe)),
  "empty body": (response, { type }) => response.writeHead(200, { "content-type": type }).end(),
  "wrong content type": (response, { body }) =>
    response.writeHead(200, { "content-type": "image/png" }).end(body.subarray(0, body.length / 2)),
  "cut in the middle": (response, { status, type, body }) => {
    response.writeHead(status, { "content-type": type, "content-length": body.length });
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  },
  "never answered": () => undefined,
  "hung up": (response) => response.destroy(),
  "endless body": (response, { type }) => {
    response.writeHead(200, { "content-type": type });
    // Node takes what is written to an answer without a body for written at once: pouring would never pause.
    if (response.req.method === "HEAD") return void response.end();
    const block = Buffer.alloc(1_048_576, 0x20);
    const pour = (): void => {
      while (!response.destroyed && response.write(block));
      if (!response.destroyed) response.once("drain", pour);
    };
    pour();
  },
  "too many requests": (response) => response.writeHead(429, { "retry-after": "1" }).end(),
} as const satisfies Readonly<Record<string, Harm>>;

export type HarmName = keyof typeof HARMS;

export interface BadLine {
  readonly origin: string;
  harm: HarmName | undefined;
  /** Requests harmed so far. */
  readonly harmed: () => number;
  close(): Promise<void>;
}

export async function openBadLine(upstream: string): Promise<BadLine> {
  const sockets = new Set<Socket>();
  let harmed = 0;
  const server = createServer((request, response) => {
    void forward(upstream, request)
      .then((real) => {
        const harm: Harm | undefined = line.harm && HARMS[line.harm];
        if (harm) harmed += 1;
        if (harm) harm(response, real);
        else response.writeHead(real.status, { "content-type": real.type, ...real.tag }).end(real.body);
      })
      .catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const line: BadLine = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    harm: undefined,
    harmed: () => harmed,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
  return line;
}

async function forward(upstream: string, request: IncomingMessage) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const { host: _, connection: __, "content-length": ___, "transfer-encoding": ____, ...headers } = request.headers;
  const answer = await fetch(`${upstream}${request.url}`, {
    method: request.method ?? "GET",
    headers: headers as Record<string, string>,
    redirect: "manual",
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
  const etag = answer.headers.get("etag");
  return {
    status: answer.status,
    type: answer.headers.get("content-type") ?? "application/octet-stream",
    tag: etag ? { etag } : {},
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
