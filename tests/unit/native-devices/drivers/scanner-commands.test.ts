/** Commands on a scanner that answers as its maker's manual says, late, wrongly or not at all. */
import { describe, expect, test } from "vitest";
import { hexOfBytes } from "../../../../native-devices/codecs/hex.ts";
import { createBarcodeScanner } from "../../../../native-devices/drivers/barcode-scanner.ts";
import { checkProfile } from "../../../../native-devices/profiles/check-profile.ts";
import { loadProfile } from "../../../../native-devices/profiles/loader.ts";
import type { ScannerProfile } from "../../../../native-devices/profiles/profile.ts";
import type { TransportEvents } from "../../../../native-devices/transports/transport.ts";
import { settle, TurnedClock } from "../turned-clock.ts";

const raw = (content: string) => Uint8Array.from(content, (character) => character.charCodeAt(0));

/** Not asked who it is: that is a test of its own. */
function profileOf(id: string): ScannerProfile {
  const loaded = loadProfile(id);
  if (!loaded.ok || loaded.profile.kind !== "barcode-scanner" || "answer" in loaded.profile) throw new Error(id);
  const { probe: _probe, ...profile } = loaded.profile;
  return profile;
}

/** `answer`: what the device says to each write, and after how long. */
function plug(
  profile: ScannerProfile,
  answer: (sent: string) => readonly [string, number] | undefined,
  identities: object[] = [],
) {
  const clock = new TurnedClock();
  const sent: string[] = [];
  const told: string[] = [];
  let line: TransportEvents | undefined;
  const driver = createBarcodeScanner({
    deviceId: "scanner",
    profile,
    clock,
    createTransport: (events) => {
      line = events;
      return {
        open: async () => ({ ok: true }),
        close: async () => {},
        write: async (bytes) => {
          sent.push(hexOfBytes(bytes));
          const reply = answer(hexOfBytes(bytes));
          if (reply) clock.after(reply[1], () => events.onBytes(raw(reply[0]), clock.steadyMs()));
          return { ok: true };
        },
      };
    },
    events: {
      onReading: (reading) => told.push("text" in reading ? reading.text : reading.kind),
      onActivity: () => {},
      onIdentity: (identity) => identities.push(identity),
      onGone: ({ reason }) => told.push(`gone: ${reason}`),
    },
  });
  const scan = (content: string) => line?.onBytes(raw(content), clock.steadyMs());
  return { driver, clock, sent, told, scan, unplug: () => line?.onGone({ reason: "unplugged" }) };
}

const ack = "\x02\0\0\x01\x0031";

describe("a command", () => {
  test("is done once the device acknowledged it, and labels around the reply are read", async () => {
    const { driver, clock, sent, told, scan } = plug(profileOf("newland-serial"), () => [`${ack}SZ02\r`, 30]);
    await driver.open();
    const outcome = driver.commands?.run("trigger");
    await settle();
    scan("SZ01\r");
    await clock.advance(100);
    expect([await outcome, sent, told]).toEqual(["done", ["7e00080100020102da"], ["SZ01", "SZ02"]]);
    expect(clock.waiting).toBe(0);
  });

  test("without a reply is told after its deadline, and half a reply becomes what it was", async () => {
    const { driver, clock, told, scan } = plug(profileOf("newland-serial"), () => undefined);
    await driver.open();
    const outcome = driver.commands?.run("trigger");
    await settle();
    scan("\x02SZ01\x03\x02");
    scan("\0");
    await clock.advance(499);
    expect(told).toEqual(["SZ01"]);
    await clock.advance(200);
    expect([await outcome, told]).toEqual(["no-reply", ["SZ01", "unreadable"]]);
    expect(clock.waiting).toBe(0);
  });

  test("and a label in a packet, which is acknowledged, do not disturb each other", async () => {
    const { driver, clock, sent, told, scan } = plug(profileOf("zebra-ssi-serial"), (bytes) =>
      bytes.startsWith("04e4") ? ["\x04\xd0\0\0\xff\x2c", 20] : undefined,
    );
    await driver.open();
    const outcome = driver.commands?.run("trigger");
    await settle();
    scan("\x0b\xf3\0\0\x1cSZ0123\xfd\x73");
    await clock.advance(30);
    expect([await outcome, told]).toEqual(["done", ["SZ0123"]]);
    expect(sent).toEqual(["04e40400ff14", "04d00400ff28"]);
  });

  test("that the device refuses is told as refused", async () => {
    const { driver, clock } = plug(profileOf("zebra-ssi-serial"), () => ["\x05\xd1\0\0\x02\xff\x28", 5]);
    await driver.open();
    const outcome = driver.commands?.run("disable");
    await clock.advance(10);
    expect(await outcome).toBe("refused");
  });

  test("of a maker that acknowledges nothing is done when it is written", async () => {
    const { driver, sent } = plug(profileOf("datalogic-serial"), () => undefined);
    await driver.open();
    expect([await driver.commands?.run("disable"), sent]).toEqual(["done", ["44"]]);
  });

  test("of several steps stops at the first that fails", async () => {
    const steps = ["01", "02", "03"].map((send) => ({ send, reply: { ack: "06", withinMs: 500 } }));
    const profile = { ...profileOf("newland-serial"), commands: { identify: steps } };
    const { driver, clock, sent } = plug(profile, (bytes) => (bytes === "01" ? ["\x06", 5] : undefined));
    await driver.open();
    const outcome = driver.commands?.run("identify");
    await clock.advance(2000);
    expect([await outcome, sent.length]).toEqual(["no-reply", 2]);
  });

  test("waits for the one before it", async () => {
    const { driver, clock, sent } = plug(profileOf("gm65-serial"), () => [ack, 50]);
    await driver.open();
    const both = [driver.commands?.run("trigger"), driver.commands?.run("release")];
    await clock.advance(40);
    expect(sent.length).toBe(1);
    await clock.advance(100);
    expect([await Promise.all(both), sent.length]).toEqual([["done", "done"], 2]);
  });

  test("to a HID scanner goes out as its report, and its answer is no label", async () => {
    const answer = `\x02\x07${ack}`.padEnd(64, "\0");
    const { driver, clock, sent, told, scan } = plug(profileOf("hid-scanner-newland"), () => [answer, 30]);
    await driver.open();
    const outcome = driver.commands?.run("trigger");
    await settle();
    // A label meanwhile that begins as the answer does, and one after it.
    scan("\x02\x04\x02\0SZ".padEnd(64, "\0"));
    await clock.advance(100);
    scan("\x02\x05SZ02\r".padEnd(64, "\0"));
    expect([await outcome, sent]).toEqual(["done", ["04097e00080100020102da".padEnd(128, "0")]]);
    expect(told).toEqual(["\x02\0SZ", "SZ02"]);
    expect(clock.waiting).toBe(0);
  });

  test.each(["unplug", "close"] as const)("ends at once when the line ends: %s", async (ending) => {
    const { driver, clock, unplug } = plug(profileOf("gm65-serial"), () => undefined);
    await driver.open();
    const both = [driver.commands?.run("trigger"), driver.commands?.run("release")];
    await settle();
    if (ending === "unplug") unplug();
    else await driver.close();
    expect(await Promise.all(both)).toEqual(["closed", "closed"]);
    expect(clock.waiting).toBe(0);
  });
});

describe("capabilities", () => {
  test.each([
    ["honeywell-serial", ["trigger", "release", "identify"]],
    ["gm65-serial", ["trigger", "release", "identify"]],
    ["zebra-ssi-serial", ["trigger", "release", "enable", "disable", "identify"]],
    ["datalogic-serial", ["trigger", "release", "enable", "disable", "beep", "identify"]],
    ["hid-scanner-newland", ["trigger", "release", "identify"]],
    ["hid-scanner-honeywell", ["trigger", "release", "identify"]],
    ["hid-scanner-vguang", ["trigger", "release"]],
    ["serial-scanner-9600", undefined],
  ])("of %s are those of its profile", (id, expected) => {
    expect(plug(profileOf(id), () => undefined).driver.commands?.capabilities).toEqual(expected);
  });
});

describe("on opening", () => {
  const onOpen = [{ send: "16 54 0d", reply: { ack: "06", withinMs: 300 } }];

  test("the device counts as open once it answered", async () => {
    const { driver, clock } = plug({ ...profileOf("gm65-serial"), onOpen }, () => ["\x06", 20]);
    const opened = driver.open();
    await clock.advance(30);
    expect(await opened).toEqual({ ok: true });
  });

  test("a device that does not answer is not open", async () => {
    const { driver, clock } = plug({ ...profileOf("gm65-serial"), onOpen }, () => undefined);
    const opened = driver.open();
    await clock.advance(300);
    expect(await opened).toEqual({ ok: false, fault: { reason: "read-timeout", detail: "on opening: no-reply" } });
  });
});

test.each(["newland-serial", "hid-scanner-newland"])(
  "%s of a hall may begin with the maker's command mode",
  async (id) => {
    const reply = { ack: "02 00 00 01 00 33 31", withinMs: 500 };
    const onOpen = [{ send: "7e 00 08 01 00 00 d5", check: "crc-16", reply }];
    const checked = checkProfile({ ...profileOf(id), id: "hall-newland", onOpen });
    if (!checked.ok) throw new Error(checked.problems.map(({ message }) => message).join());
    const isHid = id.startsWith("hid");
    const said = isHid ? `\x02${String.fromCharCode(ack.length)}${ack}`.padEnd(64, "\0") : ack;
    const { driver, clock, sent } = plug(checked.profile as ScannerProfile, () => [said, 20]);
    const opened = driver.open();
    await clock.advance(30);
    expect(await opened).toEqual({ ok: true });
    expect(sent).toEqual([expect.stringContaining("7e0008010000d5ef41")]);
  },
);

describe("a scanner that is asked who it is", () => {
  const asked = "164d0d524556494e462e";
  const honest = "REVINFProduct Name: SZ\x06.";
  const probed = (): ScannerProfile => ({ ...profileOf("honeywell-serial"), probe: "identify" });

  /** Opened by a device that answers until it is told to fall silent. */
  async function opened() {
    let answer: string | undefined = honest;
    const plugged = plug(probed(), () => (answer === undefined ? undefined : [answer, 20]));
    const opening = plugged.driver.open();
    await plugged.clock.advance(20);
    expect(await opening).toEqual({ ok: true });
    const say = (next: string | undefined) => {
      answer = next;
    };
    return { ...plugged, say };
  }

  test("is open once it said so, and its answer is no label", async () => {
    const { sent, told } = await opened();
    expect([sent, told]).toEqual([[asked], []]);
  });

  test.each([
    ["says nothing", undefined, "no-reply"],
    ["does not know the question", "REVINF\x05.", "refused"],
  ])("is not open when it %s", async (_name, answer, outcome) => {
    const { driver, clock } = plug(probed(), () => (answer === undefined ? undefined : [answer, 20]));
    const opened = driver.open();
    await clock.advance(600);
    expect(await opened).toEqual({ ok: false, fault: { reason: "no-answer", detail: `who it is: ${outcome}` } });
    expect(clock.waiting).toBe(0);
  });

  test("that only says yes is open, and named by nothing", async () => {
    const identities: object[] = [];
    const steps = [{ send: "05", reply: { ack: "06", withinMs: 300 } }];
    const plugged = plug({ ...probed(), commands: { identify: steps } }, () => ["\x06", 5], identities);
    const opening = plugged.driver.open();
    await plugged.clock.advance(10);
    expect([await opening, identities]).toEqual([{ ok: true }, []]);
    await plugged.driver.close();
  });

  test("is asked again after ten idle seconds, and each label puts that off", async () => {
    const { clock, sent, told, scan } = await opened();
    await clock.advance(9900);
    scan("SZ01\r");
    await clock.advance(9900);
    expect(sent).toHaveLength(1);
    await clock.advance(200);
    expect([sent, told]).toEqual([[asked, asked], ["SZ01"]]);
    await clock.advance(25_000);
    expect(sent).toHaveLength(4);
  });

  test("counts as lost after two questions without a word", async () => {
    const { clock, sent, told, say } = await opened();
    say(undefined);
    await clock.advance(10_000 + 1199);
    expect([sent.length, told]).toEqual([3, []]);
    await clock.advance(1);
    expect(told).toEqual(["gone: no-answer"]);
    expect(clock.waiting).toBe(0);
  });

  test.each([
    ["a label", "SZ02\r", ["SZ02"]],
    ["a refusal", "REVINF\x05.", []],
  ])("is there when it answers with %s instead", async (_name, answer, labels) => {
    const { clock, told, say } = await opened();
    say(answer);
    await clock.advance(14_000);
    expect(told).toEqual(labels);
  });

  test("is not asked in the middle of a label", async () => {
    const { clock, sent, scan, driver } = await opened();
    for (let at = 0; at < 150; at += 1) {
      scan("S");
      await clock.advance(80);
    }
    expect(sent).toHaveLength(1);
    await driver.close();
    expect(clock.waiting).toBe(0);
  });
});
