import { describe, expect, test } from "vitest";
import { createReplayTransport, parseTrace } from "../../../../native-devices/transports/replay.ts";
import { TurnedClock } from "../turned-clock.ts";

const header = '{"profile":"serial-scanner-9600"}';

describe("a trace", () => {
  test("tells what the device sent from what it was sent", () => {
    const text = [header, '{"t":5,"dir":"tx","hex":"16540d"}', '{"t":12.5,"dir":"rx","hex":"41420D"}', ""].join("\n");
    expect(parseTrace(text)).toMatchObject({
      entries: [{ dir: "tx" }, { dir: "rx" }],
      ok: true,
      steps: [{ atMs: 12.5, bytes: Uint8Array.of(0x41, 0x42, 0x0d) }],
      profileId: "serial-scanner-9600",
    });
  });

  test.each([
    "nonsense",
    "[]",
    '{"t":-1,"dir":"rx","hex":""}',
    '{"t":1,"dir":"rx","hex":"4"}',
    '{"t":1,"dir":"up","hex":""}',
  ])("names the line that is wrong: %s", (line) => {
    expect(parseTrace(`${header}\n${line}`)).toMatchObject({ ok: false, line: 2 });
  });
});

test.each(["", "nonsense", "[", "7", '{"trace":2}'])("a trace that begins with %j is refused", (line) => {
  expect(parseTrace(`${line}\n{"t":1,"dir":"rx","hex":""}`)).toMatchObject({ ok: false, line: 1 });
});

test("step by step nothing is played before it is asked for", async () => {
  const clock = new TurnedClock();
  const got: number[] = [];
  const asked: (() => void)[] = [];
  const transport = createReplayTransport({
    steps: [1, 2].map((byte) => ({ atMs: 0, bytes: Uint8Array.of(byte) })),
    clock,
    speed: "step",
    nextStep: () => new Promise((resolve) => asked.push(resolve)),
    events: { onBytes: ([byte]) => got.push(byte ?? -1), onGone: () => {} },
  });
  await transport.open();
  await clock.advance(1000);
  expect(got).toEqual([]);
  asked[0]?.();
  await clock.advance(1000);
  expect(got).toEqual([1]);
  await transport.close();
  asked[1]?.();
  await clock.advance(1000);
  expect(got).toEqual([1]);
});

describe("a replay", () => {
  const steps = [
    { atMs: 0, bytes: Uint8Array.of(1) },
    { atMs: 400, bytes: Uint8Array.of(2) },
  ];

  async function replay(speed: "timed" | "fast", ms: number) {
    const clock = new TurnedClock();
    const got: number[] = [];
    const transport = createReplayTransport({
      steps,
      clock,
      speed,
      events: { onBytes: ([byte]) => got.push(byte ?? -1), onGone: () => {} },
    });
    await transport.open();
    await clock.advance(ms);
    return { got, transport, clock };
  }

  test("keeps the recorded times", async () => {
    expect((await replay("timed", 399)).got).toEqual([1]);
    expect((await replay("timed", 400)).got).toEqual([1, 2]);
  });

  test("or plays as fast as it can", async () => {
    expect((await replay("fast", 0)).got).toEqual([1, 2]);
  });

  test("says nothing after it was closed", async () => {
    const { got, transport, clock } = await replay("timed", 10);
    await transport.close();
    await clock.advance(1000);
    expect([got, clock.waiting]).toEqual([[1], 0]);
  });
});
