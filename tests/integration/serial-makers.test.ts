/**
 * Each maker's serial profile as it ships, through the real serialport and the device process: the bytes of its commands as the
 * makers publish them (written here by hand), the scanner's answer, the label in that maker's form. The scanners are emulated.
 */
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDeviceClient, type DeviceClient } from "../../electron/devices/device-client.ts";
import { spawnNodeDeviceProcess } from "../../electron/devices/spawn-node.ts";
import type { DeviceCapability, DeviceReading } from "../../native-devices/host/device-contract.ts";
import type { PseudoTerminal } from "../../native-devices/virtual/pseudo-terminal.ts";
import { askedScanners } from "../emulators/scanner/asked-scanner.ts";
import { PluggedScanner, sleep, until, whyNoPseudoTerminal, within } from "./plugged-scanner.ts";

const entry = fileURLToPath(new URL("../../native-devices/host/device-process.ts", import.meta.url));
const missing = await whyNoPseudoTerminal();
if (missing) console.warn(`skipped: ${missing}`);

const LABEL = "https://example.invalid/南京-0001";
const hex = (bytes: string) => Buffer.from(bytes.replaceAll(" ", ""), "hex");
const line = (text: string) => Buffer.from(text);
const ACKNOWLEDGED = hex("02 00 00 01 00 33 31");

/** Length, opcode F3, source, status, code type, data; 16 bits that make the sum zero (Zebra SSI). */
function ssiLabel(text: string): Buffer {
  const body = [0, 0xf3, 0, 0, 0x1c, ...line(text)];
  body[0] = body.length;
  const sum = (0x10000 - body.reduce((total, byte) => total + byte, 0)) & 0xffff;
  return Buffer.from([...body, sum >> 8, sum & 0xff]);
}

/** What is sent to the scanner, and what it answers. */
type Exchange = readonly [asked: Buffer, answered: Buffer];

interface Maker {
  readonly profile: string;
  /** A label as it comes over the line. */
  readonly label: Buffer;
  readonly commands: Partial<Readonly<Record<DeviceCapability, readonly Exchange[]>>>;
  /** What the terminal sends by itself after a label. */
  readonly thanks?: Buffer;
}

const NOTHING = Buffer.alloc(0);
const SSI_ACK = hex("04 d0 00 00 ff 2c");

function asks(profile: string): readonly Exchange[] {
  const asked = askedScanners[profile];
  return asked ? [[asked.question, asked.answer]] : [];
}

const MAKERS: readonly Maker[] = [
  {
    profile: "honeywell-serial",
    label: line(`]Q1${LABEL}\r`),
    commands: {
      trigger: [[hex("16 54 0d"), NOTHING]],
      release: [[hex("16 55 0d"), NOTHING]],
      identify: asks("honeywell-serial"),
    },
  },
  {
    profile: "newland-serial",
    label: line(`${LABEL}\r\n`),
    commands: {
      trigger: [[hex("7e 00 08 01 00 02 01 02 da"), ACKNOWLEDGED]],
      release: [[hex("7e 00 08 01 00 02 02 32 b9"), ACKNOWLEDGED]],
      identify: asks("newland-serial"),
    },
  },
  {
    profile: "gm65-serial",
    label: line(`${LABEL}\r`),
    commands: {
      trigger: [[hex("7e 00 08 01 00 02 01 ab cd"), ACKNOWLEDGED]],
      release: [[hex("7e 00 08 01 00 02 00 ab cd"), ACKNOWLEDGED]],
      identify: asks("gm65-serial"),
    },
  },
  {
    profile: "zebra-ssi-serial",
    label: ssiLabel(LABEL),
    thanks: hex("04 d0 04 00 ff 28"),
    commands: {
      trigger: [[hex("04 e4 04 00 ff 14"), SSI_ACK]],
      release: [[hex("04 e5 04 00 ff 13"), SSI_ACK]],
      enable: [[hex("04 e9 04 00 ff 0f"), SSI_ACK]],
      disable: [[hex("04 ea 04 00 ff 0e"), SSI_ACK]],
      identify: asks("zebra-ssi-serial"),
    },
  },
  {
    profile: "datalogic-serial",
    label: Buffer.concat([hex("02"), line(LABEL), hex("03")]),
    commands: {
      trigger: [[line("T"), NOTHING]],
      release: [[line("X"), NOTHING]],
      enable: [[line("E"), NOTHING]],
      disable: [[line("D"), NOTHING]],
      beep: [[line("B"), NOTHING]],
      identify: asks("datalogic-serial"),
    },
  },
  { profile: "serial-scanner-9600", label: line(`${LABEL}\n`), commands: {} },
  { profile: "serial-scanner-115200", label: line(`${LABEL}\r\n`), commands: {} },
  // Without any end: the pause says it.
  { profile: "usb-cdc-scanner", label: line(LABEL), commands: {} },
];

describe.skipIf(missing !== undefined).each(MAKERS)("$profile on the real serialport", (maker) => {
  let scanner: PluggedScanner;
  let terminal: PseudoTerminal;
  let client: DeviceClient;
  let readings: DeviceReading[];
  let defects: string[];
  let heard: Buffer;
  let script: Exchange[];

  /** Answers what the script has next, once it has been asked for whole. */
  const hear = (bytes: Uint8Array) => {
    heard = Buffer.concat([heard, bytes]);
    const [asked, answered] = script[0] ?? [];
    if (!asked || !answered || heard.length < asked.length) return;
    expect(heard.subarray(0, asked.length).toString("hex")).toBe(asked.toString("hex"));
    heard = heard.subarray(asked.length);
    script.shift();
    if (answered.length > 0) void terminal.write(answered);
  };

  beforeEach(async () => {
    scanner = new PluggedScanner();
    terminal = await scanner.plug();
    // On opening it is asked who it is.
    [readings, defects, script, heard] = [[], [], [...(maker.commands.identify ?? [])], Buffer.alloc(0)];
    terminal.onBytes(hear);
    client = createDeviceClient({
      start: spawnNodeDeviceProcess({ entry }),
      onDefect: (defect) => defects.push(defect),
    });
    client.onReading((reading) => readings.push(reading));
    const device = { deviceId: "scanner", isEnabled: true, profile: maker.profile, path: scanner.path };
    expect(await client.configure([device])).toEqual({ ok: true, value: [] });
    await until(() => client.statuses()[0]?.state === "ready");
  });
  afterEach(async () => {
    await client.close();
    await scanner.remove();
    expect(defects).toEqual([]);
  });

  test("speaks the maker's commands and reads the maker's labels, nothing mixed up", async () => {
    for (const [capability, exchanges] of Object.entries(maker.commands)) {
      script = [...exchanges];
      const answer = await within(4000, client.command("scanner", capability as DeviceCapability));
      expect([capability, answer]).toEqual([capability, { ok: true, value: "done" }]);
      await until(() => script.length === 0);
    }
    await terminal.write(maker.label);
    await until(() => readings.length > 0);
    expect(readings).toMatchObject([{ kind: "code", text: LABEL, source: { profileId: maker.profile } }]);
    // Neither an answer to a command nor a rest of the label is told as a second one.
    await sleep(250);
    expect([readings.length, heard.toString("hex")]).toEqual([1, maker.thanks?.toString("hex") ?? ""]);
  });
});
