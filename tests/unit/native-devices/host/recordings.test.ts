import { describe, expect, test } from "vitest";
import { createRecordings } from "../../../../native-devices/host/recordings.ts";
import scannerProfile from "../../../../native-devices/profiles/builtin/serial-scanner-9600.json" with { type: "json" };
import builtin from "../../../../native-devices/profiles/builtin/social-card-pcsc.json" with { type: "json" };
import { profileSchema, type ScannerProfile } from "../../../../native-devices/profiles/profile.ts";
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

describe("a profile that was changed", () => {
  const profile = profileSchema.parse(scannerProfile) as ScannerProfile;
  const line = () => {
    const recordings = createRecordings(new TurnedClock(), () => {});
    const hear = (on: ScannerProfile, text: string) => {
      let deliver: (bytes: Uint8Array) => void = () => {};
      recordings.record("scanner", on, (events) => {
        deliver = (bytes) => events.onBytes(bytes, 0);
        return { open: async () => ({ ok: true }), write: async () => ({ ok: true }), close: async () => {} };
      })({ onBytes: () => {}, onGone: () => {} });
      deliver(Buffer.from(text));
    };
    const pieces = () => recordings.textOf("scanner")?.trim().split("\n").length;
    return { hear, pieces };
  };

  test("under the same id begins its recording anew: what was said before has other labels in it", () => {
    const { hear, pieces } = line();
    hear(profile, "QR:SZ01\r");
    const alone = pieces();
    hear({ ...profile, framing: { ...profile.framing, prefix: "51 52 3a" } }, "SZ02\r");
    expect(pieces()).toBe(alone);
  });

  test("not at all goes on, however often the line is opened", () => {
    const { hear, pieces } = line();
    hear(profile, "SZ01\r");
    const alone = pieces() ?? 0;
    hear(structuredClone(profile), "SZ02\r");
    expect(pieces()).toBe(alone + 1);
  });
});
