import { describe, expect, test } from "vitest";
import { createServiceReader } from "../../../../native-devices/drivers/service-reader.ts";
import { type DeviceReading, deviceReadingSchema } from "../../../../native-devices/host/device-contract.ts";
import cardHttp from "../../../../native-devices/profiles/builtin/service-card-http.json" with { type: "json" };
import codeWs from "../../../../native-devices/profiles/builtin/service-code-ws.json" with { type: "json" };
import { middlewareProfileSchema } from "../../../../native-devices/profiles/middleware-profile.ts";
import type { TransportEvents, TransportFault } from "../../../../native-devices/transports/transport.ts";
import { settle, TurnedClock } from "../turned-clock.ts";

const person = { name: "周测试", number: "11010519491231002X" };
const lying = { code: 0, data: person };
const empty = { code: -2 };
const bytes = (value: unknown) =>
  value instanceof Uint8Array
    ? value
    : new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

/** `answer`: what the service says to each question; undefined is silence. */
function plug(answer: () => unknown, profile: object = cardHttp) {
  const clock = new TurnedClock();
  const readings: DeviceReading[] = [];
  const gone: TransportFault[] = [];
  const sent: string[] = [];
  let events: TransportEvents | undefined;
  const driver = createServiceReader({
    deviceId: "service",
    profile: middlewareProfileSchema.parse(profile),
    clock,
    createTransport: (given) => {
      events = given;
      return {
        open: async () => ({ ok: true }),
        close: async () => {},
        async write(question) {
          sent.push(new TextDecoder().decode(question));
          const value = answer();
          if (value !== undefined) queueMicrotask(() => given.onBytes(bytes(value), clock.steadyMs()));
          return { ok: true };
        },
      };
    },
    events: {
      onReading: (reading) => readings.push(deviceReadingSchema.parse(reading)),
      onActivity: () => {},
      onGone: (fault) => gone.push(fault),
    },
  });
  const told = () =>
    readings.map((reading) => {
      if (reading.kind === "unreadable") return reading.reason;
      if (reading.kind === "card") return `${reading.isRepeat ? "repeat:" : ""}${reading.card.number}`;
      return `${reading.kind}:${reading.text}`;
    });
  const say = (value: unknown) => events?.onBytes(bytes(value), clock.steadyMs());
  return { driver, clock, readings, gone, sent, told, say, lose: (fault: TransportFault) => events?.onGone(fault) };
}

async function opened(answer: () => unknown, profile?: object) {
  const service = plug(answer, profile);
  expect(await service.driver.open()).toEqual({ ok: true });
  return service;
}

describe("asking", () => {
  test("a card that lies there is told once, again after it was away, and as a repeat when that was short", async () => {
    let now: unknown = empty;
    const { driver, clock, told, readings } = await opened(() => now);
    await clock.advance(2000);
    expect(told()).toEqual([]);
    now = lying;
    await clock.advance(5000);
    expect(told()).toEqual([person.number]);
    now = empty;
    await clock.advance(1000);
    now = lying;
    await clock.advance(1000);
    now = empty;
    await clock.advance(10_000);
    now = lying;
    await clock.advance(1000);
    expect(told()).toEqual([person.number, `repeat:${person.number}`, person.number]);
    expect(readings[0]).toMatchObject({
      source: { deviceId: "service", profileId: "service-card-http", bus: "middleware" },
      warnings: [{ code: "from-service" }],
    });
    await driver.close();
    expect(clock.waiting).toBe(0);
  });

  test("a card that was read before is told again when only its second answer is whole", async () => {
    let now: unknown = lying;
    const { driver, clock, told } = await opened(() => now);
    await clock.advance(1000);
    now = empty;
    await clock.advance(60_000);
    // Wrong check digit on purpose.
    now = { code: 0, data: { ...person, number: "110105194912310021" } };
    await clock.advance(1000);
    now = lying;
    await clock.advance(5000);
    expect(told()).toEqual([person.number, "card-damaged", person.number]);
    await driver.close();
  });

  test("a card that contradicts itself is told once as damaged, and nobody is named", async () => {
    const { driver, clock, told } = await opened(() => ({
      code: 0,
      // Wrong check digit on purpose.
      data: { ...person, number: "110105194912310021" },
    }));
    await clock.advance(5000);
    expect(told()).toEqual(["card-damaged"]);
    await driver.close();
  });
});

describe("opening needs an answer that can be used", () => {
  test.each([
    ["silence", undefined, "no-answer"],
    ["garbage", "<html>", "service-answer"],
    ["a fault", { code: 2 }, "reader-out-of-order"],
    ["busy", { code: 3 }, "busy"],
    ["switched off", { code: 4 }, "service-disabled"],
    ["not known", { code: -1 }, "no-answer"],
  ])("%s", async (_what, value, reason) => {
    const { driver, clock } = plug(() => value);
    const opening = driver.open();
    await clock.advance(3000);
    expect(await opening).toEqual({ ok: false, fault: { reason } });
    expect(clock.waiting).toBe(0);
  });

  test("a connection lost meanwhile is told at once", async () => {
    const { driver, lose } = plug(() => undefined);
    const opening = driver.open();
    await settle();
    lose({ reason: "service-not-running" });
    expect(await opening).toEqual({ ok: false, fault: { reason: "service-not-running" } });
  });
});

describe("trouble while open ends the connection: at once, or after so many in a row", () => {
  test.each([
    ["fault", { code: 2 }, 1, "reader-out-of-order"],
    ["disabled", { code: 4 }, 1, "service-disabled"],
    ["silence", undefined, 2, "read-timeout"],
    ["garbage", "{", 3, "service-answer"],
    ["unknown", { code: 77 }, 3, "no-answer"],
    ["busy", { code: 3 }, 5, "busy"],
  ])("%s", async (_what, value, count, reason) => {
    let left = 1;
    const { driver, clock, gone } = await opened(() => (left-- > 0 ? empty : value));
    for (let asked = 0; asked < count; asked += 1) {
      expect(gone).toEqual([]);
      await clock.advance(value === undefined ? 4000 : 1000);
    }
    expect(gone).toEqual([{ reason }]);
    expect(clock.waiting).toBe(0);
    await driver.close();
  });

  test("one stumble between good answers is forgiven", async () => {
    let asked = 0;
    const { driver, clock, gone } = await opened(() => (asked++ % 2 ? "{" : empty));
    await clock.advance(20_000);
    expect(gone).toEqual([]);
    await driver.close();
  });
});

describe("a service that speaks by itself", () => {
  test("is greeted once; each message is an event, the same again soon a repeat", async () => {
    const { driver, clock, told, say, sent } = await opened(() => undefined, codeWs);
    say({ code: "SZ001" });
    await clock.advance(500);
    say({ code: "SZ001" });
    say({ heartbeat: 1 });
    await clock.advance(5000);
    say({ code: "SZ001" });
    expect(sent).toEqual(['{"type":4}']);
    expect(told()).toEqual(["code:SZ001", "repeat:SZ001", "code:SZ001"]);
    await driver.close();
  });

  test("that must answer the greeting is not ready before", async () => {
    const profile = { ...codeWs, ask: { ...codeWs.ask, isHelloAnswered: true } };
    const { driver, clock } = plug(() => undefined, profile);
    const opening = driver.open();
    await clock.advance(3000);
    expect(await opening).toEqual({ ok: false, fault: { reason: "no-answer" } });
  });

  test("an answer that came too late over ws is never the answer to the next question", async () => {
    const profile = { ...codeWs, ask: { way: "poll", everyMs: 1000, send: "?" } };
    let now: unknown = { none: 1 };
    const { clock, gone, say, told } = await opened(() => now, profile);
    now = undefined;
    await clock.advance(4000);
    say({ code: "SZ-LATE" });
    expect(gone).toEqual([{ reason: "read-timeout" }]);
    expect(told()).toEqual([]);
  });
});

test.each([
  ["gb18030", Uint8Array.of(0xc4, 0xcf, 0xbe, 0xa9)],
  ["utf-8", new TextEncoder().encode("南京")],
  ["ascii", new TextEncoder().encode("SZ")],
] as const)("a code says which encoding was used: %s", async (encoding, text) => {
  const { driver, readings, say } = await opened(() => undefined, codeWs);
  say(Uint8Array.of(...bytes('{"code":"'), ...text, ...bytes('"}')));
  expect(readings).toMatchObject([{ kind: "code", encoding }]);
  await driver.close();
});
