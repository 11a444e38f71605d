import { describe, expect, test } from "vitest";
import { createPcscTransport } from "../../../../native-devices/transports/pcsc.ts";
import {
  createSmartCards,
  type PcscCard,
  type PcscLibrary,
} from "../../../../native-devices/transports/smart-cards.ts";
import { TurnedClock } from "../turned-clock.ts";

const PRESENT = 32;
const EMPTY = 16;
const UNAVAILABLE = 8;
const withCount = (status: number, count: number) => (count << 16) | status;

const READER = "Test Reader 00 00";

/** The library in the hands of the test. */
function fakeLibrary() {
  let onState: (reader: string, status: number) => void = () => {};
  const world = {
    isInstalled: true,
    isServiceRunning: true,
    connect: async (): Promise<PcscCard> => ({
      transmit: async () => Uint8Array.of(0x90, 0),
      disconnect: async () => {},
    }),
    fail: (_error: Error) => {},
  };
  const library: PcscLibrary = {
    newClient: () => ({
      start(tellState, tellError) {
        if (!world.isServiceRunning) throw Object.assign(new Error("[ NoService ]"), { code: "NoService" });
        onState = tellState;
        world.fail = tellError;
        onState(READER, EMPTY);
      },
      stop: () => {},
      connect: () => world.connect(),
    }),
  };
  const load = async (): Promise<PcscLibrary> => {
    if (!world.isInstalled) throw new Error("libpcsclite.so.1: cannot open shared object file");
    return library;
  };
  return { world, load, change: (status: number) => onState(READER, status) };
}

function setUp() {
  const clock = new TurnedClock();
  const fake = fakeLibrary();
  const cards = createSmartCards({ clock, load: fake.load });
  const list = async () => {
    const listing = cards.list();
    await clock.advance(300);
    return listing;
  };
  return { ...fake, clock, cards, list };
}

describe("what is missing is told, and found again when it is there", () => {
  test("the library, or what it needs of the system", async () => {
    const { world, list } = setUp();
    world.isInstalled = false;
    expect(await list()).toMatchObject({ ok: false, reason: "smart-card-library", detail: /libpcsclite/ });
    world.isInstalled = true;
    expect(await list()).toEqual({ ok: true, names: [READER] });
  });

  test("the service, before it starts and after it ended", async () => {
    const { world, list, cards } = setUp();
    world.isServiceRunning = false;
    expect(await list()).toMatchObject({ ok: false, reason: "smart-card-service" });
    world.isServiceRunning = true;
    await list();
    let isGone = false;
    cards.watch(READER, { onPresence: () => {}, onGone: () => (isGone = true) });
    world.isServiceRunning = false;
    world.fail(new Error("Reader monitoring loop failed."));
    expect(isGone).toBe(true);
    expect(await list()).toMatchObject({ ok: false, reason: "smart-card-service" });
    world.isServiceRunning = true;
    expect(await list()).toMatchObject({ ok: true });
  });
});

test("cards come and go; one exchanged between two looks is told as both", async () => {
  const { list, cards, change } = setUp();
  await list();
  const told: boolean[] = [];
  const stop = cards.watch(READER, { onPresence: (isThere) => told.push(isThere), onGone: () => {} });
  change(withCount(EMPTY, 0));
  change(withCount(PRESENT, 1));
  // In use by somebody: no news.
  change(withCount(PRESENT | 256, 1));
  change(withCount(EMPTY, 2));
  change(withCount(PRESENT, 3));
  change(withCount(PRESENT, 5));
  stop?.();
  change(withCount(EMPTY, 6));
  expect(told).toEqual([false, true, false, true, false, true]);
  expect(cards.watch("Another", { onPresence: () => {}, onGone: () => {} })).toBeUndefined();
});

describe("a reader as a transport", () => {
  async function open() {
    const parts = setUp();
    await parts.list();
    const told: string[] = [];
    const transport = createPcscTransport({
      path: READER,
      cards: parts.cards,
      clock: parts.clock,
      events: {
        onBytes: (bytes) => told.push(`bytes ${bytes.length}`),
        onPresence: (isThere) => told.push(`card ${isThere}`),
        onGone: ({ reason }) => told.push(`gone ${reason}`),
      },
    });
    expect(await transport.open()).toEqual({ ok: true });
    return { ...parts, transport, told };
  }

  test("a command and its answer, over one connection until the card goes", async () => {
    const { transport, told, change, world } = await open();
    let connections = 0;
    const { connect } = world;
    world.connect = () => {
      connections += 1;
      return connect();
    };
    change(PRESENT);
    await transport.write(Uint8Array.of(0));
    await transport.write(Uint8Array.of(0));
    change(EMPTY);
    change(PRESENT);
    await transport.write(Uint8Array.of(0));
    await transport.close();
    expect([told, connections]).toEqual([
      ["card false", "card true", "bytes 2", "bytes 2", "card false", "card true", "bytes 2"],
      2,
    ]);
    expect(await transport.write(Uint8Array.of(0))).toMatchObject({ fault: { reason: "not-open" } });
  });

  test.each([
    ["SharingViolation", "busy"],
    ["RemovedCard", "io-error"],
  ])("%s is %s", async (code, reason) => {
    const { transport, world } = await open();
    world.connect = () => Promise.reject(Object.assign(new Error(code), { code }));
    expect(await transport.write(Uint8Array.of(0))).toMatchObject({ ok: false, fault: { reason } });
    await transport.close();
  });

  test("the reader unplugged is told once; a card that does not let go does not hold the closing up", async () => {
    const { transport, told, change, world, clock } = await open();
    world.connect = async () => ({
      transmit: async () => Uint8Array.of(0x90, 0),
      disconnect: () => new Promise(() => {}),
    });
    await transport.write(Uint8Array.of(0));
    change(UNAVAILABLE);
    const closing = transport.close();
    await clock.advance(1000);
    await closing;
    expect(told.filter((line) => line.startsWith("gone"))).toEqual(["gone unplugged"]);
  });
});
