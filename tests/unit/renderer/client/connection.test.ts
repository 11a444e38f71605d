/** The connection of a window: it waits, reconnects, hears events again, and sends nothing late. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FromHost, FromScreen, ScreenCarrier } from "../../../../electron/transport/wire.ts";
import { bridgeCarrier } from "../../../../renderer/client/bridge-carrier.ts";
import { type Connection, type ConnectionState, createConnection } from "../../../../renderer/client/connection.ts";

interface Line {
  readonly carrier: ScreenCarrier;
  /** All but pings. */
  readonly sent: FromScreen[];
  pings(): number;
  say(message: FromHost): void;
  drop(): void;
}

function line(): Line {
  const heard: ((message: FromHost) => void)[] = [];
  const closed: (() => void)[] = [];
  const sent: FromScreen[] = [];
  let pings = 0;
  return {
    sent,
    pings: () => pings,
    say: (message) => {
      for (const listener of heard) listener(message);
    },
    drop: () => {
      for (const listener of closed) listener();
    },
    carrier: {
      send(message) {
        if (message.kind === "ping") pings += 1;
        else sent.push(message);
      },
      onMessage: (listener) => void heard.push(listener),
      onClose: (listener) => void closed.push(listener),
      close: () => undefined,
    },
  };
}

describe("a connection", () => {
  let lines: Line[];
  let states: ConnectionState[];
  let connection: Connection;
  let isReachable: boolean;

  beforeEach(() => {
    vi.useFakeTimers();
    lines = [];
    states = [];
    isReachable = true;
    connection = createConnection(() => {
      if (!isReachable) return Promise.reject(new Error("refused"));
      const opened = line();
      lines.push(opened);
      return Promise.resolve(opened.carrier);
    });
    connection.onState((state) => void states.push(state));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("holds a call until it stands", async () => {
    const call = connection.call("status.view", {});
    connection.start();
    await vi.advanceTimersByTimeAsync(1);
    expect(lines[0]?.sent).toEqual([{ kind: "call", id: 1, command: "status.view", input: {} }]);
    lines[0]?.say({ kind: "fault", id: 1, fault: { code: "session.none", retry: "now" } });
    expect(await call).toEqual({ ok: false, fault: { code: "session.none", retry: "now" } });
  });

  test("gives a call up rather than sending it late", async () => {
    isReachable = false;
    connection.start();
    const call = connection.call("case.close", {});
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await call).toMatchObject({ ok: false, fault: { code: "call.carrier-lost" } });
    isReachable = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(lines[0]?.sent).toEqual([]);
  });

  test("comes back after a loss, says so, and hears events again", async () => {
    const heard: unknown[] = [];
    connection.on("citizen.changed", (view) => void heard.push(view));
    connection.start();
    await vi.advanceTimersByTimeAsync(1);
    lines[0]?.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states).toEqual(["connecting", "open", "lost", "open"]);
    lines[1]?.say({ kind: "event", event: "citizen.changed", payload: "view" });
    expect(heard).toEqual(["view"]);
  });

  test("a host that hangs with the line open is lost after 3 to 4 s, gets nothing late, and is back with its first word", async () => {
    const heard: unknown[] = [];
    connection.start();
    await vi.advanceTimersByTimeAsync(1);
    const answering = setInterval(() => lines[0]?.say({ kind: "pong" }), 1_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([states, lines[0]?.pings()]).toEqual([["connecting", "open"], 60]);
    clearInterval(answering);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(states).toEqual(["connecting", "open"]);
    await vi.advanceTimersByTimeAsync(1_200);
    expect(states).toEqual(["connecting", "open", "lost"]);
    const late = connection.call("case.close", {});
    connection.on("citizen.changed", (view) => void heard.push(view));
    await vi.advanceTimersByTimeAsync(7_000);
    expect(await late).toMatchObject({ ok: false, fault: { code: "call.carrier-lost" } });
    const waiting = connection.call("status.view", {});
    lines[0]?.say({ kind: "event", event: "citizen.changed", payload: "view" });
    await vi.advanceTimersByTimeAsync(0);
    expect([states.at(-1), heard, lines.length]).toEqual(["open", ["view"], 1]);
    expect(lines[0]?.sent).toMatchObject([{ command: "status.view" }]);
    lines[0]?.drop();
    expect(await waiting).toMatchObject({ ok: false });
  });

  test("over the bridge of the shell, which cannot close, it is the same", async () => {
    const say: ((message: FromHost) => void)[] = [];
    const bridge = {
      send: () => undefined,
      onMessage: (listener: (message: FromHost) => void) => void say.push(listener),
    };
    const shell = createConnection(() => Promise.resolve(bridgeCarrier(bridge)));
    shell.onState((state) => void states.push(state));
    shell.start();
    await vi.advanceTimersByTimeAsync(4_100);
    expect(states).toEqual(["connecting", "open", "lost"]);
    for (const listener of say) listener({ kind: "pong" });
    expect(states.at(-1)).toBe("open");
  });

  test("asks no more once the line is gone", async () => {
    connection.start();
    await vi.advanceTimersByTimeAsync(1);
    isReachable = false;
    lines[0]?.drop();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(lines[0]?.pings()).toBe(0);
  });

  test("answers what was under way when the line broke", async () => {
    connection.start();
    await vi.advanceTimersByTimeAsync(1);
    const call = connection.call("status.view", {});
    await vi.advanceTimersByTimeAsync(0);
    lines[0]?.drop();
    expect(await call).toMatchObject({ ok: false, fault: { code: "call.carrier-lost" } });
  });

  test("tries less and less often, and never stops", async () => {
    isReachable = false;
    connection.start();
    await vi.advanceTimersByTimeAsync(3_000);
    const early = states.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(early).toBeLessThanOrEqual(6);
    expect(states.length).toBeGreaterThan(early + 10);
  });
});
