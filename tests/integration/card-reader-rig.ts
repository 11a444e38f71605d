/** An emulated ID-card reader on a real pseudo-terminal, and the device process that reads it. */
import { fileURLToPath } from "node:url";
import { createDeviceClient, type DeviceClient } from "../../electron/devices/device-client.ts";
import type { StartDeviceProcess } from "../../electron/devices/device-process.ts";
import { spawnNodeDeviceProcess } from "../../electron/devices/spawn-node.ts";
import type { DeviceConfig, DeviceReading, DeviceStatus } from "../../native-devices/host/device-contract.ts";
import type { IdCardReaderProfile } from "../../native-devices/profiles/profile.ts";
import { type EmulatedCard, EmulatedReader } from "../emulators/id-card-reader/emulated-reader.ts";
import { PluggedScanner, until } from "./plugged-scanner.ts";

const entry = fileURLToPath(new URL("../../native-devices/host/device-process.ts", import.meta.url));

/** A reader on a serial line whose cable can be pulled and put back. */
export class SerialReader {
  readonly reader = new EmulatedReader();
  readonly #line = new PluggedScanner();
  #unplug: () => Promise<void> = async () => {};

  get path(): string {
    return this.#line.path;
  }

  async plug(): Promise<void> {
    const terminal = await this.#line.plug();
    terminal.onBytes((bytes) => this.reader.receive(bytes));
    this.reader.send = (bytes) => void terminal.write(bytes);
    this.#unplug = () => terminal.unplug();
  }

  unplug(): Promise<void> {
    return this.#unplug();
  }

  remove(): Promise<void> {
    return this.#line.remove();
  }
}

/** A device process with everything it tells. */
export class ReadingProcess {
  readonly readings: DeviceReading[] = [];
  readonly statuses: DeviceStatus[] = [];
  readonly defects: string[] = [];
  readonly pids: number[] = [];
  readonly client: DeviceClient;

  constructor() {
    const spawn = spawnNodeDeviceProcess({ entry });
    const start: StartDeviceProcess = () => {
      const started = spawn();
      return {
        ...started,
        onMessage: (listener) =>
          started.onMessage((message) => {
            const { kind, pid } = message as { kind: string; pid?: number };
            if (kind === "hello" && pid) this.pids.push(pid);
            listener(message);
          }),
      };
    };
    this.client = createDeviceClient({ start, onDefect: (defect) => this.defects.push(defect) });
    this.client.onReading((reading) => this.readings.push(reading));
    this.client.onStatus((status) => this.statuses.push(status));
  }

  configure(profile: DeviceConfig["profile"], path?: string) {
    return this.client.configure([{ deviceId: "id-card", isEnabled: true, profile, ...(path ? { path } : {}) }]);
  }

  /** On a slow machine a process may take longer to start than a call may. @throws Error if it does not at all */
  async start(profile: DeviceConfig["profile"]): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) if ((await this.configure(profile)).ok) return;
    throw new Error("the device process does not start");
  }

  state() {
    return this.client.statuses()[0]?.state;
  }

  /** Each reading in a word: the number, a repeat of it, or why there was none. */
  told(): string[] {
    return this.readings.map((reading) => {
      if (reading.kind === "card") return `${reading.isRepeat ? "repeat:" : ""}${reading.card.number}`;
      return reading.kind === "unreadable" ? reading.reason : reading.kind;
    });
  }
}

/** What was told of a card laid on a reader and lifted again. The reader behaves well from the first word on. */
export async function toldOf(process: ReadingProcess, reader: EmulatedReader, card: EmulatedCard): Promise<string[]> {
  const before = process.readings.length;
  reader.lay(card);
  await until(() => process.readings.length > before, 8000);
  reader.behave();
  reader.lift();
  // It has to be seen to be gone, or the next one counts as the same.
  const polls = () => reader.commands.filter((command) => command === "2001").length;
  const asked = polls();
  await until(() => polls() > asked, 8000);
  return process.told().slice(before);
}

/** The profile as it ships, but in a hurry, and a card laid down again is told again at once. */
export function hurried(profile: IdCardReaderProfile): IdCardReaderProfile {
  const timing = { ...profile.timing, pollMs: 300, findMs: 500, sameCardQuietMs: 0 };
  return { ...profile, timing, retry: { backoffMs: [300] } };
}
