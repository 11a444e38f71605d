import { describe, expect, test } from "vitest";
import { createSerialTransport, type SerialPortLike } from "../../../../native-devices/transports/serial.ts";
import type { TransportFault } from "../../../../native-devices/transports/transport.ts";
import { settle, TurnedClock } from "../turned-clock.ts";

type Done = (error: Error | null) => void;

/** A port in the hands of the test: nothing is answered unless the test answers it. */
class HeldPort implements SerialPortLike {
  isOpen = false;
  readonly port = undefined;
  onOpen: (error?: Error) => void = () => {};
  onClose: () => void = () => {};
  closeCalls = 0;
  readonly listeners = new Map<string, ((argument: never) => void)[]>();

  open(done: Done): void {
    this.onOpen = (error) => {
      this.isOpen = !error;
      done(error ?? null);
    };
  }
  close(done: Done): void {
    this.closeCalls += 1;
    this.onClose = () => {
      this.isOpen = false;
      done(null);
    };
  }
  write(): void {}
  on(event: string, listener: (argument: never) => void): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }
  emit(event: string, argument: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) listener(argument as never);
  }
}

function setUp() {
  const clock = new TurnedClock();
  const port = new HeldPort();
  const gone: TransportFault[] = [];
  const received: number[] = [];
  const transport = createSerialTransport({
    settings: { path: "COM3", baud: 9600, dataBits: 8, parity: "none", stopBits: 1 },
    events: { onBytes: (bytes) => received.push(...bytes), onGone: (fault) => gone.push(fault) },
    clock,
    createPort: () => port,
  });
  const open = async () => {
    const opening = transport.open();
    await settle();
    port.onOpen();
    return opening;
  };
  return { clock, port, gone, received, transport, open };
}

describe("every promise settles although the library never answers", () => {
  test("open, after 2.5 s", async () => {
    const { clock, transport } = setUp();
    const opening = transport.open();
    await clock.advance(2500);
    expect(await opening).toEqual({ ok: false, fault: { reason: "open-timeout" } });
  });

  test("write, after 1 s and the time on the line", async () => {
    const { clock, transport, open } = setUp();
    await open();
    const writing = transport.write(new Uint8Array(80));
    await clock.advance(1100);
    expect(await writing).toEqual({ ok: false, fault: { reason: "write-timeout" } });
  });

  test("write, at once when the port goes", async () => {
    const { port, transport, open } = setUp();
    await open();
    const writing = transport.write(Uint8Array.of(1));
    port.emit("close", new Error("bad file descriptor"));
    expect(await writing).toMatchObject({ ok: false, fault: { reason: "unplugged" } });
  });

  test("close, after 1 s", async () => {
    const { clock, transport, open } = setUp();
    await open();
    const closing = transport.close();
    await clock.advance(1000);
    await expect(closing).resolves.toBeUndefined();
  });

  test("open and write, at once when it is closed", async () => {
    const { transport } = setUp();
    const opening = transport.open();
    await transport.close();
    expect(await opening).toMatchObject({ ok: false, fault: { reason: "not-open" } });
    expect(await transport.write(Uint8Array.of(1))).toMatchObject({ ok: false, fault: { reason: "not-open" } });
  });
});

describe("a port that opens after its time", () => {
  test("is closed again and not left locked", async () => {
    const { clock, port, transport } = setUp();
    const opening = transport.open();
    await clock.advance(2500);
    await opening;
    port.onOpen();
    expect(port.closeCalls).toBe(1);
  });
});

describe("an open port", () => {
  test("has a data listener from the start, without which an unplug is never told", async () => {
    const { port, transport } = setUp();
    void transport.open();
    await settle();
    expect([...port.listeners.keys()]).toEqual(["data", "close", "error"]);
  });

  test("passes bytes on, and none after close", async () => {
    const { port, received, transport, open } = setUp();
    await open();
    port.emit("data", Uint8Array.of(1, 2));
    void transport.close();
    port.emit("data", Uint8Array.of(3));
    expect(received).toEqual([1, 2]);
  });

  test("tells its loss once", async () => {
    const { port, gone, open } = setUp();
    await open();
    port.emit("error", new Error("EIO"));
    port.emit("close", new Error("EIO"));
    expect(gone).toEqual([{ reason: "io-error", detail: "EIO" }]);
  });

  test("does not tell a close that was asked for", async () => {
    const { port, gone, transport, open } = setUp();
    await open();
    void transport.close();
    port.onClose();
    port.emit("close", null);
    expect(gone).toEqual([]);
  });

  test("opens only once", async () => {
    const { transport, open } = setUp();
    await open();
    expect(await transport.open()).toMatchObject({ ok: false, fault: { reason: "not-open" } });
  });
});

test("settings that the library refuses are told as no port", async () => {
  const clock = new TurnedClock();
  const transport = createSerialTransport({
    settings: { path: "COM3", baud: 9600, dataBits: 8, parity: "none", stopBits: 1 },
    events: { onBytes: () => {}, onGone: () => {} },
    clock,
    createPort: () => {
      throw new TypeError("bad baudRate");
    },
  });
  expect(await transport.open()).toEqual({ ok: false, fault: { reason: "not-a-port", detail: "bad baudRate" } });
});
