import { describe, expect, test } from "vitest";
import { createSocialCardReader } from "../../../../native-devices/drivers/social-card-reader.ts";
import { type DeviceReading, deviceReadingSchema } from "../../../../native-devices/host/device-contract.ts";
import builtin from "../../../../native-devices/profiles/builtin/social-card-pcsc.json" with { type: "json" };
import { socialCardProfileSchema } from "../../../../native-devices/profiles/social-card-profile.ts";
import {
  type TransportEvents,
  type TransportFault,
  type TransportResult,
  transportFailure,
} from "../../../../native-devices/transports/transport.ts";
import { FakeCard, GBK, goodFiles } from "../../../emulators/smart-card/fake-card.ts";
import { TurnedClock } from "../turned-clock.ts";

const number = "11010519491231002X";
const digits = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
const other = {
  61190: { 8: digits("110101195001010113"), 9: GBK.李丽, 10: digits("1"), 13: [0x19, 0x50, 0x01, 0x01] },
};

type Answer = (command: Uint8Array) => Uint8Array | TransportResult | "silence" | Promise<Uint8Array>;

function plug() {
  const clock = new TurnedClock();
  const readings: DeviceReading[] = [];
  const gone: TransportFault[] = [];
  let events: TransportEvents | undefined;
  let answer: Answer | undefined;
  const driver = createSocialCardReader({
    deviceId: "social",
    profile: socialCardProfileSchema.parse(builtin),
    clock,
    createTransport: (given) => {
      events = given;
      return {
        open: async () => ({ ok: true }),
        close: async () => {},
        async write(command) {
          const said = await (answer?.(command) ?? transportFailure("io-error"));
          if (said === "silence") return new Promise(() => {});
          if (!(said instanceof Uint8Array)) return said;
          given.onBytes(said, clock.steadyMs());
          return { ok: true };
        },
      };
    },
    events: {
      onReading: (reading) => readings.push(deviceReadingSchema.parse(reading)),
      onActivity: () => {},
      onGone: (fault) => gone.push(fault),
    },
  });
  const told = () =>
    readings.map((reading) => {
      if (reading.kind === "card") return `${reading.isRepeat ? "repeat:" : ""}${reading.card.number}`;
      return reading.kind === "unreadable" ? reading.reason : reading.kind;
    });
  const insert = (next: Answer) => {
    answer = next;
    events?.onPresence?.(true);
  };
  const remove = () => {
    answer = undefined;
    events?.onPresence?.(false);
  };
  return { driver, clock, readings, gone, told, insert, remove };
}

const answers =
  (card = new FakeCard()): Answer =>
  (command) =>
    card.answer(command);

test("each card put in is read once and says that nothing shows it genuine; soon again is a repeat", async () => {
  const { driver, clock, told, insert, remove, readings } = plug();
  await driver.open();
  await clock.advance(10_000);
  expect(told()).toEqual([]);
  insert(answers());
  await clock.advance(10_000);
  remove();
  insert(answers());
  await clock.advance(1000);
  remove();
  insert(answers());
  await clock.advance(1000);
  expect(told()).toEqual([number, number, `repeat:${number}`]);
  expect(readings[0]).toMatchObject({
    card: { type: "social-security", name: "周测试" },
    source: { deviceId: "social", profileId: "social-card-pcsc", bus: "pcsc" },
    warnings: [{ code: "not-authenticated" }],
  });
  await driver.close();
  expect(clock.waiting).toBe(0);
});

test("a card that lay there before the reader was opened is read", async () => {
  const { driver, clock, told, insert } = plug();
  insert(answers());
  await driver.open();
  await clock.advance(100);
  expect(told()).toEqual([number]);
  await driver.close();
});

describe("every card ends in a reading", () => {
  test.each([
    ["another kind of card", answers(new FakeCard({ refuses: { d5cf: 0x6a82 } })), "card-not-social"],
    ["one that needs keys", answers(new FakeCard({ refuses: { ef06: 0x6982 } })), "card-locked"],
    ["one that fails", answers(new FakeCard({ refuses: { b2090020: 0x6581 } })), "card-unread"],
    [
      "one that contradicts itself",
      answers(new FakeCard({ files: { 61190: { ...goodFiles[61190], 13: [0x19, 0x50, 0x01, 0x01] } } })),
      "card-damaged",
    ],
    ["one the reader gets no answer from", () => transportFailure("io-error"), "card-unread"],
  ] satisfies [string, Answer, string][])("%s", async (_what, answer, reason) => {
    const { driver, clock, told, insert } = plug();
    await driver.open();
    insert(answer);
    await clock.advance(5000);
    expect(told()).toEqual([reason]);
    await driver.close();
  });

  test("one taken out in the middle, at every command", async () => {
    for (let at = 0; at < 10; at += 1) {
      const { driver, clock, told, insert, remove } = plug();
      await driver.open();
      const card = new FakeCard();
      insert((command) => {
        if (card.commands.length < at) return card.answer(command);
        // The answer fails first, and that the card is gone is told after it.
        clock.after(50, remove);
        return transportFailure("io-error");
      });
      await clock.advance(5000);
      expect(told()).toEqual(["card-lifted"]);
      await driver.close();
    }
  });
});

test("two cards are never mixed: one exchanged in the middle is read for itself, at every command", async () => {
  for (let at = 1; at < 10; at += 1) {
    const { driver, clock, told, insert, remove } = plug();
    await driver.open();
    const first = new FakeCard();
    const second = new FakeCard({ files: other });
    insert((command) => {
      if (first.commands.length === at) {
        remove();
        insert(answers(second));
      }
      return first.answer(command);
    });
    await clock.advance(5000);
    expect(told()).toEqual(["card-lifted", "110101195001010113"]);
    await driver.close();
  }
});

describe("the connection is over", () => {
  test("when an answer does not come in time", async () => {
    const { driver, clock, gone, told, insert } = plug();
    await driver.open();
    insert(() => "silence");
    await clock.advance(2000);
    expect([gone, told(), clock.waiting]).toEqual([[{ reason: "read-timeout" }], [], 0]);
  });

  test("when another program keeps the card to itself", async () => {
    const { driver, clock, gone, insert } = plug();
    await driver.open();
    insert(() => transportFailure("busy"));
    await clock.advance(10);
    expect(gone).toEqual([{ reason: "busy" }]);
  });
});
