import { describe, expect, test } from "vitest";
import { createCarriedTransport } from "../../../../native-devices/transports/carried.ts";
import type { TransportEvents } from "../../../../native-devices/transports/transport.ts";
import { TurnedClock } from "../turned-clock.ts";

function openLine(quietMs: number) {
  const clock = new TurnedClock();
  const written: string[] = [];
  const told: string[] = [];
  let below: TransportEvents | undefined;
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  const transport = createCarriedTransport(
    { pack: (bytes) => [bytes], unpack: (report) => report, quietMs, clock },
    (events) => {
      below = events;
      return {
        open: async () => ({ ok: true }),
        close: async () => {},
        write: async (report) => {
          written.push(hex(report));
          return { ok: true };
        },
      };
    },
    { onBytes: (bytes) => told.push(hex(bytes)), onGone: () => {} },
  );
  const arrive = (byte: number) => below?.onBytes(Uint8Array.of(byte), clock.steadyMs());
  return { clock, written, told, transport, arrive };
}

describe("before a question", () => {
  test("what still comes of an earlier one is let go, until the line is silent", async () => {
    const { clock, written, told, transport, arrive } = openLine(5);
    const write = transport.write(Uint8Array.of(1));
    await clock.advance(4);
    arrive(0x0a);
    await clock.advance(4);
    arrive(0x0b);
    expect(written).toEqual([]);
    await clock.advance(10);
    expect([await write, written, told]).toEqual([{ ok: true }, ["01"], []]);
    arrive(0x0c);
    expect(told).toEqual(["0c"]);
  });

  test("a line that is never silent is written to all the same", async () => {
    const { clock, written, transport, arrive } = openLine(5);
    const write = transport.write(Uint8Array.of(1));
    for (let ms = 0; ms < 400 && written.length === 0; ms += 1) {
      arrive(ms & 0xff);
      await clock.advance(1);
    }
    expect([await write, written]).toEqual([{ ok: true }, ["01"]]);
  });

  test("a device that needs no silence is asked at once", async () => {
    const { written, transport } = openLine(0);
    await transport.write(Uint8Array.of(1));
    expect(written).toEqual(["01"]);
  });
});
