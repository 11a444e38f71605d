/**
 * A card over HID reports: the real node-hid on emulated devices, in a device process of its own for each carrier. The
 * carriers are tested side by side, for most of the time is waiting.
 */
import { readdirSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import raw from "../../native-devices/profiles/builtin/sdt-hid.json" with { type: "json" };
import dk from "../../native-devices/profiles/builtin/sdt-hid-dk.json" with { type: "json" };
import mr300 from "../../native-devices/profiles/builtin/sdt-hid-mr300.json" with { type: "json" };
import type { IdCardReaderProfile } from "../../native-devices/profiles/profile.ts";
import { EmulatedHid, whyNoEmulatedHid } from "../emulators/hidraw/emulated-hid.ts";
import { citizenNumber, permitNumber } from "../emulators/id-card-reader/card-text.ts";
import { HidReader } from "../emulators/id-card-reader/hid-reader.ts";
import { hurried, ReadingProcess, toldOf } from "./card-reader-rig.ts";
import { citizen, permit, stillRead, toldAs } from "./misbehaviours.ts";
import { sleep, until, within } from "./plugged-scanner.ts";

const missing = await whyNoEmulatedHid();
if (missing) console.warn(`skipped: ${missing}`);

let devices: EmulatedHid;
beforeAll(() => {
  if (missing) return;
  devices = new EmulatedHid();
  Object.assign(globalThis.process.env, devices.environment);
});
afterAll(async () => {
  if (missing) return;
  for (const name of Object.keys(devices.environment)) delete globalThis.process.env[name];
  await devices.remove();
});

describe.skipIf(missing !== undefined).concurrent.each([
  [0, "raw", raw as IdCardReaderProfile, { vendorId: 0x10c4, productId: 0x8a1b }, 200],
  [1, "length", dk as IdCardReaderProfile, { vendorId: 0x0483, productId: 0x572b }, 20],
  [2, "wrapped", mr300 as IdCardReaderProfile, { vendorId: 0x10c4, productId: 0x0007 }, 20],
] as const)("HID reader %i (%s)", { timeout: 30_000 }, (minor, carrier, profile, ids, turns) => {
  let hid: HidReader;
  let process: ReadingProcess;

  const isReady = () => process.state() === "ready";
  const isAbsent = () => process.state() === "absent";
  const reason = () => process.client.statuses()[0]?.fault?.reason;
  const reads = async (card = citizen, number = citizenNumber) =>
    expect(await toldOf(process, hid.reader, card)).toEqual([number]);
  const pull = async () => {
    await hid.unplug();
    await until(isAbsent);
  };
  const replug = async () => {
    hid.reader.behave();
    hid.reader.lift();
    await hid.plug();
    return until(isReady);
  };

  beforeAll(async () => {
    hid = new HidReader(devices, minor, carrier, ids);
    await hid.plug();
    process = new ReadingProcess();
    await process.start(profile.id);
    await until(isReady);
  });
  afterEach(() => {
    hid.reader.behave();
    // Whatever the reader did, the process lived through it.
    expect([process.defects, process.pids.length]).toEqual([[], 1]);
  });
  afterAll(async () => {
    await within(8000, process.client.close());
  });

  describe("reads cards", { concurrent: false }, () => {
    test("is found by maker and model, asked who it is, and reads a card of 21 reports", async () => {
      await reads();
      const source = { bus: "hid", profileId: profile.id, samId: "05.03-20121010-0000000001-1234567890" };
      expect(process.readings).toMatchObject([{ kind: "card", source }]);
      await process.configure(hurried(profile));
      await until(isReady);
    });

    test.each([...stillRead])("that misbehaves still reads: %s", async (_name, misbehaviour) => {
      Object.assign(hid.reader.misbehaviour, misbehaviour);
      await reads();
    });

    if (carrier === "wrapped")
      test("reports with a wrong sum are asked for again", async () => {
        let wrong = 1;
        hid.garble = (report) => {
          if (wrong > 0) report[12] = (report[12] ?? 0) ^ 0x10;
          wrong -= 1;
        };
        await reads();
      });

    if (carrier === "length")
      test("pieces of 20 bytes in reports of 64 are put together", async () => {
        hid.reader.misbehaviour.chunkBytes = 20;
        await reads();
      });

    test.each([...toldAs])("tells a card that was %s", async (_name, misbehaviour, told) => {
      Object.assign(hid.reader.misbehaviour, misbehaviour);
      expect(await toldOf(process, hid.reader, citizen)).toEqual([told]);
    });

    test("a report lost in the middle of a card is no half card", async () => {
      const { send } = hid.reader;
      hid.reader.send = (bytes) => {
        if (bytes.length < 1000) return send(bytes);
        send(bytes.slice(0, 640));
        hid.lostReports = 1;
        send(bytes.slice(640));
      };
      expect(await toldOf(process, hid.reader, citizen)).toEqual(["card-unread"]);
      hid.reader.send = send;
      await reads(permit, permitNumber);
    });

    test.each<[string, number | "silent", string]>([
      ["is out of order", 0x60, "reader-out-of-order"],
      ["is not authorised", 0x66, "reader-out-of-order"],
      ["does not say who it is", "silent", "no-answer"],
    ])("that %s is never ready, is pulled out and comes back well", async (_name, status, why) => {
      await pull();
      hid.reader.misbehaviour.status = status;
      const before = process.statuses.length;
      await hid.plug();
      await until(() => reason() === why);
      expect(process.statuses.slice(before).some(({ state }) => state === "ready")).toBe(false);
      await pull();
      await replug();
    });

    describe("unplugged", () => {
      test("while a card is being read: no half card is told", async () => {
        const before = process.readings.length;
        const { send } = hid.reader;
        hid.reader.send = (bytes) => send(bytes.length > 1000 ? bytes.slice(0, 640) : bytes);
        hid.reader.lay(citizen);
        await until(() => process.state() === "reading");
        await pull();
        hid.reader.send = send;
        await replug();
        expect(process.told().slice(before)).not.toContain(citizenNumber);
        await reads(permit, permitNumber);
      });

      test("while it is asked who it is", async () => {
        await pull();
        hid.reader.misbehaviour.status = "silent";
        await hid.plug();
        await until(() => process.state() === "opening");
        await sleep(100);
        await pull();
        await replug();
        await reads(permit, permitNumber);
      });

      test(`${turns} times: no descriptor is left, and it still reads`, { timeout: 120_000 }, async () => {
        await replugTimes(5);
        const before = readdirSync(`/proc/${process.pids[0]}/fd`).length;
        const longestMs = await replugTimes(turns);
        console.info(`${profile.id}, ${turns} plug cycles: longest from plug to ready ${longestMs.toFixed(0)} ms`);
        expect(readdirSync(`/proc/${process.pids[0]}/fd`).length).toBeLessThanOrEqual(before + 1);
        await reads();
      });

      async function replugTimes(times: number): Promise<number> {
        let longestMs = 0;
        for (let turn = 0; turn < times; turn += 1) {
          await pull();
          longestMs = Math.max(longestMs, await replug());
        }
        return longestMs;
      }
    });
  });
});
