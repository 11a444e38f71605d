/** A card from the reader's bytes to the client: the real serialport on a pseudo-terminal, in a device process of its own. */
import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import builtin from "../../native-devices/profiles/builtin/sdt-serial-115200.json" with { type: "json" };
import { citizenNumber, citizenValues, permitNumber, writeCardText } from "../emulators/id-card-reader/card-text.ts";
import { ReadingProcess, SerialReader } from "./card-reader-rig.ts";
import { citizen, permit, stillRead, toldAs } from "./misbehaviours.ts";
import { idleProcessorMs, sleep, until, whyNoPseudoTerminal, within } from "./plugged-scanner.ts";

const missing = await whyNoPseudoTerminal();
if (missing) console.warn(`skipped: ${missing}`);

describe.skipIf(missing !== undefined)("an ID-card reader on a serial line", { timeout: 30_000 }, () => {
  let line: SerialReader;
  let process: ReadingProcess;

  const isReady = () => process.state() === "ready";
  const reads = async (number: string, limitMs = 8000) => {
    await until(() => process.told().includes(number), limitMs);
  };
  const descriptorCount = () => readdirSync(`/proc/${process.pids[0]}/fd`).length;

  beforeEach(async () => {
    line = new SerialReader();
    await line.plug();
    process = new ReadingProcess();
  });
  afterEach(async () => {
    await within(8000, process.client.close());
    await line.remove();
    // Whatever the reader did, the process lived through it.
    expect([process.defects, process.pids.length]).toEqual([[], 1]);
  });

  const open = async () => {
    expect(await process.configure("sdt-serial-115200", line.path)).toEqual({ ok: true, value: [] });
    await until(isReady);
  };

  test("is asked who it is, and a card laid on it is read", async () => {
    await open();
    expect(process.client.statuses()).toMatchObject([{ kind: "id-card-reader", path: line.path }]);
    const fromMs = performance.now();
    line.reader.lay(citizen);
    await reads(citizenNumber);
    console.info(`card laid → reading: ${Math.round(performance.now() - fromMs)} ms`);
    expect(process.readings).toMatchObject([
      { kind: "card", card: { type: "citizen" }, source: { samId: "05.03-20121010-0000000001-1234567890" } },
    ]);
  });

  test.each([0, 1024])(
    "asked for the long answer: a fingerprint of %i bytes is let go, and the address that did not fit is read",
    async (size) => {
      const profile = { ...builtin, options: { ...builtin.options, readFingerprint: true } };
      expect(await process.configure(profile, line.path)).toEqual({ ok: true, value: [] });
      await until(isReady);
      line.reader.misbehaviour.chunkBytes = 62;
      const text = writeCardText({ ...citizenValues, 52: "样例路".repeat(12).slice(0, 35) });
      line.reader.lay({ text, fingerprint: new Uint8Array(size).fill(0x46), addedAddress: "样例省样例市新址路3号" });
      await reads(citizenNumber);
      expect(line.reader.commands).toEqual(expect.arrayContaining(["3010", "3003"]));
      expect(line.reader.commands).not.toContain("3001");
      expect(process.readings).toMatchObject([
        {
          card: { addedAddress: "样例省样例市新址路3号" },
          warnings: [{ code: "address-truncated", field: "address" }],
        },
      ]);
      expect(JSON.stringify(process.readings)).not.toMatch(/FFFFFFFF|RkZGRkZG|46464646/);
    },
  );

  test("that answers 'no card' after a good reading does not make the card a new one", async () => {
    await open();
    line.reader.lay(citizen);
    await reads(citizenNumber);
    await sleep(2000);
    expect(process.told()).toEqual([citizenNumber]);
    line.reader.lift();
    line.reader.lay(permit);
    await reads(permitNumber);
  });

  test.each([
    ["byte by byte", { chunkBytes: 1 }],
    ["split in pieces of 62", { chunkBytes: 62 }],
    ...stillRead,
  ] as const)("that misbehaves still reads: %s", async (_name, misbehaviour) => {
    await open();
    Object.assign(line.reader.misbehaviour, misbehaviour);
    line.reader.lay(citizen);
    await reads(citizenNumber);
    expect(process.told()).toEqual([citizenNumber]);
  });

  test.each(toldAs)("tells a card that was %s", async (_name, misbehaviour, reason) => {
    await open();
    Object.assign(line.reader.misbehaviour, misbehaviour);
    line.reader.lay(citizen);
    await until(() => process.told()[0] === reason, 5000);
    expect(JSON.stringify(process.readings)).not.toContain(citizenNumber);
  });

  test("that falls silent is told, and is ready again when it answers", async () => {
    await open();
    line.reader.misbehaviour.isDead = true;
    await until(() => process.statuses.some((status) => status.fault?.reason === "read-timeout"), 8000);
    line.reader.misbehaviour.isDead = false;
    await until(isReady, 15_000);
    line.reader.lay(citizen);
    await reads(citizenNumber);
  });

  test.each([0x60, 0x66])("that says it is out of order (%i) is never ready", async (status) => {
    line.reader.misbehaviour.status = status;
    await process.configure("sdt-serial-115200", line.path);
    await until(() => process.statuses.some((status) => status.fault?.reason === "reader-out-of-order"), 8000);
    expect(process.statuses.some((status) => status.state === "ready")).toBe(false);
  });

  describe("unplugged", () => {
    const replugged = async () => {
      await until(() => process.state() === "absent");
      const before = process.readings.length;
      // Nothing lies on it when it comes back: it would be read before the next card is laid down.
      line.reader.lift();
      await line.plug();
      await until(isReady);
      line.reader.lay(permit);
      await until(() => process.told().slice(before).includes(permitNumber), 8000);
    };

    test("while ready", async () => {
      await open();
      await line.unplug();
      await replugged();
    });

    test("while a card is being read: no half card is told", async () => {
      await open();
      const send = line.reader.send;
      line.reader.send = (bytes) => send(bytes.length > 1000 ? bytes.slice(0, 600) : bytes);
      line.reader.lay(citizen);
      await until(() => process.state() === "reading");
      await line.unplug();
      await replugged();
      expect(process.told()).not.toContain(citizenNumber);
    });

    test("while it is asked who it is", async () => {
      line.reader.misbehaviour.status = "silent";
      await process.configure("sdt-serial-115200", line.path);
      await until(() => process.state() === "opening");
      await sleep(300);
      await line.unplug();
      line.reader.misbehaviour.status = 0x90;
      await replugged();
    });

    test("while it waits after a failure", async () => {
      line.reader.misbehaviour.status = 0x60;
      await process.configure("sdt-serial-115200", line.path);
      await until(() => process.state() === "backoff" || process.state() === "faulted");
      await line.unplug();
      line.reader.misbehaviour.status = 0x90;
      await replugged();
    });

    test("two hundred times: no descriptor is left, and it still reads", { timeout: 240_000 }, async () => {
      await open();
      await replugTimes(10);
      const before = descriptorCount();
      const longestMs = await replugTimes(200);
      console.info(`200 plug cycles: longest from plug to ready ${longestMs.toFixed(0)} ms`);
      expect(descriptorCount()).toBeLessThanOrEqual(before + 1);
      line.reader.lay(citizen);
      await reads(citizenNumber);
      await line.unplug();
      await sleep(1000);
      expect(await idleProcessorMs(process.pids[0] ?? 0)).toBeLessThan(50);
    });

    async function replugTimes(turns: number): Promise<number> {
      let longestMs = 0;
      for (let turn = 0; turn < turns; turn += 1) {
        await line.unplug();
        await until(() => process.state() === "absent");
        await line.plug();
        longestMs = Math.max(longestMs, await until(isReady));
      }
      return longestMs;
    }
  });
});
