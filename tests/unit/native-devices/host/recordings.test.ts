import { expect, test } from "vitest";
import { createRecordings } from "../../../../native-devices/host/recordings.ts";
import builtin from "../../../../native-devices/profiles/builtin/social-card-pcsc.json" with { type: "json" };
import { socialCardProfileSchema } from "../../../../native-devices/profiles/social-card-profile.ts";
import { TurnedClock } from "../turned-clock.ts";

test("whoever watches a smart card sees nothing of a day of birth in packed digits", () => {
  const lines: string[] = [];
  const recordings = createRecordings(new TurnedClock(), (_deviceId, { hex }) => lines.push(hex));
  let deliver: (bytes: Uint8Array) => void = () => {};
  recordings.watch("social");
  recordings.record("social", socialCardProfileSchema.parse(builtin), (events) => {
    deliver = (bytes) => events.onBytes(bytes, 0);
    return { open: async () => ({ ok: true }), write: async () => ({ ok: true }), close: async () => {} };
  })({ onBytes: () => {}, onGone: () => {} });
  deliver(Uint8Array.of(0x0d, 4, 0x19, 0x49, 0x12, 0x11, 0x90, 0x00));
  expect(lines).toEqual(["ff".repeat(8)]);
});
