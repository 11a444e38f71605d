import { describe, expect, test } from "vitest";
import {
  citizenNumber,
  citizenValues,
  permitNumber,
  permitValues,
  writeCardText,
} from "../../../emulators/id-card-reader/card-text.ts";
import type { Misbehaviour } from "../../../emulators/id-card-reader/emulated-reader.ts";
import { connect, open, told } from "./opened-reader.ts";

const citizenText = writeCardText(citizenValues);
const permitText = writeCardText(permitValues);

describe("opening", () => {
  test("asks for the state and the identity before it counts as open", async () => {
    const { reader, speeds } = await open();
    expect(reader.commands.slice(0, 3)).toEqual(["11ff", "12ff", "2001"]);
    expect(speeds).toEqual([115200]);
  });

  test("finds the speed of the reader", async () => {
    const { speeds, reader, readings, clock } = await open({ speed: 38400 });
    expect(speeds).toEqual([115200, 57600, 38400]);
    reader.lay({ text: citizenText });
    await clock.advance(3000);
    expect(told(readings)).toEqual([citizenNumber]);
  });

  test.each([
    ["a reader that failed its self-test", { status: 0x60 }, "reader-out-of-order"],
    ["a reader that is not authorised", { status: 0x66 }, "reader-out-of-order"],
    ["something that is no reader", { status: "silent" }, "no-answer"],
    ["nothing at all", { isDead: true }, "no-answer"],
  ] as const)("%s does not open", async (_name, misbehaviour, reason) => {
    const { driver, clock } = connect({ misbehaviour });
    const opening = driver.open();
    await clock.advance(20_000);
    expect(await opening).toMatchObject({ ok: false, fault: { reason } });
    expect(clock.waiting).toBe(0);
  });

  test.each([0x21, 0x24])(
    "a reader that answers %i to the question for its status is one, and reads",
    async (status) => {
      const { reader, readings, clock } = await open({ misbehaviour: { status } });
      reader.lay({ text: citizenText });
      await clock.advance(3000);
      expect(told(readings)).toEqual([citizenNumber]);
    },
  );

  test("ends at once when it is closed", async () => {
    const { driver, clock } = connect({ misbehaviour: { isDead: true } });
    const opening = driver.open();
    await clock.advance(100);
    await driver.close();
    expect(await opening).toMatchObject({ ok: false, fault: { reason: "not-open" } });
    expect(clock.waiting).toBe(0);
  });
});

describe("a card", () => {
  test("is read with its source, and its photo is said not to be decoded", async () => {
    const { reader, readings, identities, activity, clock } = await open();
    expect(identities).toEqual([{ said: "SAM 05.03-20121010-0000000001-1234567890", ms: 10 }]);
    reader.lay({ text: citizenText });
    await clock.advance(2000);
    expect(readings).toMatchObject([
      {
        kind: "card",
        card: { type: "citizen", name: citizenValues[0], number: citizenNumber },
        isRepeat: false,
        photo: { gap: "no-decoder" },
        source: { deviceId: "id-card", profileId: "sdt-serial-115200", samId: "05.03-20121010-0000000001-1234567890" },
      },
    ]);
    expect([activity[0], activity.at(-1)]).toEqual(["started", "ended"]);
  });

  test("is asked for no more often than every 300 ms", async () => {
    const { reader, clock } = await open();
    reader.commands.length = 0;
    await clock.advance(10_000);
    expect(reader.commands.length).toBeGreaterThan(20);
    expect(reader.commands.length).toBeLessThanOrEqual(33);
  });

  test("that stays is read once, whether the reader hides it or finds it again", async () => {
    for (const findsAgain of [false, true]) {
      const { reader, readings, clock } = await open({ misbehaviour: { findsAgain } });
      reader.lay({ text: citizenText });
      await clock.advance(30_000);
      expect(told(readings)).toEqual([citizenNumber]);
    }
  });

  test("laid down again soon is a repeat, later a new reading", async () => {
    const { reader, readings, clock } = await open();
    reader.lay({ text: citizenText });
    await clock.advance(1000);
    reader.lift();
    await clock.advance(1000);
    reader.lay({ text: citizenText });
    await clock.advance(1000);
    reader.lift();
    await clock.advance(6000);
    reader.lay({ text: citizenText });
    await clock.advance(1000);
    expect(told(readings)).toEqual([citizenNumber, `repeat:${citizenNumber}`, citizenNumber]);
  });

  test("of the next person is read without waiting, even where none was seen to leave", async () => {
    const { reader, readings, clock } = await open({ misbehaviour: { findsAgain: true } });
    reader.lay({ text: citizenText });
    await clock.advance(1000);
    reader.lay({ text: permitText });
    await clock.advance(2500);
    expect(told(readings)).toEqual([citizenNumber, permitNumber]);
  });

  test("is read in the form with the fingerprint, which is let go", async () => {
    const { reader, readings, clock } = await open({ options: { readFingerprint: true } });
    reader.lay({ text: citizenText, fingerprint: new Uint8Array(1024).fill(7) });
    await clock.advance(1000);
    expect(told(readings)).toEqual([citizenNumber]);
    expect(reader.commands).toContain("3010");
    expect(JSON.stringify(readings)).not.toContain("fingerprint");
  });
});

test.each([
  ["with its fingerprint is waited for up to 5 s", true, [citizenNumber]],
  ["alone is waited for no longer than 3 s", false, ["card-unread"]],
])("a card %s", async (_what, readFingerprint, expected) => {
  const { reader, readings, clock } = await open({ options: { readFingerprint } });
  const { send } = reader;
  reader.send = (bytes) => (bytes.length > 1000 ? void clock.after(4500, () => send(bytes)) : send(bytes));
  reader.lay({ text: citizenText, fingerprint: new Uint8Array(1024).fill(7) });
  await clock.advance(6000);
  expect(told(readings).slice(0, 1)).toEqual(expected);
});

describe("an added address", () => {
  const full = writeCardText({ ...citizenValues, 52: "路".repeat(35) });

  test("is asked for when the address field is full", async () => {
    const { reader, readings, clock } = await open();
    reader.lay({ text: full, addedAddress: "样例省样例市新址路3号" });
    await clock.advance(1000);
    expect(readings).toMatchObject([{ kind: "card", card: { addedAddress: "样例省样例市新址路3号" } }]);
  });

  test("is not asked for otherwise", async () => {
    const { reader, clock } = await open();
    reader.lay({ text: citizenText, addedAddress: "样例省" });
    await clock.advance(1000);
    expect(reader.commands).not.toContain("3003");
  });

  test("that the card has not leaves the card as it is", async () => {
    const { reader, readings, clock } = await open({ options: { readAddedAddress: "always" } });
    reader.lay({ text: citizenText });
    await clock.advance(1000);
    expect(readings).toMatchObject([{ kind: "card", warnings: [] }]);
    expect(reader.commands).toContain("3003");
  });

  test("that cannot be read costs the address and not the card", async () => {
    const { reader, readings, clock } = await open();
    reader.lay({ text: full, addedAddress: "样例\u0007" });
    await clock.advance(5000);
    expect(readings).toMatchObject([
      { kind: "card", warnings: [{ code: "address-truncated" }, { code: "added-address-unread" }] },
    ]);
  });
});

describe("a card that cannot be read", () => {
  test.each<[string, Partial<Misbehaviour>, string]>([
    ["lifted in the middle", { isLiftedMidRead: true }, "card-lifted"],
    ["read failed", { readStatus: [0x41] }, "card-unread"],
    ["wrong card", { readStatus: [0x40] }, "card-unread"],
    ["random number failed", { readStatus: [0x47] }, "card-unread"],
    ["authentication failed", { readStatus: [0x31] }, "card-unverified"],
    ["data verification failed", { readStatus: [0x33] }, "card-unverified"],
    ["an answer nobody knows", { readStatus: [0x55] }, "card-unread"],
    ["absent", { readStatus: [0x91] }, "card-unread"],
  ])("%s is told", async (_name, misbehaviour, reason) => {
    const { reader, readings, clock } = await open({ misbehaviour });
    reader.lay({ text: citizenText });
    await clock.advance(900);
    expect(told(readings)).toEqual([reason]);
  });

  test("is told once while it lies there, and read once it can be", async () => {
    const { reader, readings, clock } = await open({ misbehaviour: { readStatus: [0x41, 0x41, 0x41] } });
    reader.lay({ text: citizenText });
    await clock.advance(12_000);
    expect(told(readings)).toEqual(["card-unread", citizenNumber]);
  });

  test("is told again after it was lifted", async () => {
    const { reader, readings, clock } = await open({ misbehaviour: { readStatus: [0x41] } });
    reader.lay({ text: citizenText });
    await clock.advance(700);
    reader.lift();
    await clock.advance(1000);
    reader.misbehaviour.readStatus = [0x41];
    reader.lay({ text: citizenText });
    await clock.advance(700);
    expect(told(readings)).toEqual(["card-unread", "card-unread"]);
  });

  test("read before and laid down again is told when only its second try succeeds", async () => {
    const { reader, readings, clock } = await open();
    reader.lay({ text: citizenText });
    await clock.advance(1000);
    reader.lift();
    await clock.advance(60_000);
    reader.misbehaviour.readStatus = [0x41];
    reader.lay({ text: citizenText });
    await clock.advance(5000);
    expect(told(readings)).toEqual([citizenNumber, "card-unread", citizenNumber]);
  });

  test("that lies there, found again and for a while not to be read, is no new one until it was lifted", async () => {
    const { reader, readings, clock } = await open({ misbehaviour: { findsAgain: true } });
    reader.lay({ text: citizenText });
    await clock.advance(60_000);
    reader.misbehaviour.readStatus = Array.from({ length: 8 }, () => 0x41);
    await clock.advance(60_000);
    expect(told(readings)).toEqual([citizenNumber, "card-unread", `repeat:${citizenNumber}`]);
    reader.lift();
    await clock.advance(6000);
    reader.lay({ text: citizenText });
    await clock.advance(1000);
    expect(told(readings).slice(3)).toEqual([citizenNumber]);
  });

  test("lifted between being found and being selected is told once, when it is gone", async () => {
    const { reader, readings, clock } = await open({ misbehaviour: { isLiftedBeforeSelect: true } });
    reader.lay({ text: citizenText });
    await clock.advance(5000);
    expect(told(readings)).toEqual(["card-lifted"]);
  });

  test("whose content contradicts itself names nobody", async () => {
    const { reader, readings, clock } = await open();
    reader.lay({ text: writeCardText({ ...citizenValues, 36: "19900308" }) });
    await clock.advance(1000);
    expect(readings).toMatchObject([
      { kind: "unreadable", reason: "card-damaged", warnings: [{ code: "birth-mismatch", field: "birth" }] },
    ]);
    expect(JSON.stringify(readings)).not.toContain(citizenNumber);
  });

  test("with lengths that do not add up names nobody", async () => {
    const { reader, readings, clock } = await open();
    reader.lay({ text: new Uint8Array(250) });
    await clock.advance(1000);
    expect(told(readings)).toEqual(["card-damaged"]);
  });

  test("that went silent is told within the limit and a little", async () => {
    const { reader, readings, clock } = await open();
    reader.lay({ text: citizenText });
    reader.misbehaviour.lateCommand = 0x30;
    await clock.advance(4000);
    expect(told(readings)[0]).toBe("card-unread");
  });
});

describe("a line that misbehaves", () => {
  test.each<[string, Partial<Misbehaviour>]>([
    ["byte by byte", { chunkBytes: 1 }],
    ["pieces of 16", { chunkBytes: 16 }],
    ["pieces of 62", { chunkBytes: 62 }],
    ["noise before each reply", { noise: Uint8Array.of(0, 0xff, 0xaa, 0x96) }],
    ["one AA too many", { hasExtraAa: true }],
    ["echo of our own bytes", { echoes: true }],
    ["all of them", { chunkBytes: 7, noise: Uint8Array.of(0xaa, 0xaa), hasExtraAa: true, echoes: true }],
    ["a wrong checksum at first", { wrongChecksums: 1 }],
    ["a length too big at first", { wrongLengths: 1 }],
    ["a reply cut at first", { cuts: 1 }],
  ])("%s", async (_name, misbehaviour) => {
    const { reader, readings, clock } = await open({ misbehaviour });
    reader.lay({ text: citizenText });
    await clock.advance(5000);
    expect(told(readings)).toEqual([citizenNumber]);
  });

  test.each<[string, Partial<Misbehaviour>]>([
    ["wrong checksum", { wrongChecksums: 1 }],
    ["length too big", { wrongLengths: 1 }],
    ["reply cut", { cuts: 1 }],
  ])("in the reply of a poll: %s", async (_name, misbehaviour) => {
    const { reader, readings, gone, clock } = await open();
    Object.assign(reader.misbehaviour, misbehaviour);
    reader.lay({ text: citizenText });
    await clock.advance(5000);
    expect([told(readings), gone]).toEqual([[citizenNumber], []]);
  });

  test("a late reply to the poll before is not taken for the card", async () => {
    const { reader, readings, gone, clock } = await open();
    reader.misbehaviour.lateCommand = 0x20;
    reader.lay({ text: citizenText });
    await clock.advance(8000);
    expect([told(readings), gone]).toEqual([[citizenNumber], []]);
  });

  test("the late card of one person is never told as the next one's", async () => {
    const { reader, readings, clock } = await open();
    reader.lay({ text: citizenText });
    reader.misbehaviour.lateCommand = 0x30;
    await clock.advance(500);
    reader.lay({ text: permitText });
    await clock.advance(10_000);
    expect(told(readings)).toEqual(["card-unread", permitNumber]);
  });

  test("a reader that goes silent is lost, within the limits", async () => {
    const { reader, gone, driver, clock } = await open();
    reader.misbehaviour.isDead = true;
    await clock.advance(6000);
    expect(gone).toEqual(["read-timeout"]);
    await driver.close();
    expect(clock.waiting).toBe(0);
  });

  test("that takes nothing any more is lost, not asked for cards in vain", async () => {
    const { reader, gone, driver, clock } = await open();
    reader.misbehaviour.isDeaf = true;
    await clock.advance(1000);
    expect(gone).toEqual(["write-timeout"]);
    await driver.close();
    expect(clock.waiting).toBe(0);
  });

  test("closing ends everything that waits", async () => {
    const { reader, driver, readings, gone, clock } = await open();
    reader.lay({ text: citizenText });
    reader.misbehaviour.isDead = true;
    await clock.advance(200);
    await driver.close();
    await clock.advance(20_000);
    expect([clock.waiting, readings, gone]).toEqual([0, [], []]);
  });
});
