/** A card that was read, recorded, redacted and written down is read again from the file, as somebody else's. */
import { expect, test } from "vitest";
import { redactTrace } from "../../../../native-devices/diagnostics/redact-trace.ts";
import { createTraceRing, recorded } from "../../../../native-devices/diagnostics/trace-ring.ts";
import { traceText } from "../../../../native-devices/diagnostics/trace-text.ts";
import { createDriver } from "../../../../native-devices/drivers/make-driver.ts";
import type { DeviceReading } from "../../../../native-devices/host/device-contract.ts";
import { replayDialogue } from "../../../../native-devices/host/replay-device.ts";
import { loadProfile } from "../../../../native-devices/profiles/loader.ts";
import { parseTrace } from "../../../../native-devices/transports/replay.ts";
import { createVirtualReaders } from "../../../../native-devices/virtual/virtual-readers.ts";
import { TurnedClock } from "../../native-devices/turned-clock.ts";

const person = { name: "周测试", number: "11010519491231002X" };
const loaded = loadProfile("sdt-serial-115200");
if (!loaded.ok || loaded.profile.kind !== "id-card-reader" || "answer" in loaded.profile)
  throw new Error("the profile is gone");
const { profile } = loaded;

async function recordACard(hasOpening: boolean): Promise<string> {
  const clock = new TurnedClock();
  const readers = createVirtualReaders(clock);
  const ring = createTraceRing(clock);
  const driver = createDriver({
    device: { deviceId: "virtual", profile },
    clock,
    connect: () => recorded(ring, clock, (events) => readers.createTransport("virtual:card-reader", events)),
    events: { onReading: () => {}, onActivity: () => {}, onGone: () => {} },
  });
  readers.act("card-reader", { act: "plug" });
  const opening = driver.open();
  await clock.advance(hasOpening ? 2000 : 70_000);
  await opening;
  readers.act("card-reader", { act: "place", card: person });
  await clock.advance(3000);
  await driver.close();
  const entries = redactTrace(ring.entries(), profile, Math.random);
  return traceText(entries, { profile: profile.id, platform: "test" });
}

test.each([
  ["with its opening", true, undefined],
  ["that began later", false, undefined],
  ["step by step", true, async () => {}],
] as const)("a recording %s", async (_what, hasOpening, nextStep) => {
  const text = await recordACard(hasOpening);
  expect(text).not.toContain(Buffer.from(person.number, "utf16le").toString("hex"));
  const trace = parseTrace(text);
  if (!trace.ok) throw new Error(trace.message);
  const readings: DeviceReading[] = [];
  const onReading = (reading: DeviceReading) => void readings.push(reading);
  await replayDialogue(profile, { entries: trace.entries, isTimed: false, nextStep, onReading });
  expect(readings).toMatchObject([{ kind: "card", isRepeat: false, card: { type: "citizen", sex: "female" } }]);
  const [reading] = readings;
  expect(reading?.kind === "card" && reading.card.number !== person.number).toBe(true);
  expect(reading?.kind === "card" && reading.warnings).toEqual([]);
});
