/**
 * The one HTTP server of the province, on 127.0.0.1: finds the family by its base path, lets ordered faults befall the
 * request, and writes the answer.
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { FamilyId, Fault, Misbehaviour } from "../misbehaviour.ts";
import { type Answer, type Exchange, type FamilyHandler, jsonAnswer, NOT_FOUND } from "./exchange.ts";

export const FAMILY_PATHS = {
  "license-app": "/license-app/v1",
  "service-code": "/service-code",
  "phone-consent": "/channel",
  acceptance: "/acceptance/v1",
  audit: "/audit/v1",
  trust: "/trust/v1",
  catalog: "/catalog/v1",
  appointments: "/appointments/v1",
} as const satisfies Record<FamilyId, string>;

const CONTROL_PATH = "/training";
const LARGEST_BODY = 16 * 1024 * 1024;
const DRIPS_PER_SECOND = 8;

const LOGIN_PAGE =
  "<!doctype html><html lang=zh><head><meta charset=utf-8><title>样例网关</title></head><body><h1>请先登录网络</h1></body></html>";

export interface ServerParts {
  readonly families: Readonly<Record<FamilyId, FamilyHandler>>;
  readonly control: FamilyHandler;
  readonly misbehaviour: Misbehaviour;
  readonly now: () => number;
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) });
  response.end(answer.body);
}

/** Writes the true answer a few octets at a time; ends early when the other side has gone. */
async function drip(response: ServerResponse, answer: Answer, bytesPerSecond: number): Promise<void> {
  const octets = Buffer.from(answer.body);
  const step = Math.max(1, Math.round(bytesPerSecond / DRIPS_PER_SECOND));
  response.writeHead(answer.status, { ...answer.headers, "content-length": octets.length });
  for (let at = 0; at < octets.length && !response.destroyed; at += step) {
    response.write(octets.subarray(at, at + step));
    await sleep(1000 / DRIPS_PER_SECOND);
  }
  response.end();
}

/** Announces the whole answer, writes the beginning and hangs up. */
function cut(response: ServerResponse, answer: Answer, afterBytes: number): void {
  const octets = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, "content-length": octets.length });
  response.write(octets.subarray(0, afterBytes), () => response.destroy());
}

const LOCAL_HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** Only names of this machine: neither a page of another site nor a name that resolves to 127.0.0.1 gets in. */
function isLocal(request: IncomingMessage): boolean {
  const { host = "", origin } = request.headers;
  return LOCAL_HOST.test(host) && (origin === undefined || LOCAL_HOST.test(origin.replace(/^https?:\/\//, "")));
}

function familyOf(path: string): { id: FamilyId; base: string } | undefined {
  for (const [id, base] of Object.entries(FAMILY_PATHS) as [FamilyId, string][]) {
    if (path.startsWith(`${base}/`)) return { id, base };
  }
  return undefined;
}

async function exchangeOf(
  request: IncomingMessage,
  base: string,
  frame: { now: number; holdMs: number },
): Promise<Exchange | undefined> {
  const body = await readBody(request);
  if (body === undefined) return undefined;
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  return {
    method: request.method ?? "GET",
    path: url.pathname.slice(base.length),
    query: url.searchParams,
    headers: request.headers,
    body,
    now: frame.now,
    hold: () => sleep(frame.holdMs),
  };
}

const TOO_LARGE = jsonAnswer({ error: "TOO_LARGE" }, 413);

async function befall(fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case "drop":
      request.socket.destroy();
      return true;
    case "timeout":
      await readBody(request);
      return true;
    case "status":
      await readBody(request);
      send(response, { status: fault.status, headers: { "content-type": "text/plain" }, body: "样例故障" });
      return true;
    case "html":
      await readBody(request);
      send(response, { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: LOGIN_PAGE });
      return true;
    default:
      return false;
  }
}

async function serveFamily(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
  const family = familyOf(path);
  if (family === undefined) return send(response, NOT_FOUND);
  const fault = parts.misbehaviour.take(family.id);
  if (fault !== undefined && (await befall(fault, request, response))) return undefined;
  const latencyMs = fault?.kind === "latency" ? fault.ms : 0;
  // The acceptance platform is slow inside its work, so that a second request can meet the first one there.
  const holdsInside = family.id === "acceptance" && request.method === "POST";
  if (!holdsInside && latencyMs > 0) await sleep(latencyMs);
  const exchange = await exchangeOf(request, family.base, { now: parts.now(), holdMs: holdsInside ? latencyMs : 0 });
  if (exchange === undefined) return send(response, TOO_LARGE);
  const handle = parts.families[family.id];
  const [answer] = await Promise.all([handle(exchange), fault?.kind === "twice" ? handle(exchange) : undefined]);
  if (fault?.kind === "lost-ack") return void request.socket.destroy();
  if (fault?.kind === "drip") return drip(response, answer, fault.bytesPerSecond);
  if (fault?.kind === "cut") return cut(response, answer, fault.afterBytes);
  return send(response, answer);
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLocal(request)) return send(response, jsonAnswer({ error: "FORBIDDEN" }, 403));
  const isControl = (request.url ?? "").startsWith(`${CONTROL_PATH}/`);
  if (!isControl) return serveFamily(parts, request, response);
  const exchange = await exchangeOf(request, CONTROL_PATH, { now: parts.now(), holdMs: 0 });
  return send(response, exchange === undefined ? TOO_LARGE : await parts.control(exchange));
}

/** A mistake of the province itself answers 500 with its text, so that a test sees it; a broken connection needs no answer. */
function reportBug(response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) return void response.destroy();
  send(response, jsonAnswer({ error: "BUG", message: error instanceof Error ? error.message : String(error) }, 500));
}

export function createProvinceServer(parts: ServerParts): Server {
  const server = createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => reportBug(response, error));
  });
  // Long enough that a terminal's next request does not meet a connection that is just being closed.
  server.keepAliveTimeout = 60_000;
  return server;
}
