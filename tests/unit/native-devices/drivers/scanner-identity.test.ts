/** A scanner that is asked who it is on opening, and need not say: whatever it does, no byte of it becomes a code and no code is lost. */
import { describe, expect, test } from "vitest";
import { createBarcodeScanner } from "../../../../native-devices/drivers/barcode-scanner.ts";
import type { DeviceIdentity, DeviceReading } from "../../../../native-devices/host/device-contract.ts";
import { loadProfile } from "../../../../native-devices/profiles/loader.ts";
import type { ScannerProfile } from "../../../../native-devices/profiles/profile.ts";
import type { TransportEvents } from "../../../../native-devices/transports/transport.ts";
import { askedScanners } from "../../../emulators/scanner/asked-scanner.ts";
import { settle, TurnedClock } from "../turned-clock.ts";

const raw = (content: string) => Uint8Array.from(content, (character) => character.charCodeAt(0));

interface Maker {
  readonly id: string;
  /** The answer, in the pieces that a HID scanner sends; a serial one may cut it anywhere. */
  readonly answer: readonly string[];
  readonly said: string;
  readonly refusal?: string;
  readonly label: string;
  /** How the line sends the question back. */
  readonly echo?: string;
}

const CODE = "SZ-2026-000001";
const report = (said: string, tail: string, aim = "") =>
  `\x02${String.fromCharCode(said.length)}${aim}${said}`.padEnd(64 - tail.length, "\0") + tail;

/** As on the emulated line: the paper's own bytes. */
function onLine(id: string): Pick<Maker, "id" | "answer" | "said" | "echo"> {
  const scanner = askedScanners[id];
  if (!scanner) throw new Error(id);
  const { answer, said, question } = scanner;
  return { id, answer: [answer.toString("latin1")], said, echo: question.toString("latin1") };
}

const SERIAL: readonly Maker[] = [
  { ...onLine("honeywell-serial"), refusal: "REVINF\x05.", label: `${CODE}\r` },
  {
    id: "honeywell-serial",
    answer: ["REVINFProduct Name: 1950\x06."],
    said: "Product Name: 1950",
    label: `${CODE}\r`,
  },
  { ...onLine("newland-serial"), refusal: "\x02\x010000#QRYPDN\x05;\x03", label: `${CODE}\r\n` },
  { ...onLine("gm65-serial"), label: `${CODE}\r` },
  { ...onLine("zebra-ssi-serial"), refusal: "\x05\xd1\0\0\x02\xff\x28", label: `${CODE}\r` },
  { ...onLine("datalogic-serial"), label: `\x02${CODE}\x03` },
];

const HID: readonly Maker[] = [
  {
    id: "hid-scanner-honeywell",
    answer: [
      report("Product Name: Voyager 1602g\r\nBoot Revision: : 8992\r\nSoft", "?\0\x01", "]X0"),
      report("ware Revision: 16345\r\n", "?\0\0", "]X0"),
      report("REVINF\x06.", "6\0\0", "]Z6"),
    ],
    said: "Voyager 1602g",
    refusal: report("REVINF\x05.", "6\0\0", "]Z6"),
    label: report(CODE, "Q\0\0", "]Q1"),
  },
  {
    id: "hid-scanner-newland",
    answer: [report("\x02\x010000#QRYPDNNLS-FM30\x06;\x03", "")],
    said: "NLS-FM30",
    label: report(CODE, ""),
  },
];

function profileOf(id: string): ScannerProfile {
  const loaded = loadProfile(id);
  if (!loaded.ok || loaded.profile.kind !== "barcode-scanner" || "answer" in loaded.profile) throw new Error(id);
  return loaded.profile;
}

/** `script`: pieces of what the scanner sends, each with its ms after the question. */
async function asked(id: string, script: readonly (readonly [number, string])[]) {
  const clock = new TurnedClock();
  const readings: DeviceReading[] = [];
  const identities: DeviceIdentity[] = [];
  const state = { openedMs: -1 };
  let line: TransportEvents | undefined;
  let isAsked = false;
  const driver = createBarcodeScanner({
    deviceId: "scanner",
    profile: profileOf(id),
    clock,
    createTransport: (events) => {
      line = events;
      return {
        open: async () => ({ ok: true }),
        close: async () => {},
        write: async () => {
          if (isAsked) return { ok: true };
          isAsked = true;
          for (const [ms, piece] of script) clock.after(ms, () => line?.onBytes(raw(piece), clock.steadyMs()));
          return { ok: true };
        },
      };
    },
    events: {
      onReading: (reading) => readings.push(reading),
      onActivity: () => {},
      onGone: () => {},
      onIdentity: (identity) => identities.push(identity),
    },
  });
  const startMs = clock.steadyMs();
  const opening = driver.open().then((result) => {
    expect(result).toEqual({ ok: true });
    state.openedMs = clock.steadyMs() - startMs;
  });
  await settle();
  await clock.advance(10_000);
  await opening;
  await driver.close();
  expect(clock.waiting).toBe(0);
  const told = readings.map((reading) => ("text" in reading ? reading.text : reading.kind));
  return { told, said: identities.map(({ said }) => said), identities, openedMs: state.openedMs };
}

const whole = ({ answer }: Maker) => answer.join("");
const afterEachOther = (fromMs: number, pieces: readonly string[]) =>
  pieces.map((piece, at) => [fromMs + at, piece] as const);

test.each([...SERIAL, ...HID])("$id is named, and is ready as soon as it has said so", async (maker) => {
  const { told, said, openedMs } = await asked(maker.id, afterEachOther(20, maker.answer));
  expect([told, said]).toEqual([[], [maker.said]]);
  expect(openedMs).toBeLessThan(30);
});

test.each([...SERIAL, ...HID])("$id is ready without a word, and reads", async (maker) => {
  const { told, identities, openedMs } = await asked(maker.id, [[3000, maker.label]]);
  expect(told).toEqual([CODE]);
  expect(identities).toEqual([{ ms: openedMs }]);
  expect(openedMs).toBeLessThanOrEqual(600);
});

test.each([...SERIAL, ...HID].filter(({ refusal }) => refusal))(
  "$id may refuse",
  async ({ id, refusal = "", label }) => {
    const { told, said } = await asked(id, [
      [20, refusal],
      [2000, label],
    ]);
    expect([told, said]).toEqual([[CODE], [undefined]]);
  },
);

test.each([...SERIAL, ...HID])("$id scans before, while and after it is asked", async (maker) => {
  const { told, said } = await asked(maker.id, [
    [5, maker.label],
    ...afterEachOther(50, maker.answer),
    [3000, maker.label],
  ]);
  expect([told, said]).toEqual([[CODE, CODE], [maker.said]]);
});

test.each([...SERIAL, ...HID])("$id may say so long after it is ready", async (maker) => {
  const { told, said } = await asked(maker.id, [...afterEachOther(4000, maker.answer), [6000, maker.label]]);
  expect([told, said]).toEqual([[CODE], [undefined, maker.said]]);
});

describe.each(SERIAL)("$id: $said", (maker) => {
  const answer = whole(maker);
  const cuts = Array.from({ length: answer.length - 1 }, (_, at) => at + 1);

  test("cut anywhere, glued to the labels around it", async () => {
    const wire = `${maker.label}${answer}${maker.label.replace("0001", "0002")}`;
    for (let cut = 1; cut < wire.length; cut += 1) {
      const { told, said } = await asked(maker.id, [
        [20, wire.slice(0, cut)],
        [40, wire.slice(cut)],
      ]);
      expect([cut, told, said]).toEqual([cut, [CODE, CODE.replace("0001", "0002")], [maker.said]]);
    }
  });

  test("cut anywhere by its deadline", async () => {
    const deadlineMs = maker.id === "gm65-serial" ? 500 : 600;
    for (const cut of cuts) {
      const { told, said } = await asked(maker.id, [
        [deadlineMs - 20, answer.slice(0, cut)],
        [deadlineMs + 20, `${answer.slice(cut)}${maker.label}`],
      ]);
      expect([cut, told, said]).toEqual([cut, [CODE], [undefined, maker.said]]);
    }
  });

  test("whose rest is lost anywhere, early and late", async () => {
    for (const cut of cuts) {
      for (const atMs of [20, 2000]) {
        const { told, said } = await asked(maker.id, [
          [atMs, answer.slice(0, cut)],
          [5000, maker.label],
        ]);
        expect([cut, told, said]).toEqual([cut, [CODE], [undefined]]);
      }
    }
  });

  test("sent back by the line, cut anywhere, with or without an answer", async () => {
    const { echo } = maker;
    if (echo === undefined) return;
    for (let cut = 1; cut < echo.length; cut += 1) {
      for (const [rest, expected] of [
        [answer, [maker.said]],
        ["", [undefined]],
      ] as const) {
        const { told, said } = await asked(maker.id, [
          [2, echo.slice(0, cut)],
          [4, `${echo.slice(cut)}${rest}`],
          [5000, maker.label],
        ]);
        expect([cut, told, said]).toEqual([cut, [CODE], expected]);
      }
    }
  });

  test.each(["\x15", "\x06", "?\r", "ERR\r\n", "\x07", "NAK\x15\r\n", "\x05.\r"])(
    "or nonsense: %j",
    async (nonsense) => {
      const { told, said } = await asked(maker.id, [
        [20, nonsense],
        [5000, maker.label],
      ]);
      expect([told, said]).toEqual([[CODE], [undefined]]);
    },
  );
});
