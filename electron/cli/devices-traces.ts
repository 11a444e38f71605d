/** `devices record | replay`: the last minute of a device as a file without what was said, and such a file read again. */
import { readFile, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { TraceEntry } from "../../native-devices/diagnostics/trace-ring.ts";
import type { DeviceReading } from "../../native-devices/host/device-contract.ts";
import { replayTrace } from "../../native-devices/host/replay-device.ts";
import { findsItself, isMiddleware, type LineProfile, type Profile } from "../../native-devices/profiles/profile.ts";
import { parseTrace } from "../../native-devices/transports/replay.ts";
import { listenToDevice } from "../devices/listen.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { chosenProfile } from "./device-profile.ts";
import { printReading } from "./device-reading-line.ts";
import { startClient, tellStatus } from "./devices.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { openDatabase } from "./open-database.ts";

const DEVICE_ID = "record";
const LONGEST_S = 60;

export const devicesRecord: Command = {
  name: "devices record",
  usage: "devices record --data DIR --profile ID|FILE [--path DEV] [--seconds N] FILE",
  summary: "录下一个设备的线路(最多最后 60 秒),号码和姓名换成同样形状的样例,先记入留痕;Ctrl+C 提前结束",
  async run({ args, output, bundle }) {
    const { values, positionals } = readArguments(args, {
      profile: { type: "string" },
      path: { type: "string" },
      data: { type: "string" },
      seconds: { type: "string" },
    });
    const file = onlyFile(positionals);
    const seconds = wholeNumber(values.seconds, "seconds") ?? LONGEST_S;
    const profile = chosenProfile(values.profile, values.data, output);
    if (!profile) return EXIT.usage;
    if (values.path === undefined && !findsItself(profile)) throw new UsageError("this profile needs --path");
    if (!(await noteRecording(values.data, profile, output))) return EXIT.unavailable;
    const stopped = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopped.abort());
    const client = startClient(bundle, output);
    const path = values.path === undefined ? {} : { path: values.path };
    await listenToDevice({
      client,
      device: { deviceId: DEVICE_ID, isEnabled: true, profile: { ...profile }, ...path },
      timeoutMs: seconds * 1000,
      signal: stopped.signal,
      // That something was read, never what.
      onReading: ({ kind }) => output.note(kind),
      onStatus: (status) => tellStatus(status, output),
    });
    const trace = await client.trace(DEVICE_ID);
    await client.close();
    if (!trace.ok || trace.value === undefined) {
      output.note(trace.ok ? "the device was never open: nothing was recorded" : trace.fault.reason);
      return EXIT.unavailable;
    }
    await writeFile(file, trace.value, { mode: 0o600 });
    output.line(`${file}: ${trace.value.split("\n").length - 2}`);
    return EXIT.good;
  },
};

/** First the record, then the deed, as on the screen; who may write the terminal's records needs no other sign-in here (decision 0023). */
async function noteRecording(
  dataDir: string | undefined,
  { id }: Pick<Profile, "id">,
  output: Output,
): Promise<boolean> {
  const storage = await openDatabase(dataDir, output);
  if (!storage) return false;
  const detail = { profile: id, way: "command-line" };
  const noted = await storage.commit({
    audit: [{ at: Date.now(), action: "device.recorded", clerk: "system", detail }],
  });
  await storage.close();
  if (!noted.ok) output.note(faultLine(noted.fault));
  return noted.ok;
}

type Speed = "1x" | "fast" | "step";
const SPEEDS: readonly string[] = ["1x", "fast", "step"] satisfies readonly Speed[];

export const devicesReplay: Command = {
  name: "devices replay",
  usage: "devices replay FILE [--profile ID|FILE] [--data DIR] [--speed 1x|fast|step] [--reveal] [--json]",
  summary: "重放一份录制并输出读到的内容;step 每按一次回车放一段",
  async run({ args, output }) {
    const { values, positionals } = readArguments(args, {
      profile: { type: "string" },
      data: { type: "string" },
      speed: { type: "string", default: "fast" },
      reveal: { type: "boolean" },
      json: { type: "boolean" },
    });
    const file = onlyFile(positionals);
    if (!SPEEDS.includes(values.speed)) throw new UsageError("--speed takes 1x, fast or step");
    const trace = parseTrace(await readFile(file, "utf8").catch(() => ""));
    if (!trace.ok) {
      output.note(`${file}:${trace.line}: ${trace.message}`);
      return EXIT.usage;
    }
    const profile = chosenProfile(values.profile ?? trace.profileId, values.data, output);
    if (!profile) return EXIT.usage;
    if (isMiddleware(profile)) {
      output.note("a recording of a maker's program is for reading: its stand-ins do not fit together");
      return EXIT.usage;
    }
    const style = { isJson: values.json ?? false, isRevealed: values.reveal ?? false };
    const codes = await play(trace.entries, { profile, speed: values.speed as Speed, output, style });
    return codes > 0 ? EXIT.good : EXIT.bad;
  },
};

interface PlayOptions {
  readonly profile: LineProfile;
  readonly speed: Speed;
  readonly output: Output;
  readonly style: Parameters<typeof printReading>[1];
}

/** The driver of the device on the recording; how many codes and cards it read. */
async function play(entries: readonly TraceEntry[], { profile, speed, output, style }: PlayOptions): Promise<number> {
  const keys = speed === "step" ? enterKeys() : undefined;
  let read = 0;
  const onReading = (reading: DeviceReading) => {
    if (reading.kind === "code" || reading.kind === "card") read += 1;
    printReading(reading, style, output);
  };
  const parts = { entries, isTimed: speed === "1x", nextStep: keys?.next, onReading };
  await replayTrace(profile, parts);
  keys?.close();
  return read;
}

function onlyFile(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("one FILE is needed");
  return file;
}

/** `next` resolves with each line of stdin; when stdin ends, the rest follows by itself. */
function enterKeys(): { next(): Promise<void>; close(): void } {
  const lines = createInterface({ input: process.stdin });
  let pressed = 0;
  let isOver = false;
  let wake = () => {};
  lines.on("line", () => {
    pressed += 1;
    wake();
  });
  lines.on("close", () => {
    isOver = true;
    wake();
  });
  return {
    async next() {
      while (pressed === 0 && !isOver) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      pressed = Math.max(0, pressed - 1);
    },
    close: () => lines.close(),
  };
}
