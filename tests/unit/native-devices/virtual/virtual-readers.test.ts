/** The virtual readers under the product's own drivers, in every trouble that a line can be in. */
import { afterEach, describe, expect, test } from "vitest";
import type { Driver } from "../../../../native-devices/drivers/driver.ts";
import { createDriver } from "../../../../native-devices/drivers/make-driver.ts";
import type { DeviceReading, LineTrouble } from "../../../../native-devices/host/device-contract.ts";
import { loadProfile } from "../../../../native-devices/profiles/loader.ts";
import { createVirtualReaders } from "../../../../native-devices/virtual/virtual-readers.ts";
import { TurnedClock } from "../turned-clock.ts";

const person = { name: "周测试", number: "11010519491231002X" };
let driver: Driver | undefined;
afterEach(() => driver?.close());

async function plugged(reader: "scanner" | "card-reader", profileId: string, troubles: LineTrouble[] = []) {
  const clock = new TurnedClock();
  const readers = createVirtualReaders(clock);
  const loaded = loadProfile(profileId === "long-answer" ? "sdt-serial-115200" : profileId);
  if (!loaded.ok) throw new Error(profileId);
  const { profile } = loaded;
  if (profileId === "long-answer" && profile.kind === "id-card-reader" && "options" in profile)
    profile.options.readFingerprint = true;
  const readings: DeviceReading[] = [];
  const gone: string[] = [];
  driver = createDriver({
    device: { deviceId: "virtual", profile },
    clock,
    connect: () => (events) => readers.createTransport(`virtual:${reader}`, events),
    events: {
      onReading: (reading) => readings.push(reading),
      onActivity: () => {},
      onGone: ({ reason }) => gone.push(reason),
    },
  });
  readers.act(reader, { act: "plug" });
  readers.act(reader, { act: "trouble", troubles });
  const opening = driver.open();
  await clock.advance(5000);
  return { clock, readers, readings, gone, opened: await opening };
}

const GOOD_LINES: readonly LineTrouble[][] = [[], ["split"], ["glued"], ["split", "glued"]];

describe("a virtual scanner", () => {
  test.each(GOOD_LINES.map((troubles) => [troubles]))("reads what was scanned, line %j", async (troubles) => {
    const { clock, readers, readings } = await plugged("scanner", "training-scanner", troubles);
    expect(readers.act("scanner", { act: "scan", code: "SZ000001" })).toBe("done");
    expect(readers.act("scanner", { act: "scan", code: "张三" })).toBe("done");
    await clock.advance(500);
    expect(readings.map((reading) => "text" in reading && reading.text)).toEqual(["SZ000001", "张三"]);
  });

  test("tells every scan on a line with noise, and none of it as the code", async () => {
    const { clock, readers, readings } = await plugged("scanner", "training-scanner", ["garbage"]);
    readers.act("scanner", { act: "scan", code: "SZ000001" });
    await clock.advance(500);
    expect(readings).toHaveLength(1);
    expect(readings[0]).not.toMatchObject({ text: "SZ000001" });
  });

  test("says so when its plug is pulled, and cannot scan until it is back", async () => {
    const { readers, gone } = await plugged("scanner", "training-scanner");
    readers.act("scanner", { act: "unplug" });
    expect(gone).toEqual(["unplugged"]);
    expect(readers.act("scanner", { act: "scan", code: "X" })).toBe("not-plugged");
  });

  test("lays no cards down", async () => {
    const { readers } = await plugged("scanner", "training-scanner");
    expect(readers.act("scanner", { act: "place", card: person })).toBe("not-plugged");
  });
});

describe("a virtual ID-card reader", () => {
  test.each([...GOOD_LINES, ["garbage"], ["echo"], ["split", "garbage", "echo"]].map((troubles) => [troubles]))(
    "reads the card that was laid down, once, line %j",
    async (troubles) => {
      const { clock, readers, readings, opened } = await plugged(
        "card-reader",
        "sdt-serial-115200",
        troubles as LineTrouble[],
      );
      expect(opened.ok).toBe(true);
      readers.act("card-reader", { act: "place", card: person });
      await clock.advance(6000);
      const cards = readings.flatMap((reading) => (reading.kind === "card" ? [reading.card] : []));
      expect(cards).toMatchObject([{ ...person, birth: "1949-12-31", sex: "female" }]);
    },
  );

  test("reads the next card after the first was lifted", async () => {
    const { clock, readers, readings } = await plugged("card-reader", "sdt-serial-115200");
    readers.act("card-reader", { act: "place", card: person });
    await clock.advance(3000);
    readers.act("card-reader", { act: "lift" });
    await clock.advance(3000);
    readers.act("card-reader", { act: "place", card: { name: "吴样例", number: "110101199003070011" } });
    await clock.advance(3000);
    expect(readings.flatMap((reading) => (reading.kind === "card" ? [reading.card.name] : []))).toEqual([
      "周测试",
      "吴样例",
    ]);
  });

  test.each([
    ["short answer", "sdt-serial-115200", []],
    ["long answer, byte by byte, after an echo", "long-answer", ["split", "echo"]],
  ] as const)("has an added address and a fingerprint: %s", async (_name, profileId, troubles) => {
    const { clock, readers, readings } = await plugged("card-reader", profileId, [...troubles]);
    readers.act("card-reader", { act: "place", card: { ...person, addedAddress: "样例省样例市新址路3号" } });
    await clock.advance(6000);
    expect(readings).toMatchObject([{ kind: "card", card: { ...person, addedAddress: "样例省样例市新址路3号" } }]);
    expect(readings[0]).toMatchObject({ warnings: [{ code: "address-truncated" }] });
  });
});
