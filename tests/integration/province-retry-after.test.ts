/** 429 and 503 with `Retry-After`: what is waited for, what is said at once, and that nothing is sent meanwhile. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ProvinceConnection } from "../../electron/province/province.ts";
import { type ScriptedServer, startScriptedServer } from "../helpers/scripted-server.ts";
import { connect, faultOf, never } from "./province-setup.ts";

const FIND = "/acceptance/v1/deliveries/K";
const DELIVER = "/acceptance/v1/cases/C/materials/M";
const BODY = JSON.stringify({ caseNo: "C", materialId: "M" });

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

/** Asks so many callers to come back after that, then answers. */
function busy(route: string, retryAfter: string, times: number, answer: unknown, status = 429): void {
  let left = times;
  server.on(route, (_, response) => {
    left -= 1;
    if (left < 0) return answer;
    response.writeHead(status, { "retry-after": retryAfter, "content-type": "application/json" }).end("{}");
    return undefined;
  });
}

const find = () => province.acceptance.find("K", never);
const deliver = () => province.acceptance.deliver("K", BODY, never);
const receipt = { receiptNo: "R", receivedAt: "x", duplicate: false };

test("a call that only asks waits a second by itself", async () => {
  busy(`GET ${FIND}`, "1", 1, receipt);
  const started = performance.now();
  expect(await find()).toMatchObject({ ok: true });
  expect(performance.now() - started).toBeGreaterThan(950);
  expect(server.count(FIND)).toBe(2);
});

test("a date is kept like seconds", async () => {
  busy(`GET ${FIND}`, new Date(Date.now() + 30_000).toUTCString(), 1, receipt, 503);
  const found = faultOf(await find());
  expect(found?.code).toBe("province.unwell");
  expect(Number(found?.detail?.["retryAfterMs"])).toBeGreaterThan(20_000);
});

test("a long wait is said at once, and nothing of the family is sent until it is over", async () => {
  busy(`GET ${FIND}`, "60", 1, receipt);
  server.on(`POST ${DELIVER}`, () => receipt);
  expect(faultOf(await find())?.detail).toMatchObject({ retryAfterMs: 60_000, status: 429 });
  const held = faultOf(await deliver());
  expect(held).toMatchObject({ code: "province.unwell", detail: { held: true } });
  expect(server.count(DELIVER)).toBe(0);
});

test("what changes something is not sent again by itself, however short the wait", async () => {
  busy(`POST ${DELIVER}`, "1", 1, receipt);
  expect(faultOf(await deliver())?.detail).toMatchObject({ retryAfterMs: 1_000 });
  expect(server.count(DELIVER)).toBe(1);
});

test("the other families go on", async () => {
  busy(`GET ${FIND}`, "60", 1, receipt);
  server.on("GET /trust/v1/bundle", (_, response) => void response.writeHead(200, { etag: '"1"' }).end("{}"));
  await find();
  expect(await province.trust.fetch(undefined, never)).toMatchObject({ ok: true });
});

test("a wait is given up with the call", async () => {
  busy(`GET ${FIND}`, "2", 1, receipt);
  const started = performance.now();
  expect(await province.acceptance.find("K", AbortSignal.timeout(100))).toMatchObject({ ok: false });
  expect(performance.now() - started).toBeLessThan(1_900);
});

test("a portal's page refuses no delivery, whatever its status", async () => {
  for (const status of [400, 409, 422]) {
    server.on(
      `POST ${DELIVER}`,
      (_, response) => void response.writeHead(status, { "content-type": "text/html" }).end("<html>请登录</html>"),
    );
    expect(faultOf(await deliver())?.code).toBe("province.refused");
  }
});
