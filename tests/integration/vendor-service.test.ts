import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../native-devices/clock.ts";
import cardHttp from "../../native-devices/profiles/builtin/service-card-http.json" with { type: "json" };
import codeWs from "../../native-devices/profiles/builtin/service-code-ws.json" with { type: "json" };
import { createMiddlewareTransport } from "../../native-devices/transports/middleware.ts";
import type { TransportFault } from "../../native-devices/transports/transport.ts";
import { type Behaviour, VendorService } from "../emulators/vendor-service/vendor-service.ts";

import { ReadingProcess } from "./card-reader-rig.ts";
import { until } from "./plugged-scanner.ts";

const person = { name: "周测试", number: "11010519491231002X" };
const service = new VendorService();
let process: ReadingProcess | undefined;

afterEach(async () => {
  await process?.client.close();
  process = undefined;
  await service.stop();
  service.behaviour = "good";
  service.asked.length = 0;
});

/** What comes of one question: the answer, why the connection ended, or silence. */
async function ask(scheme: "http" | "ws", behaviour: Behaviour, waitMs = 450): Promise<string> {
  service.behaviour = behaviour;
  const got: string[] = [];
  const gone: TransportFault[] = [];
  const transport = createMiddlewareTransport({
    settings: { url: service.url(scheme), answerMs: 350, maxBytes: 65_536 },
    clock: systemClock,
    events: {
      onBytes: (bytes) => got.push(new TextDecoder().decode(bytes)),
      onGone: (fault) => gone.push(fault),
    },
  });
  const opened = await transport.open();
  if (!opened.ok) return `not opened: ${opened.fault.reason}`;
  await transport.write(new TextEncoder().encode("{}"));
  await until(() => got.length + gone.length > 0, waitMs).catch(() => {});
  await transport.close();
  return gone[0] ? `gone: ${gone[0].reason}` : (got[0] ?? "silence");
}

describe("a service that misbehaves costs its connection, never more", () => {
  test.each<[Behaviour, string, string]>([
    ["good", '{"code":-2}', '{"code":-2}'],
    ["silent", "silence", "silence"],
    ["slow", "silence", "silence"],
    ["garbage", "\u0000<xml>{", "\u0000<xml>{"],
    ["huge", "gone: service-answer", "gone: service-answer"],
    ["closes", "gone: service-answer", "gone: service-not-running"],
  ])("%s", async (behaviour, http, ws) => {
    await service.start();
    expect([await ask("http", behaviour), await ask("ws", behaviour)]).toEqual([http, ws]);
  });

  test.each<Behaviour>(["redirect", "error-page"])("%s is not followed", async (behaviour) => {
    await service.start();
    expect(await ask("http", behaviour)).toBe("gone: service-answer");
    expect(service.asked).toHaveLength(1);
  });

  test("one that is not there", async () => {
    await service.start();
    await service.stop();
    expect([await ask("http", "good"), await ask("ws", "good")]).toEqual([
      "gone: service-not-running",
      "not opened: service-not-running",
    ]);
    await service.start();
  });

  test("an address elsewhere is refused whatever the profile let through", async () => {
    await service.start();
    const settings = { url: "http://192.0.2.1/", answerMs: 400, maxBytes: 1000 };
    const events = { onBytes: () => {}, onGone: () => {} };
    const transport = createMiddlewareTransport({ settings, clock: systemClock, events });
    expect(await transport.open()).toMatchObject({ ok: false, fault: { reason: "profile-invalid" } });
  });
});

test("in the device process: not running, ready, a card, gone, and by itself ready again", async () => {
  await service.start();
  const url = service.url("http", "/card=idcard");
  await service.stop();
  process = new ReadingProcess();
  const fast = { ask: { way: "poll", everyMs: 200 }, retry: { backoffMs: [200] } };
  const profile = { ...cardHttp, transport: { ...cardHttp.transport, url }, ...fast };
  expect(await process.configure(profile)).toMatchObject({ ok: true, value: [] });
  await until(() => process?.state() === "backoff", 10_000);
  expect(process.client.statuses()[0]?.fault).toMatchObject({
    code: "device.service-down",
    reason: "service-not-running",
    cause: "other-program",
  });
  await service.start();
  await until(() => process?.state() === "ready", 10_000);
  service.answer = { code: 0, data: person };
  await until(() => process?.readings.length === 1, 10_000);
  expect(process.readings[0]).toMatchObject({
    kind: "card",
    card: { type: "citizen", ...person },
    source: { bus: "middleware", profileId: "service-card-http" },
    warnings: [{ code: "from-service" }],
  });
  await service.stop();
  await until(() => process?.state() !== "ready", 10_000);
  await service.start();
  await until(() => process?.state() === "ready", 10_000);
  expect(process.defects).toEqual([]);
});

test("in the device process: codes that a service pushes over ws; busy is told as busy", async () => {
  await service.start();
  process = new ReadingProcess();
  const url = service.url("ws");
  const base = { ...codeWs, transport: { ...codeWs.transport, url }, retry: { backoffMs: [200] } };
  await process.configure(base);
  await until(() => process?.state() === "ready", 10_000);
  expect(service.asked).toEqual(['{"type":4}']);
  service.answer = { code: "SZ0001" };
  service.push();
  await until(() => process?.readings.some((reading) => reading.kind === "code") === true, 10_000);
  service.answer = { state: 3 };
  await process.configure({
    ...base,
    ask: { way: "poll", everyMs: 200, send: "?" },
    answer: { ...codeWs.answer, status: { at: "/state" } },
  });
  await until(() => process?.state() === "busy-elsewhere", 10_000);
  expect(process.client.statuses()[0]?.fault?.code).toBe("device.busy");
});
