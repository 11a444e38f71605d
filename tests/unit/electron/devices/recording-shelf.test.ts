/** What an administrator is told of a recording that cannot be played. */
import { expect, test } from "vitest";
import type { DeviceBook } from "../../../../electron/devices/device-book.ts";
import type { DeviceClient } from "../../../../electron/devices/device-client.ts";
import type { ProfileShelf } from "../../../../electron/devices/profile-shelf.ts";
import { RecordingShelf } from "../../../../electron/devices/recording-shelf.ts";
import { traceText } from "../../../../native-devices/diagnostics/trace-text.ts";
import { createReplays } from "../../../../native-devices/host/replays.ts";
import { TurnedClock } from "../../native-devices/turned-clock.ts";

const answer = { atMs: 0, dir: "rx", bytes: new TextEncoder().encode('{"code":"SZ-01"}') } as const;

test.each([
  ["service-code-ws", "device.recording-unplayable"],
  ["no-such-profile", "device.recording-unknown"],
  ["serial-scanner-9600", "plays"],
])("of a device with the profile %s: %s", async (profile, expected) => {
  const replays = createReplays(new TurnedClock(), () => {});
  const client = {
    replay: async (what: object) => ({
      ok: true,
      value: replays.start({ kind: "replay", requestId: 1, ...what } as never),
    }),
    onReplayed: () => () => {},
    onProcess: () => () => {},
  } as unknown as DeviceClient;
  const book = { recording: async () => traceText([answer], { profile, platform: "test" }) } as unknown as DeviceBook;
  const profiles = { resolve: (id: string) => id } as unknown as ProfileShelf;
  const shelf = new RecordingShelf(client, book, profiles);
  const played = await shelf.replay({ fileName: "a_20270101.jsonl", speed: "step" });
  expect(played.ok ? "plays" : played.fault.code).toBe(expected);
  replays.control("stop");
});
