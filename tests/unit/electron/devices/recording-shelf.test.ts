/** What an administrator is told of a recording that cannot be played, and of one that is over at once. */
import { expect, test } from "vitest";
import type { PayloadOf } from "../../../../electron/contract/contract.ts";
import type { DeviceBook } from "../../../../electron/devices/device-book.ts";
import type { DeviceClient } from "../../../../electron/devices/device-client.ts";
import type { ProfileShelf } from "../../../../electron/devices/profile-shelf.ts";
import { RecordingShelf } from "../../../../electron/devices/recording-shelf.ts";
import { traceText } from "../../../../native-devices/diagnostics/trace-text.ts";
import type { ReplayProgress } from "../../../../native-devices/host/device-contract.ts";
import { createReplays } from "../../../../native-devices/host/replays.ts";
import { TurnedClock } from "../../native-devices/turned-clock.ts";

const answer = {
  atMs: 0,
  dir: "rx",
  bytes: new TextEncoder().encode('{"code":"SZ-01"}'),
} as const;

function shelfOn(client: object, profile: string): RecordingShelf {
  const book = {
    recording: async () => traceText([answer], { profile, platform: "test" }),
  } as unknown as DeviceBook;
  const profiles = { resolve: (id: string) => id } as unknown as ProfileShelf;
  return new RecordingShelf({ onProcess: () => () => {}, ...client } as unknown as DeviceClient, book, profiles);
}
const fileName = "a_20270101.jsonl";

test.each([
  ["service-code-ws", "device.recording-unplayable"],
  ["no-such-profile", "device.recording-unknown"],
  ["serial-scanner-9600", "plays"],
])("of a device with the profile %s: %s", async (profile, expected) => {
  const replays = createReplays(new TurnedClock(), () => {});
  const replay = async (what: object) => ({
    ok: true,
    value: replays.start({ kind: "replay", requestId: 1, ...what } as never),
  });
  const shelf = shelfOn({ replay }, profile);
  const played = await shelf.replay({ fileName, speed: "step" });
  expect(played.ok ? "plays" : played.fault.code).toBe(expected);
  replays.control("stop");
});

test("an end that comes together with the answer is told, and that of a former replay is not", async () => {
  let tell = (_: ReplayProgress) => {};
  const told: PayloadOf<"devices.replayed">[] = [];
  const runs: number[] = [];
  const over = { at: 1, of: 1, readings: [], isOver: true };
  const replay = ({ run }: { run: number }) => {
    runs.push(run);
    if (runs.length === 2) tell({ run: runs[0] ?? 0, ...over, at: 0 });
    const answered = Promise.resolve({
      ok: true,
      value: { to: "replay", pieces: 1 },
    });
    // One read of the pipe brings both: whoever awaits the answer goes on only afterwards.
    if (runs.length === 2) tell({ run, ...over });
    return answered;
  };
  const onReplayed = (listener: typeof tell) => {
    tell = listener;
  };
  const shelf = shelfOn({ replay, onReplayed }, "serial-scanner-9600");
  shelf.onReplayed((progress) => void told.push(progress));
  await shelf.replay({ fileName, speed: "step" });
  await shelf.replay({ fileName, speed: "fast" });
  expect(told).toEqual([{ fileName, ...over }]);
});
