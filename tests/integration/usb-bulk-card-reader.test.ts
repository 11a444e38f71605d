/** A card over the bulk pipes of USB: the real npm `usb` on an emulated device, in a device process of its own. */
import { readdirSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import samV from "../../native-devices/profiles/builtin/sdt-usb-samv.json" with { type: "json" };
import single from "../../native-devices/profiles/builtin/sdt-usb-single.json" with { type: "json" };
import type { IdCardReaderProfile } from "../../native-devices/profiles/profile.ts";
import { BulkReader, type BulkWiring } from "../emulators/id-card-reader/bulk-reader.ts";
import { citizenNumber, permitNumber } from "../emulators/id-card-reader/card-text.ts";
import { EmulatedUsb, whyNoEmulatedUsb } from "../emulators/usbfs/emulated-usb.ts";
import { PACKET_BYTES } from "../emulators/usbfs/usb-tree.ts";
import { hurried, ReadingProcess, toldOf } from "./card-reader-rig.ts";
import { citizen, permit, stillRead, toldAs } from "./misbehaviours.ts";
import { idleProcessorMs, sleep, until, within } from "./plugged-scanner.ts";

const missing = await whyNoEmulatedUsb();
if (missing) console.warn(`skipped: ${missing}`);

/** So many turns of the plug; more of them by hand. */
const TURNS = Number(process.env["USB_PLUG_CYCLES"] ?? 20);

const samVReader: BulkWiring = {
  identity: { vendorId: 0x400, productId: 0xc35a, interfaces: [[], [0x81, 0x85, 2, 6]] },
  headIn: 0x81,
  bodyIn: 0x85,
};
const onePipeReader: BulkWiring = {
  identity: { vendorId: 0x1234, productId: 0x310, interfaces: [[0x83], [0x82, 0x04]] },
  headIn: 0x82,
  bodyIn: 0x82,
};
/** A hall says which device it is: no source does. */
const ofTheHall = { ...single, id: "hall-usb", match: [{ bus: "usb", vid: "1234", pid: "0310" }] };

/** Noise before a reply, so that the whole fills packets of that size. */
function withNoiseTo(size: number, bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(...new Uint8Array((size - (bytes.length % size)) % size).fill(0xff), ...bytes);
}

describe.skipIf(missing !== undefined).each([
  ["sdt-usb-samv", "sdt-usb-samv", samV as IdCardReaderProfile, samVReader],
  ["hall-usb", ofTheHall, ofTheHall as IdCardReaderProfile, onePipeReader],
] as const)("an ID-card reader on USB (%s)", { timeout: 30_000 }, (id, chosen, profile, wiring) => {
  let usb: EmulatedUsb;
  let bulk: BulkReader;
  let process: ReadingProcess;

  const isReady = () => process.state() === "ready";
  const descriptorCount = () => readdirSync(`/proc/${process.pids[0]}/fd`).length;
  const pull = async () => {
    await usb.unplug();
    await until(() => process.state() === "absent");
  };
  const replug = async () => {
    bulk.behave();
    bulk.reader.lift();
    await bulk.plug();
    return until(isReady);
  };
  const stillReads = async () => expect(await toldOf(process, bulk.reader, permit)).toEqual([permitNumber]);

  beforeAll(async () => {
    usb = new EmulatedUsb();
    Object.assign(globalThis.process.env, usb.environment);
    bulk = new BulkReader(usb, wiring);
    await bulk.plug();
    process = new ReadingProcess();
    await process.start(chosen);
    await until(isReady);
  });
  afterEach(() => {
    bulk.behave();
    // Whatever the reader did, the process lived through it.
    expect([process.defects, process.pids.length]).toEqual([[], 1]);
  });
  afterAll(async () => {
    await within(8000, process.client.close());
    await until(() => usb.openCount === 0);
    for (const name of Object.keys(usb.environment)) delete globalThis.process.env[name];
    await usb.remove();
  });

  test("is found by maker and model, asked who it is, and reads a card", async () => {
    expect(process.client.statuses()).toMatchObject([{ kind: "id-card-reader", path: usb.path }]);
    expect(await toldOf(process, bulk.reader, citizen)).toEqual([citizenNumber]);
    const source = { bus: "usb", profileId: id, samId: "05.03-20121010-0000000001-1234567890" };
    expect(process.readings).toMatchObject([{ kind: "card", source }]);
    await process.configure(hurried(profile));
    await until(isReady);
  });

  // What the codec above the pipes does is the same for both.
  if (id === "sdt-usb-samv")
    test.each([...stillRead])("that misbehaves still reads: %s", async (_name, misbehaviour) => {
      Object.assign(bulk.reader.misbehaviour, misbehaviour);
      expect(await toldOf(process, bulk.reader, citizen)).toEqual([citizenNumber]);
    });

  test.each([1, 20])("packets of %i bytes, head first, are put together", async (packetBytes) => {
    Object.assign(bulk, { packetBytes, isHeadFirst: true });
    expect(await toldOf(process, bulk.reader, citizen)).toEqual([citizenNumber]);
  });

  if (id === "sdt-usb-samv")
    test.each([...toldAs])("tells a card that was %s", async (_name, misbehaviour, reason) => {
      Object.assign(bulk.reader.misbehaviour, misbehaviour);
      expect(await toldOf(process, bulk.reader, citizen)).toEqual([reason]);
    });

  if (id === "sdt-usb-samv")
    test("that takes nothing is told, and reads again when it answers", async () => {
      bulk.reader.misbehaviour.isDeaf = true;
      await until(() => process.client.statuses()[0]?.fault?.reason === "write-timeout");
      bulk.behave();
      await until(isReady);
      await stillReads();
    });

  test("a pipe that stalls is freed, and the card is read", async () => {
    usb.stall(wiring.headIn);
    await until(() => !usb.isStalled(wiring.headIn));
    await until(isReady);
    await stillReads();
  });

  if (id === "hall-usb")
    test("a reply that fills its last packet, with no empty one behind it, is read", async () => {
      const { send } = bulk.reader;
      bulk.reader.send = (bytes) => send(withNoiseTo(PACKET_BYTES, bytes));
      try {
        expect(await toldOf(process, bulk.reader, citizen)).toEqual([citizenNumber]);
      } finally {
        bulk.reader.send = send;
      }
    });

  test("a packet larger than the pipe's is a fault; the reader is opened again and reads", async () => {
    const before = process.statuses.length;
    usb.put(wiring.headIn, new Uint8Array(PACKET_BYTES + 6), PACKET_BYTES + 6);
    await until(() => process.statuses.slice(before).some(({ fault }) => fault?.reason === "hung-up"));
    await until(isReady);
    await stillReads();
  });

  describe("unplugged", () => {
    if (id === "sdt-usb-samv") {
      test("while ready: no processor time, and it reads when it is back", async () => {
        await pull();
        expect(await idleProcessorMs(process.pids[0] ?? 0)).toBeLessThan(100);
        await replug();
        await stillReads();
      });

      test("while a card is being read: no half card is told", async () => {
        const before = process.readings.length;
        const { send } = bulk.reader;
        bulk.reader.send = (bytes) => send(bytes.length > 1000 ? bytes.slice(0, 640) : bytes);
        bulk.reader.lay(citizen);
        await until(() => process.state() === "reading");
        await usb.unplug();
        bulk.reader.send = send;
        await until(() => process.state() === "absent");
        await replug();
        expect(process.told().slice(before)).not.toContain(citizenNumber);
        await stillReads();
      });

      test("while it is asked who it is", async () => {
        await pull();
        bulk.reader.misbehaviour.isDead = true;
        await bulk.plug();
        await until(() => process.state() === "opening" && usb.pendingCount > 0);
        await pull();
        await replug();
        await stillReads();
      });

      test("while it is being opened, which ends long after", async () => {
        await pull();
        usb.hang(true);
        await bulk.plug();
        await until(() => process.state() === "opening");
        await usb.unplug();
        await sleep(100);
        usb.hang(false);
        await until(() => process.state() === "absent");
        await replug();
        await stillReads();
      });
    }

    test("again and again: no descriptor is left, and it still reads", { timeout: 20_000 + TURNS * 1000 }, async () => {
      const cycle = async () => {
        await pull();
        return replug();
      };
      await cycle();
      const before = descriptorCount();
      let longestMs = 0;
      for (let turn = 0; turn < TURNS; turn += 1) longestMs = Math.max(longestMs, await cycle());
      console.info(`${id}, ${TURNS} plug cycles: longest from plug to ready ${longestMs.toFixed(0)} ms`);
      await until(() => descriptorCount() <= before && usb.openCount === 1);
      await stillReads();
    });
  });

  if (id === "sdt-usb-samv")
    test.each<["open" | "claim", number, string]>([
      ["open", 13, "no-permission"],
      ["claim", 16, "busy"],
    ])("what is refused says why: %s, errno %i", async (step, errno, reason) => {
      await pull();
      usb.refuse(step, errno);
      await bulk.plug();
      await until(() => process.client.statuses()[0]?.fault?.reason === reason);
      usb.refuse(step, undefined);
      await until(isReady);
    });
});
