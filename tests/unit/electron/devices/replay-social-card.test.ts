import { expect, test } from "vitest";
import { redactTrace } from "../../../../native-devices/diagnostics/redact-trace.ts";
import { createTraceRing, recorded } from "../../../../native-devices/diagnostics/trace-ring.ts";
import { createSocialCardReader } from "../../../../native-devices/drivers/social-card-reader.ts";
import type { DeviceReading } from "../../../../native-devices/host/device-contract.ts";
import { replayDialogue } from "../../../../native-devices/host/replay-device.ts";
import builtin from "../../../../native-devices/profiles/builtin/social-card-pcsc.json" with { type: "json" };
import { socialCardProfileSchema } from "../../../../native-devices/profiles/social-card-profile.ts";
import { FakeCard } from "../../../emulators/smart-card/fake-card.ts";
import { TurnedClock } from "../../native-devices/turned-clock.ts";

const profile = socialCardProfileSchema.parse(builtin);

async function recordACard() {
  const clock = new TurnedClock();
  const ring = createTraceRing(clock);
  const card = new FakeCard();
  const driver = createSocialCardReader({
    deviceId: "social",
    profile,
    clock,
    createTransport: recorded(ring, clock, (events) => ({
      async open() {
        events.onPresence?.(true);
        return { ok: true };
      },
      async write(command) {
        events.onBytes(card.answer(command), clock.steadyMs());
        return { ok: true };
      },
      close: async () => {},
    })),
    events: { onReading: () => {}, onActivity: () => {}, onGone: () => {} },
  });
  await driver.open();
  await clock.advance(100);
  await driver.close();
  return redactTrace(ring.entries(), profile, () => 0.3);
}

test("a recording names nobody, and replays as somebody else's good card", async () => {
  const entries = await recordACard();
  const all = Buffer.concat(entries.map(({ bytes }) => bytes)).toString("latin1");
  expect(all).not.toContain("11010519491231002X");
  expect(all).not.toContain(Buffer.from([0xd6, 0xdc, 0xb2, 0xe2]).toString("latin1"));
  const readings: DeviceReading[] = [];
  await replayDialogue(profile, {
    entries,
    isTimed: false,
    nextStep: undefined,
    onReading: (one) => readings.push(one),
  });
  expect(readings).toMatchObject([{ kind: "card", card: { type: "social-security", name: "某某某" } }]);
});
