/** An ID-card driver on a cable to the emulated reader, at a clock whose hands the test turns. */
import { expect } from "vitest";
import { createIdCardReader } from "../../../../native-devices/drivers/id-card-reader.ts";
import {
  type DeviceIdentity,
  type DeviceReading,
  deviceReadingSchema,
} from "../../../../native-devices/host/device-contract.ts";
import type { PhotoDecoder } from "../../../../native-devices/photo/photo-decoder.ts";
import builtin from "../../../../native-devices/profiles/builtin/sdt-serial-115200.json" with { type: "json" };
import { type IdCardReaderProfile, profileSchema } from "../../../../native-devices/profiles/profile.ts";
import type { Transport, TransportEvents } from "../../../../native-devices/transports/transport.ts";
import { transportFailure } from "../../../../native-devices/transports/transport.ts";
import { EmulatedReader, type Misbehaviour } from "../../../emulators/id-card-reader/emulated-reader.ts";
import { TurnedClock } from "../turned-clock.ts";

/** A cable to the emulated reader that carries bytes only at the reader's own speed. */
function cable(reader: EmulatedReader, clock: TurnedClock, events: TransportEvents, isRightSpeed: boolean): Transport {
  let isOpen = false;
  return {
    async open() {
      isOpen = true;
      if (isRightSpeed) reader.send = (bytes) => isOpen && events.onBytes(bytes, clock.steadyMs());
      return { ok: true };
    },
    async write(bytes) {
      if (!isOpen) return transportFailure("not-open");
      if (reader.misbehaviour.isDeaf) return transportFailure("write-timeout");
      if (isRightSpeed) clock.after(5, () => reader.receive(bytes));
      return { ok: true };
    },
    async close() {
      isOpen = false;
    },
  };
}

export interface SetUp {
  readonly misbehaviour?: Partial<Misbehaviour>;
  readonly options?: Partial<IdCardReaderProfile["options"]>;
  readonly speed?: number;
  readonly decodePhoto?: PhotoDecoder;
}

export function connect({ misbehaviour = {}, options = {}, speed = 115200, decodePhoto }: SetUp = {}) {
  const clock = new TurnedClock();
  const reader = new EmulatedReader();
  Object.assign(reader.misbehaviour, misbehaviour);
  const readings: DeviceReading[] = [];
  const identities: DeviceIdentity[] = [];
  const gone: string[] = [];
  const activity: string[] = [];
  const speeds: (number | undefined)[] = [];
  const whole = profileSchema.parse(builtin);
  if (whole.kind !== "id-card-reader" || "answer" in whole) throw new Error("another kind");
  const driver = createIdCardReader({
    deviceId: "id-card",
    profile: { ...whole, options: { ...whole.options, ...options } },
    clock,
    decodePhoto,
    createTransport: (events, baud) => {
      speeds.push(baud);
      return cable(reader, clock, events, baud === speed);
    },
    events: {
      onIdentity: (identity) => identities.push(identity),
      onReading: (reading) => readings.push(deviceReadingSchema.parse(reading)),
      onActivity: (word) => activity.push(word),
      onGone: ({ reason }) => gone.push(reason),
    },
  });
  return { clock, reader, driver, readings, identities, gone, activity, speeds };
}

export async function open(set: SetUp = {}) {
  const connected = connect(set);
  const opening = connected.driver.open();
  await connected.clock.advance(20_000);
  expect(await opening).toEqual({ ok: true });
  return connected;
}

/** Each reading in a word: the number, a repeat of it, or why there was none. */
export const told = (readings: readonly DeviceReading[]) =>
  readings.map((reading) => {
    if (reading.kind === "card") return `${reading.isRepeat ? "repeat:" : ""}${reading.card.number}`;
    return reading.kind === "unreadable" ? reading.reason : reading.kind;
  });
