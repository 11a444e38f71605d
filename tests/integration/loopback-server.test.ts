/** Who may talk to the loopback root, over real sockets: token, cookie, Host, Origin, limits, and what the citizen's window may see. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { commands } from "../../electron/contract/contract.ts";
import type { Host } from "../../electron/host/open-host.ts";
import { type LoopbackServer, startLoopbackServer } from "../../electron/loopback/server.ts";
import { createDispatcher, type Dispatcher } from "../../electron/transport/dispatch.ts";
import { stubWorld } from "../contract/stub-handlers.ts";

let folder: string;
let server: LoopbackServer;
let dispatcher: Dispatcher;
/** Let through to the host. */
let calls: number;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "loopback-"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>t</title>");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  const { handlers } = stubWorld();
  calls = 0;
  dispatcher = createDispatcher({
    handlers,
    access: () => ({ role: "clerk", isLocked: false }),
    onBug: () => "incident",
    onActivity: () => {
      calls += 1;
    },
  });
  const blob = { bytes: new TextEncoder().encode("a picture"), mediaType: "image/png" };
  const parts = {
    counter: { state: () => ({ kind: "ready", isLocked: false, clerk: { role: "clerk" } }) },
    examinations: { get: () => ({ drawing: { blobs: { b1: blob } } }) },
  };
  server = await startLoopbackServer({ parts, dispatcher, onBug: () => "incident" } as unknown as Host, folder, 0);
  return () => server.close();
});

type Window = "clerk" | "citizen";
const portOf = (window: Window) => Number(new URL(server.openingAddress(window)).port);

interface Asked {
  readonly method?: string;
  readonly of?: Window;
  readonly headers?: Readonly<Record<string, string>>;
}

function ask(path: string, { method = "GET", headers = {}, of = "clerk" }: Asked = {}) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders }>((done, refuse) => {
    const request = httpRequest({ host: "127.0.0.1", port: portOf(of), path, method, headers }, (response) => {
      response.resume();
      response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    request.on("error", refuse);
    request.end();
  });
}

const origin = (of: Window = "clerk") => `http://127.0.0.1:${portOf(of)}`;

async function cookieOf(window: Window): Promise<string> {
  const { pathname, search } = new URL(server.openingAddress(window));
  const { headers } = await ask(pathname + search, { of: window });
  return headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

/** The close code, or the HTTP status that refused the upgrade. */
function knock(
  path: string,
  headers: Readonly<Record<string, string>>,
  of: Window = "clerk",
): Promise<number | "open"> {
  return new Promise((done) => {
    const socket = new WebSocket(`ws://127.0.0.1:${portOf(of)}${path}`, { headers });
    socket.once("open", () => {
      socket.close();
      done("open");
    });
    socket.once("unexpected-response", (_request, { statusCode = 0 }) => done(statusCode));
    socket.once("error", () => undefined);
  });
}

describe("token and cookie", () => {
  test("nothing is served without them, and the token is swapped for a cookie that scripts and other sites cannot use", async () => {
    for (const path of ["/", "/citizen", "/index.html", "/document/L1/b1", "/nothing"]) {
      expect((await ask(path)).status).toBe(403);
    }
    expect((await ask("/open?token=guess")).status).toBe(403);
    const { pathname, search } = new URL(server.openingAddress("clerk"));
    const opened = await ask(pathname + search);
    expect(opened).toMatchObject({ status: 303, headers: { location: "/", "cache-control": "no-store" } });
    expect(opened.headers["set-cookie"]?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await ask("/", { headers: { cookie: await cookieOf("clerk") } })).status).toBe(200);
  });

  test("the address in the browser's command line opens one window, and nobody after it", async () => {
    const { pathname, search } = new URL(server.oneTimeAddress());
    expect((await ask(pathname + search, { headers: { host: "evil.example" } })).status).toBe(421);
    const opened = await ask(pathname + search);
    expect(opened.status).toBe(303);
    expect((await ask(pathname + search)).status).toBe(403);
    const cookie = opened.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    expect(cookie).not.toContain(search.slice("?token=".length));
    expect((await ask(pathname + search, { headers: { cookie } })).status).toBe(303);
    expect((await ask("/", { headers: { cookie } })).status).toBe(200);
  });

  test("it listens on 127.0.0.1 only", async () => {
    const other = connect({ host: "127.0.0.2", port: server.port });
    expect(await new Promise((done) => other.once("error", ({ code }: NodeJS.ErrnoException) => done(code)))).toBe(
      "ECONNREFUSED",
    );
  });
});

describe("Host and Origin", () => {
  test.each(["evil.example", "localhost", "127.0.0.1:1"])("a request to %s is not ours", async (host) => {
    const headers = { host, cookie: await cookieOf("clerk") };
    expect((await ask("/", { headers })).status).toBe(421);
    expect(await knock("/contract", { ...headers, origin: origin() })).toBe(403);
  });

  test("a page of another origin can neither post nor connect, even with the cookie", async () => {
    const cookie = await cookieOf("clerk");
    for (const foreign of ["http://evil.example", "null", "http://localhost"]) {
      expect((await ask("/present", { method: "POST", headers: { cookie, origin: foreign } })).status).toBe(403);
      expect(await knock("/contract", { cookie, origin: foreign })).toBe(403);
    }
    expect((await ask("/present", { method: "POST", headers: { cookie } })).status).toBe(403);
    expect(await knock("/contract", { cookie, origin: origin() })).toBe("open");
  });

  test("no answer invites another origin: no CORS header, not even to a preflight", async () => {
    const cookie = await cookieOf("clerk");
    const headers = { cookie, origin: "http://evil.example", "access-control-request-method": "POST" };
    const answers = await Promise.all([
      ask("/", { headers: { cookie } }),
      ask("/present", { method: "OPTIONS", headers }),
      ask("/document/L1/b1", { headers: { cookie } }),
    ]);
    for (const answer of answers) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
    expect(answers[1].status).toBe(403);
  });

  test("an address that is none is refused and no bug", async () => {
    expect((await ask("//", { headers: { cookie: await cookieOf("clerk") } })).status).toBe(400);
  });
});

describe("policy of the pages", () => {
  test("no inline script, nothing by default, no frame, and every permission but the camera denied", async () => {
    const { headers } = await ask("/", { headers: { cookie: await cookieOf("clerk") } });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers["permissions-policy"]).toBe("camera=(self), microphone=(), geolocation=(), payment=()");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
});

describe("the citizen's window", () => {
  test("gets no document, no upload, and not the clerk's socket", async () => {
    const headers = { cookie: await cookieOf("citizen"), origin: origin("citizen") };
    const of = "citizen";
    expect((await ask("/document/L1/b1", { headers: { cookie: await cookieOf("clerk") } })).status).toBe(200);
    expect((await ask("/document/L1/b1", { headers, of })).status).toBe(404);
    expect((await ask("/document/L1/b1", { headers })).status).toBe(403);
    expect((await ask("/present", { method: "POST", headers, of })).status).toBe(405);
    expect((await ask("/", { headers, of })).status).toBe(404);
    expect([await knock("/contract", headers), await knock("/contract", headers, of)]).toEqual([403, 403]);
    expect(await knock("/citizen/contract", headers, of)).toBe("open");
  });

  test("gets no more in a browser that holds both cookies: its page is of another origin", async () => {
    const both = `${await cookieOf("clerk")}; ${await cookieOf("citizen")}`;
    const page = { cookie: both, origin: origin("citizen"), "sec-fetch-site": "same-site" };
    expect((await ask("/document/L1/b1", { headers: { cookie: both }, of: "citizen" })).status).toBe(404);
    for (const path of ["/document/L1/b1", "/photo/p1", "/"])
      expect((await ask(path, { headers: page })).status).toBe(403);
    expect((await ask("/present", { method: "POST", headers: page })).status).toBe(403);
    expect(await knock("/contract", page)).toBe(403);
    expect((await ask("/citizen", { headers: page, of: "citizen" })).status).toBe(200);
  });

  test("may call only what is the citizen's, whoever is signed in beside", async () => {
    const headers = { cookie: await cookieOf("citizen"), origin: origin("citizen") };
    const socket = new WebSocket(`ws://127.0.0.1:${portOf("citizen")}/citizen/contract`, { headers });
    await new Promise((done) => socket.once("open", done));
    const names = Object.keys(commands);
    const answers = new Map<number, { kind: string; fault?: { code: string } }>();
    const all = new Promise<void>((done) => {
      socket.on("message", (bytes) => {
        const message = JSON.parse(String(bytes));
        answers.set(message.id, message);
        if (answers.size === names.length) done();
      });
    });
    for (const [id, command] of names.entries()) socket.send(JSON.stringify({ kind: "call", id, command, input: {} }));
    await all;
    socket.close();
    const allowed = names.filter((_, id) => answers.get(id)?.fault?.code !== "session.role");
    expect(allowed.sort()).toEqual(["citizen.view", "consent.answer", "terminal.about"]);
  });
});

describe("limits", () => {
  test("strangers are told to wait, and who holds a token or a cookie is still served", async () => {
    const cookie = await cookieOf("clerk");
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    for (let tries = 0; tries < 40; tries += 1) answers.push(await ask("/open?token=guess"));
    expect(answers.slice(0, 30).map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 403));
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
    expect((await ask("/", { headers: { cookie } })).status).toBe(200);
    expect(await cookieOf("citizen")).toContain("liangzheng-citizen");
  });

  test("a window that floods the host is cut off", async () => {
    const headers = { cookie: await cookieOf("clerk"), origin: origin() };
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/contract`, { headers });
    await new Promise((done) => socket.once("open", done));
    const closed = new Promise((done) => socket.once("close", done));
    for (let id = 0; id < 2_000; id += 1)
      socket.send(JSON.stringify({ kind: "call", id, command: "counter.view", input: {} }));
    expect(await closed).toBe(1008);
    await expect.poll(() => dispatcher.connections("clerk")).toBe(0);
    // Nor is what was on its way already: a window that does not close would never be stopped.
    expect(calls).toBeLessThan(1_500);
  });
});
