/** `devices virtual`: a reader without hardware under the real driver, told by words what to do, one after the other. */
import type { VirtualAct, VirtualReaderName } from "../../native-devices/host/device-contract.ts";
import { lineTroubles, virtualReaders } from "../../native-devices/host/device-contract.ts";
import { VIRTUAL_PREFIX } from "../../native-devices/virtual/virtual-path.ts";
import type { DeviceClient } from "../devices/device-client.ts";
import { present } from "../domain/present.ts";
import { readArguments } from "./arguments.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { printReading } from "./device-reading-line.ts";
import { startClient, tellStatus } from "./devices.ts";
import { EXIT } from "./exit-codes.ts";

const DEVICE_ID = "virtual";
const PROFILES: Readonly<Record<VirtualReaderName, string>> = {
  scanner: "training-scanner",
  "card-reader": "sdt-serial-115200",
};
/** After each step, for what comes of it; a card is polled for. */
const STEP_MS: Readonly<Record<VirtualReaderName, number>> = { scanner: 500, "card-reader": 2500 };

type Step = { readonly waitMs: number } | { readonly does: VirtualAct };

export const devicesVirtual: Command = {
  name: "devices virtual",
  usage: "devices virtual scanner|card-reader [--reveal] [--json] STEP...",
  summary:
    "用虚拟设备演练真实驱动;STEP:scan=码、place=姓名,号码[,追加住址]、lift、unplug、plug、trouble=split,glued,garbage,echo、wait=毫秒",
  async run({ args, output, bundle }) {
    const { values, positionals } = readArguments(args, { reveal: { type: "boolean" }, json: { type: "boolean" } });
    const [name, ...words] = positionals;
    const reader = virtualReaders.find((one) => one === name);
    if (!reader) throw new UsageError(`which reader: ${virtualReaders.join(" or ")}`);
    const steps = words.map(stepOf);
    if (steps.length === 0) throw new UsageError("at least one STEP is needed");
    const style = { isJson: values.json ?? false, isRevealed: values.reveal ?? false };
    const client = startClient(bundle, output);
    let read = 0;
    client.onReading((reading) => {
      if (reading.kind === "code" || reading.kind === "card") read += 1;
      printReading(reading, style, output);
    });
    client.onStatus((status) => tellStatus(status, output));
    const isDone = await perform(client, reader, steps, output);
    await client.close();
    if (!isDone) return EXIT.unavailable;
    return read > 0 ? EXIT.good : EXIT.bad;
  },
};

async function perform(
  client: DeviceClient,
  reader: VirtualReaderName,
  steps: readonly Step[],
  output: Output,
): Promise<boolean> {
  await client.virtual(reader, { act: "plug" });
  const path = `${VIRTUAL_PREFIX}${reader}`;
  await client.configure([{ deviceId: DEVICE_ID, isEnabled: true, profile: PROFILES[reader], path }]);
  await untilReady(client);
  for (const step of steps) if (!(await performStep(client, reader, step, output))) return false;
  return true;
}

/** False when the device process is gone. */
async function performStep(
  client: DeviceClient,
  reader: VirtualReaderName,
  step: Step,
  output: Output,
): Promise<boolean> {
  if ("waitMs" in step) {
    await sleep(step.waitMs);
    return true;
  }
  const { does } = step;
  const done = await client.virtual(reader, does);
  const answer = done.ok ? done.value.outcome : done.fault.reason;
  if (answer !== "done") output.note(`${does.act}: ${answer}`);
  if (done.ok && does.act !== "trouble") await sleep(STEP_MS[reader]);
  return done.ok;
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function untilReady(client: DeviceClient): Promise<void> {
  for (let tries = 0; tries < 100 && client.statuses()[0]?.state !== "ready"; tries += 1) await sleep(50);
}

function stepOf(word: string): Step {
  const [act, rest = ""] = split(word, "=");
  if (act === "plug" || act === "unplug" || act === "lift") return { does: { act } };
  if (act === "scan" && rest !== "") return { does: { act, code: rest } };
  if (act === "wait" && /^\d{1,6}$/.test(rest)) return { waitMs: Number(rest) };
  if (act === "place") {
    const [name = "", others = ""] = split(rest, ",");
    const [number = "", addedAddress] = split(others, ",");
    const isGood = name !== "" && /^\d{17}[\dX]$/.test(number) && addedAddress !== "";
    if (isGood) return { does: { act, card: { name, number, ...present({ addedAddress }) } } };
  }
  if (act === "trouble") {
    const words = rest === "" ? [] : rest.split(",");
    const troubles = lineTroubles.filter((trouble) => words.includes(trouble));
    if (troubles.length === words.length) return { does: { act, troubles } };
  }
  throw new UsageError(`not a step: ${word}`);
}

/** At the first mark only. */
function split(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
