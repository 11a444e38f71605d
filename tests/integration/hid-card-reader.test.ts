/** A card over HID reports: the real node-hid on an emulated device, in a device process of its own. */
import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EmulatedHid, whyNoEmulatedHid } from "../emulators/hidraw/emulated-hid.ts";
import {
  citizenNumber,
  citizenValues,
  permitNumber,
  permitValues,
  writeCardText,
} from "../emulators/id-card-reader/card-text.ts";
import type { Misbehaviour } from "../emulators/id-card-reader/emulated-reader.ts";
import { HidReader } from "../emulators/id-card-reader/hid-reader.ts";
import { ReadingProcess } from "./card-reader-rig.ts";
import { sleep, until, within } from "./plugged-scanner.ts";

const missing = await whyNoEmulatedHid();
if (missing) console.warn(`skipped: ${missing}`);

const citizen = { text: writeCardText(citizenValues) };
const permit = { text: writeCardText(permitValues) };

describe.skipIf(missing !== undefined).each([
  ["sdt-hid", "raw", { vendorId: 0x10c4, productId: 0x8a1b }],
  ["sdt-hid-dk", "length", { vendorId: 0x0483, productId: 0x572b }],
  ["sdt-hid-mr300", "wrapped", { vendorId: 0x10c4, productId: 0x0007 }],
] as const)("an ID-card reader on HID (%s)", { timeout: 30_000 }, (profile, carrier, ids) => {
  let devices: EmulatedHid;
  let hid: HidReader;
  let process: ReadingProcess;

  const isReady = () => process.state() === "ready";
  const reads = (number: string) => until(() => process.told().includes(number), 8000);
  const open = async () => {
    expect(await process.configure(profile)).toEqual({ ok: true, value: [] });
    await until(isReady);
  };

  beforeEach(async () => {
    devices = new EmulatedHid();
    Object.assign(globalThis.process.env, devices.environment);
    hid = new HidReader(devices, carrier, ids);
    await hid.plug();
    process = new ReadingProcess();
  });
  afterEach(async () => {
    await within(8000, process.client.close());
    for (const name of Object.keys(devices.environment)) delete globalThis.process.env[name];
    await devices.remove();
    expect([process.defects, process.pids.length]).toEqual([[], 1]);
  });

  test("is found by maker and model, asked who it is, and reads a card of 21 reports", async () => {
    await open();
    hid.reader.lay(citizen);
    await reads(citizenNumber);
    expect(process.readings).toMatchObject([
      { kind: "card", source: { bus: "hid", profileId: profile, samId: "05.03-20121010-0000000001-1234567890" } },
    ]);
  });

  if (carrier === "wrapped")
    test("reports with a wrong sum are asked for again", async () => {
      await open();
      let wrong = 1;
      hid.garble = (report) => {
        if (wrong > 0) report[12] = (report[12] ?? 0) ^ 0x10;
        wrong -= 1;
      };
      hid.reader.lay(citizen);
      await reads(citizenNumber);
      expect(process.told()).toEqual([citizenNumber]);
    });

  // What the codec below the carrier does is the same for all of them.
  if (carrier === "raw")
    test.each<[string, Partial<Misbehaviour>]>([
      ["one AA too many", { hasExtraAa: true }],
      ["echo of our own bytes", { echoes: true }],
      ["a wrong checksum", { wrongChecksums: 1 }],
      ["a late reply glued to the next one", { lateCommand: 0x20 }],
      ["garbage before each reply", { noise: Uint8Array.of(0, 0xff, 0xaa, 0x96) }],
      ["a length too big", { wrongLengths: 1 }],
      ["a reply cut short", { cuts: 1 }],
    ])("that misbehaves still reads: %s", async (_name, misbehaviour) => {
      await open();
      Object.assign(hid.reader.misbehaviour, misbehaviour);
      hid.reader.lay(citizen);
      await reads(citizenNumber);
      expect(process.told()).toEqual([citizenNumber]);
    });

  if (carrier === "length")
    test("pieces of 20 bytes in reports of 64 are put together", async () => {
      await open();
      hid.reader.misbehaviour.chunkBytes = 20;
      hid.reader.lay(citizen);
      await reads(citizenNumber);
    });

  if (carrier === "raw")
    test.each<[string, Partial<Misbehaviour>, string]>([
      ["lifted while it is read", { isLiftedMidRead: true }, "card-lifted"],
      ["not read", { readStatus: [0x41] }, "card-unread"],
      ["not authenticated", { readStatus: [0x31] }, "card-unverified"],
    ])("tells a card that was %s", async (_name, misbehaviour, reason) => {
      await open();
      Object.assign(hid.reader.misbehaviour, misbehaviour);
      hid.reader.lay(citizen);
      await until(() => process.told()[0] === reason, 5000);
      expect(JSON.stringify(process.readings)).not.toContain(citizenNumber);
    });

  if (carrier === "raw")
    test.each([0x60, 0x66])("that is out of order (%i) is never ready", async (status) => {
      hid.reader.misbehaviour.status = status;
      await process.configure(profile);
      await until(() => process.statuses.some((one) => one.fault?.reason === "reader-out-of-order"), 8000);
      expect(process.statuses.some((one) => one.state === "ready")).toBe(false);
    });

  if (carrier === "raw")
    describe("unplugged", () => {
      const replugged = async () => {
        await until(() => process.state() === "absent");
        hid.reader.lift();
        await hid.plug();
        await until(isReady);
        hid.reader.lay(permit);
        await reads(permitNumber);
        expect(process.told()).not.toContain(citizenNumber);
      };

      test("while a card is being read: no half card is told", async () => {
        await open();
        const send = hid.reader.send;
        hid.reader.send = (bytes) => send(bytes.length > 1000 ? bytes.slice(0, 640) : bytes);
        hid.reader.lay(citizen);
        await until(() => process.state() === "reading");
        await hid.unplug();
        hid.reader.send = send;
        await replugged();
      });

      test("while it is asked who it is", async () => {
        hid.reader.misbehaviour.status = "silent";
        await process.configure(profile);
        await until(() => process.state() === "opening");
        await sleep(300);
        await hid.unplug();
        hid.reader.misbehaviour.status = 0x90;
        await replugged();
      });

      test("while it waits after a failure", async () => {
        hid.reader.misbehaviour.status = 0x60;
        await process.configure(profile);
        await until(() => process.state() === "backoff" || process.state() === "faulted");
        await hid.unplug();
        hid.reader.misbehaviour.status = 0x90;
        await replugged();
      });
    });

  test("a report lost in the middle of a card is no half card", async () => {
    await open();
    const send = hid.reader.send;
    hid.reader.send = (bytes) => {
      if (bytes.length < 1000) return send(bytes);
      send(bytes.slice(0, 640));
      hid.lostReports = 1;
      send(bytes.slice(640));
    };
    hid.reader.lay(citizen);
    await until(() => process.told()[0] === "card-unread", 8000);
    hid.reader.send = send;
    hid.reader.lift();
    await sleep(1000);
    hid.reader.lay(permit);
    await reads(permitNumber);
    expect(process.told()).not.toContain(citizenNumber);
  });

  if (carrier === "raw")
    test("something else of that maker and model is never ready", async () => {
      hid.reader.misbehaviour.isDead = true;
      await process.configure(profile);
      await until(() => process.statuses.some((status) => status.fault?.reason === "no-answer"), 12_000);
      expect(process.statuses.some((status) => status.state === "ready")).toBe(false);
    });

  const cycles = { timeout: 120_000 };
  if (carrier === "raw")
    test("two hundred times unplugged: no descriptor is left, and it still reads", cycles, async () => {
      await open();
      await replugTimes(10);
      const before = readdirSync(`/proc/${process.pids[0]}/fd`).length;
      const longestMs = await replugTimes(200);
      console.info(`${profile}, 200 plug cycles: longest from plug to ready ${longestMs.toFixed(0)} ms`);
      expect(readdirSync(`/proc/${process.pids[0]}/fd`).length).toBeLessThanOrEqual(before + 1);
      hid.reader.lay(citizen);
      await reads(citizenNumber);
    });

  async function replugTimes(turns: number): Promise<number> {
    let longestMs = 0;
    for (let turn = 0; turn < turns; turn += 1) {
      await hid.unplug();
      await until(() => process.state() === "absent");
      await hid.plug();
      longestMs = Math.max(longestMs, await until(isReady));
    }
    return longestMs;
  }
});
