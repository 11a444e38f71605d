/** What the clients make of a province that misbehaves in every way seen in the field. */
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ProvinceConnection } from "../../electron/province/province.ts";
import { type Script, type ScriptedServer, send, startScriptedServer } from "../helpers/scripted-server.ts";
import { CODE, codeOf, connect, enveloped, faultOf, license, never, PERSON, refusal, USAGE } from "./province-setup.ts";

let server: ScriptedServer;
let province: ProvinceConnection;

beforeEach(async () => {
  server = await startScriptedServer();
  province = connect(server.origin);
});

afterEach(async () => {
  province.close();
  await server.close();
});

describe("a misbehaving province", () => {
  const PATH = "/license-app/v1/license/holder";
  const identify = (signal: AbortSignal = never) => province.families["license-app"]!.identify(CODE, USAGE, signal);
  const html =
    (status: number): Script =>
    (_, response) =>
      void response.writeHead(status, { "content-type": "text/html" }).end("<!DOCTYPE html><html>请登录</html>");
  const raw =
    (text: string): Script =>
    (_, response) =>
      void response.writeHead(200).end(text);

  beforeEach(() => {
    server.on("POST /license-app/v1/security/login", () => enveloped({ access_token: "t1" }));
  });

  test.each<[string, Script, string, object]>([
    ["answers 500", (_, response) => send(response, 500, {}), "province.unwell", { status: 500 }],
    ["answers 503 with a page", html(503), "province.unwell", { status: 503 }],
    ["answers 403", html(403), "province.credentials", { reason: "forbidden" }],
    ["answers 404", html(404), "province.refused", { status: 404 }],
    ["answers 429", html(429), "province.unwell", { status: 429 }],
    ["redirects to a portal", html(302), "province.nonsense", { reason: "redirect" }],
    ["shows a page with 200", html(200), "province.nonsense", { reason: "html" }],
    ["answers nothing with 200", raw(""), "province.nonsense", { reason: "empty" }],
    ["cuts its JSON", raw('{"ack_code":"SUCC'), "province.nonsense", { reason: "not-json" }],
    [
      "has another shape",
      raw('{"ack_code":"SUCCESS","data":{}}'),
      "province.nonsense",
      { reason: "shape", path: "data" },
    ],
    ["forgets the envelope", raw("[]"), "province.nonsense", { reason: "shape" }],
    ["never answers", () => new Promise(() => undefined), "province.timed-out", { stage: "silent", waitedMs: 400 }],
    ["drops the connection", (_, response) => void response.destroy(), "province.unreachable", { reason: "dropped" }],
  ])("that %s", async (_how, script, code, detail) => {
    server.on(`POST ${PATH}`, script);
    expect(faultOf(await identify())).toMatchObject({ code, detail: { call: "license-app/holder", ...detail } });
  });

  test("that drips its answer is cut off at the total deadline", async () => {
    server.on(`POST ${PATH}`, async (_, response) => {
      response.writeHead(200);
      while (!response.destroyed) {
        response.write(" ");
        await new Promise((done) => setTimeout(done, 30));
      }
    });
    const begun = performance.now();
    expect(faultOf(await identify())).toMatchObject({ code: "province.timed-out", detail: { stage: "whole" } });
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  test("that is slow within the deadlines is waited for", async () => {
    server.on(`POST ${PATH}`, async () => {
      await new Promise((done) => setTimeout(done, 150));
      return enveloped([license()]);
    });
    expect((await identify()).ok).toBe(true);
  });

  test("that announces too much is not read", async () => {
    server.on(
      `POST ${PATH}`,
      (_, response) => void response.writeHead(200, { "content-length": "30000000" }).write("x"),
    );
    expect(faultOf(await identify())).toMatchObject({ code: "province.nonsense", detail: { reason: "too-large" } });
  });

  test("that sends too much without announcing it is cut off", async () => {
    server.on(`POST ${PATH}`, (_, response) => {
      response.writeHead(200);
      for (let part = 0; part < 21; part += 1) response.write(Buffer.alloc(1024 * 1024, 32));
      response.end();
    });
    expect(faultOf(await identify())).toMatchObject({ code: "province.nonsense", detail: { reason: "too-large" } });
  });

  test("that refuses connections", async () => {
    await server.close();
    expect(faultOf(await identify())).toMatchObject({
      code: "province.unreachable",
      detail: { reason: "no-connection" },
    });
  });

  test("that does not exist in the name service", async () => {
    const lost = connect("http://province.invalid");
    const found = faultOf(await lost.families["license-app"]!.identify(CODE, USAGE, never));
    lost.close();
    expect(found).toMatchObject({ code: "province.unreachable" });
  });

  test("that speaks another protocol", async () => {
    const other = createServer((socket) => socket.end("220 mail ready\r\n"));
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as { port: number };
    const mail = connect(`http://127.0.0.1:${port}`);
    const found = faultOf(await mail.families["license-app"]!.identify(CODE, USAGE, never));
    mail.close();
    other.close();
    expect(found?.code).toBe("province.nonsense");
  });

  test("that takes the connection and never finishes its handshake counts as not reached", async () => {
    const mute = createServer(() => undefined);
    await new Promise<void>((done) => mute.listen(0, "127.0.0.1", done));
    const { port } = mute.address() as { port: number };
    const secure = connect(`https://127.0.0.1:${port}`);
    const begun = performance.now();
    const found = faultOf(await secure.families["license-app"]!.identify(CODE, USAGE, never));
    secure.close();
    mute.close();
    expect(found).toMatchObject({ code: "province.unreachable", detail: { reason: "no-connection" } });
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  test("leaves no trace of code or person in any fault", async () => {
    const echo: Script = (request, response) => send(response, 400, refusal(CODE, `${request.text} ${PERSON} 林晓`));
    server.on(`POST ${PATH}`, echo);
    expect(JSON.stringify(await identify())).not.toMatch(new RegExp(`${CODE}|${PERSON}|林晓`));
  });

  test("is let go at once when the case is cancelled", async () => {
    server.on(`POST ${PATH}`, () => new Promise(() => undefined));
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 30);
    const begun = performance.now();
    expect(codeOf(await identify(cancel.signal))).toBe("call.cancelled");
    expect(performance.now() - begun).toBeLessThan(350);
  });

  test("is not asked at all when the case is cancelled before", async () => {
    expect(codeOf(await identify(AbortSignal.abort()))).toBe("call.cancelled");
    expect(server.seen).toHaveLength(0);
  });

  test("that closes a kept connection costs a reconnect and no fault where asking twice does no harm", async () => {
    server.on("GET /trust/v1/bundle", (_, response) => {
      // Closes after the answer without saying so beforehand.
      response.on("finish", () => setTimeout(() => response.socket?.destroy(), 1));
      return { some: "bytes" };
    });
    for (let round = 0; round < 15; round += 1) {
      expect((await province.trust.fetch(undefined, never)).ok).toBe(true);
      await new Promise((done) => setTimeout(done, round % 4));
    }
  });

  test("that breaks a kept connection under a code gets the code only once", async () => {
    server.on(`POST ${PATH}`, (_, response) => void response.destroy());
    expect(faultOf(await identify())).toMatchObject({ code: "province.unreachable", detail: { reason: "dropped" } });
    expect([server.count(PATH), server.connections()]).toEqual([1, 1]);
  });

  test("gets its calls over kept connections", async () => {
    server.on(`POST ${PATH}`, () => enveloped([license()]));
    for (let round = 0; round < 10; round += 1) await identify();
    expect(server.connections()).toBe(1);
  });
});
