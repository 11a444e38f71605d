/** The administrator's readers over the contract, on a whole terminal with its device process and the virtual readers. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PayloadOf } from "../../electron/contract/contract.ts";
import { deviceCommands, type RawLineView } from "../../electron/contract/devices.ts";
import { TRAINING_ACCOUNTS } from "../../electron/host/first-users.ts";
import { EmulatedReader } from "../emulators/id-card-reader/emulated-reader.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { codeOf, told, until } from "../helpers/host/told.ts";
import { PluggedScanner } from "./plugged-scanner.ts";

const person = { name: "周测试", number: "11010519491231002X" };
const password = TRAINING_ACCOUNTS.find(({ account }) => account === "admin01")?.password ?? "";

let terminal: TestHost;
beforeAll(async () => {
  terminal = await openTestHost({ withScanner: true });
}, 30_000);
afterAll(() => terminal.close());

const signInAs = async (account: string) => {
  await terminal.client.call("session.sign-out", {});
  await terminal.signIn(account);
};
const reader = async (name: "scanner" | "card-reader", does: object) =>
  terminal.client.call("training.reader", { reader: name, does: does as never });
const view = async (deviceId: string) => {
  const { devices } = told(await terminal.client.call("devices.view", {}));
  return devices.find((device) => device.deviceId === deviceId);
};
const audited = async () => {
  const entries = told(await terminal.host.parts.storage.auditEntries(0, 500));
  return entries
    .filter(({ action }) => /^(device|setting)\./.test(action))
    .map(({ action, detail }) => ({ action, ...detail }));
};

test.each(["clerk01", "audit01"])("every command is closed to %s", async (account) => {
  await signInAs(account);
  for (const name of Object.keys(deviceCommands) as (keyof typeof deviceCommands)[]) {
    expect(codeOf(await terminal.client.call(name, {} as never)), name).toBe("session.role");
  }
});

describe("an administrator", () => {
  beforeAll(async () => {
    await signInAs("admin01");
    told(await reader("scanner", { act: "plug" }));
    told(await reader("card-reader", { act: "plug" }));
    await until("both readers", async () => {
      const states = [await view("virtual-scanner"), await view("virtual-card-reader")].map((one) => one?.state);
      return states.every((state) => state === "ready");
    });
  });

  test("sees profiles, ports and readers", async () => {
    // The list is as last seen: empty until the device process has first answered.
    await until("profiles", async () => told(await terminal.client.call("devices.view", {})).profiles.length > 0);
    const { profiles, process } = told(await terminal.client.call("devices.view", {}));
    expect(process.state).toBe("running");
    expect(profiles).toContainEqual(expect.objectContaining({ id: "serial-scanner-9600", origin: "built-in" }));
    const { ports } = told(await terminal.client.call("devices.ports", {}));
    expect(ports).toContainEqual({
      bus: "serial",
      path: "virtual:scanner",
      deviceId: "virtual-scanner",
      proposals: [],
    });
  });

  test("tries a reader step by step, and has it back afterwards", async () => {
    const trying = terminal.client.call("devices.try", { deviceId: "virtual-scanner", readMs: 5000 });
    await new Promise((done) => setTimeout(done, 300));
    told(await reader("scanner", { act: "scan", code: "11010519491231002X" }));
    const { steps, reading } = told(await trying);
    expect(steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      "find done",
      "open done",
      "probe skipped",
      "read done",
    ]);
    expect(reading).toMatchObject({ kind: "code", masked: "1101**********002X", size: 18 });
    await until("the reader", async () => (await view("virtual-scanner"))?.state === "ready");
  });

  test("is told at which step a trial ended", async () => {
    const { steps } = told(
      await terminal.client.call("devices.try", {
        profileId: "serial-scanner-9600",
        path: "/dev/ttyNONE",
        readMs: 100,
      }),
    );
    expect(steps).toMatchObject([
      { step: "find", outcome: "failed", fault: { detail: { reason: "not-found" } } },
      { outcome: "skipped" },
      { outcome: "skipped" },
      { outcome: "skipped" },
    ]);
    expect(codeOf(await terminal.client.call("devices.try", { deviceId: "nobody", readMs: 0 }))).toBe("device.unknown");
  });

  test.each([
    ["an ID-card reader answers", false, "done", undefined],
    ["anything else does not", true, "failed", "device.silent"],
  ])(
    "asks what is at a port without reading anything: %s",
    { timeout: 60_000 },
    async (_what, isDead, outcome, code) => {
      const plugged = new PluggedScanner();
      const line = await plugged.plug();
      const emulated = new EmulatedReader();
      emulated.misbehaviour.isDead = isDead;
      emulated.send = (bytes) => void line.write(bytes);
      line.onBytes((bytes) => emulated.receive(bytes));
      const question = { profileId: "sdt-serial-115200", path: plugged.path, readMs: 0 };
      const { steps } = told(await terminal.client.call("devices.try", question));
      const opening = steps.find(({ step }) => step === "open");
      expect([opening?.outcome, opening?.fault?.code]).toEqual([outcome, code]);
      // The state and the identity, and of a reader whether a card lies there.
      expect(emulated.commands.filter((command) => /^(2002|30)/.test(command))).toEqual([]);
      await plugged.remove();
    },
  );

  test("watches raw lines without what they say, and records the same line", async () => {
    const lines: RawLineView[] = [];
    terminal.client.on("devices.raw", ({ lines: more }) => void lines.push(...more));
    told(await terminal.client.call("devices.watch", { deviceId: "virtual-card-reader" }));
    told(await reader("card-reader", { act: "place", card: person }));
    await until("a card reply", async () => lines.some(({ size }) => size === 1295));
    expect(lines.map(({ hex }) => hex).join("")).not.toContain(Buffer.from(person.name, "utf16le").toString("hex"));
    await until("its reading", async () => (await view("virtual-card-reader"))?.lastReading);
    expect((await view("virtual-card-reader"))?.lastReading).toMatchObject({
      kind: "card",
      masked: "周*试 1101**********002X",
    });
    expect(told(await terminal.client.call("devices.view", {})).watched).toBe("virtual-card-reader");
    told(await terminal.client.call("devices.unwatch", {}));
    const { recording } = told(await terminal.client.call("devices.record", { deviceId: "virtual-card-reader" }));
    const { fileName, pieces } = recording;
    const folder = join(terminal.dataDir, "terminal", "recordings");
    expect(readdirSync(folder)).toEqual([fileName]);
    const text = readFileSync(join(folder, fileName), "utf8");
    expect(text).not.toContain(Buffer.from(person.number, "utf16le").toString("hex"));
    expect(pieces).toBeGreaterThan(10);
    expect(await audited()).toEqual(
      expect.arrayContaining([
        { action: "device.watched", device: "virtual-card-reader" },
        { action: "device.recorded", device: "virtual-card-reader" },
      ]),
    );
  });

  test.each(["fast", "step"] as const)("plays the recording again, %s, and reads the stand-in", async (speed) => {
    const { client } = terminal;
    const { recordings } = told(await client.call("devices.recordings", {}));
    const { fileName = "", pieces, replacedBytes } = recordings[0] ?? {};
    const shown = told(await client.call("devices.recording", { fileName }));
    expect(shown.pieces.length).toBe(pieces);
    expect(shown.pieces.reduce((sum, { replaced }) => sum + replaced, 0)).toBe(replacedBytes);
    expect(replacedBytes).toBeGreaterThan(20);
    const seen: PayloadOf<"devices.replayed">[] = [];
    const stop = client.on("devices.replayed", (progress) => void seen.push(progress));
    const started = told(await client.call("devices.replay", { fileName, speed }));
    if (speed === "step") {
      await new Promise((done) => setTimeout(done, 300));
      expect(seen).toEqual([]);
    }
    await until("its end", async () => {
      if (speed === "step") told(await client.call("devices.control-replay", { does: "step" }));
      return seen.some(({ isOver }) => isOver);
    });
    stop();
    expect(seen.at(-1)).toMatchObject({ at: started.pieces, of: started.pieces, isOver: true });
    const readings = seen.flatMap((progress) => progress.readings);
    expect(readings.map(({ kind }) => kind)).toEqual(["card"]);
    expect(readings[0]?.masked).not.toContain("周*试");
  });

  test("calls a replay off, and knows no file outside its folder", async () => {
    const { client } = terminal;
    const { recordings } = told(await client.call("devices.recordings", {}));
    const { fileName = "" } = recordings[0] ?? {};
    told(await client.call("devices.replay", { fileName, speed: "step" }));
    told(await client.call("devices.control-replay", { does: "stop" }));
    told(await client.call("devices.drop-recording", { fileName }));
    expect(told(await client.call("devices.recordings", {})).recordings).toEqual([]);
    expect(codeOf(await client.call("devices.recording", { fileName }))).toBe("device.recording-unknown");
    for (const outside of ["../readers.json", "../../terminal/readers.json", "a/b.jsonl"]) {
      expect(codeOf(await client.call("devices.recording", { fileName: outside }))).toBe("call.invalid");
    }
  });

  test.each([
    ["a lock", "session.lock", () => terminal.client.call("session.unlock", { password })],
    ["a sign-out", "session.sign-out", () => terminal.signIn("admin01")],
  ] as const)("stops watching at %s, and does not find it running afterwards", async (_, leave, comeBack) => {
    const lines: RawLineView[] = [];
    const stop = terminal.client.on("devices.raw", ({ lines: more }) => void lines.push(...more));
    const watched = async () => told(await terminal.client.call("devices.view", {})).watched;
    told(await terminal.client.call("devices.watch", { deviceId: "virtual-card-reader" }));
    expect(await watched()).toBe("virtual-card-reader");
    await until("lines", async () => lines.length > 0);
    told(await terminal.client.call(leave, {}));
    await comeBack();
    lines.length = 0;
    // The reader is polled several times a second.
    await new Promise((done) => setTimeout(done, 600));
    expect([await watched(), lines.length]).toEqual([undefined, 0]);
    stop();
  });

  test("sees what was plugged in since it was asked", async () => {
    told(await reader("scanner", { act: "unplug" }));
    told(await terminal.client.call("devices.await-plug", {}));
    told(await reader("scanner", { act: "plug" }));
    const { appeared, vanished } = told(await terminal.client.call("devices.plugged", {}));
    expect([appeared.map(({ path }) => path), vanished]).toEqual([["virtual:scanner"], []]);
  });

  test("gives a device another profile in place, is told that it does not open with it, and goes back", async () => {
    const { client } = terminal;
    const deviceId = "training-scanner";
    const before = await view(deviceId);
    const { profileId = "", fixedPath: path = "", name = "" } = before ?? {};
    expect([before?.state, path]).toEqual(["ready", expect.stringContaining("scanner")]);
    const elsewhere = { deviceId, profileId: "serial-scanner-9600", name: "换过的", path: "/dev/ttyNONE" };
    const worse = told(await client.call("devices.change", elsewhere));
    expect(worse.reopened).toMatchObject([{ deviceId, state: "absent", fault: { code: "device.gone" } }]);
    expect(await view(deviceId)).toMatchObject({ profileId: "serial-scanner-9600", name: "换过的" });
    const back = told(await client.call("devices.change", { deviceId, profileId, name, path }));
    expect(back.reopened).toEqual([{ deviceId, state: "ready" }]);
    const gone = await client.call("devices.change", { deviceId, profileId: "nobody", name, path });
    expect([codeOf(gone), (await view(deviceId))?.state]).toEqual(["device.profile-unknown", "ready"]);
    expect(await audited()).toContainEqual({
      action: "setting.changed",
      setting: "device.changed",
      device: deviceId,
      profile: "serial-scanner-9600",
    });
  });

  test("keeps a profile of the hall only when it is sound, and goes back to what ships", async () => {
    const { client } = terminal;
    const { text } = told(await client.call("devices.profile", { profileId: "serial-scanner-9600" }));
    const bad = told(await client.call("devices.save-profile", { text: text.replace('"idleMs"', '"idleMS"') }));
    expect([bad.profileId, bad.problems.length > 0, typeof bad.problems[0]?.line]).toEqual([undefined, true, "number"]);
    const own = text.replace(/"name": "[^"]*"/, '"name": "本厅扫码枪"');
    expect(told(await client.call("devices.save-profile", { text: own })).profileId).toBe("serial-scanner-9600");
    const find = async () =>
      told(await client.call("devices.view", {})).profiles.find(({ id }) => id === "serial-scanner-9600");
    expect(await find()).toMatchObject({ origin: "hall", name: "本厅扫码枪", isBroken: false });
    told(await client.call("devices.drop-profile", { profileId: "serial-scanner-9600" }));
    expect(await find()).toMatchObject({ origin: "built-in" });
  });

  test("gets a self-test with every reader in it", async () => {
    const { checks } = told(await terminal.client.call("devices.self-test", {}));
    expect(checks.map(({ check }) => check).slice(0, 4)).toEqual(["process", "serial-list", "hid-list", "profiles"]);
    expect(checks).toContainEqual({ check: "device", deviceId: "virtual-card-reader", outcome: "good" });
  });

  test("adds, switches, changes and removes a reader; all of it is audited and outlives the terminal's restart", {
    timeout: 60_000,
  }, async () => {
    const added = { profileId: "usb-cdc-scanner", name: "门口扫码枪" };
    const { deviceId } = told(await terminal.client.call("devices.add", added));
    expect(await view(deviceId)).toMatchObject({ name: "门口扫码枪", isEnabled: true });
    told(await terminal.client.call("devices.set-enabled", { deviceId, isEnabled: false }));
    await until("it to stop", async () => (await view(deviceId))?.state === "disabled");
    // One that the terminal was set up with, and one that came at the screen.
    const { fixedPath: path = "" } = (await view("training-scanner")) ?? {};
    const renamed = { deviceId: "training-scanner", profileId: "serial-scanner-115200", name: "旧扫码枪", path };
    told(await terminal.client.call("devices.change", renamed));
    told(await terminal.client.call("devices.set-enabled", { deviceId: "training-scanner", isEnabled: false }));

    await terminal.closeHost();
    const folder = join(terminal.dataDir, "terminal", "profiles");
    const left = join(folder, ".incoming-999999999-own.json");
    mkdirSync(folder, { recursive: true });
    writeFileSync(left, "{");
    terminal = await openTestHost({ withScanner: true, dataDir: terminal.dataDir, training: terminal.training });
    await signInAs("admin01");
    await until("the readers", async () => (await view(deviceId))?.state === "disabled");
    expect(await view(deviceId)).toMatchObject({ name: "门口扫码枪", isEnabled: false, state: "disabled" });
    expect(existsSync(left)).toBe(false);
    expect(await view("training-scanner")).toMatchObject({
      name: "旧扫码枪",
      profileId: "serial-scanner-115200",
      fixedPath: path,
      state: "disabled",
    });

    told(await terminal.client.call("devices.remove", { deviceId }));
    expect(await view(deviceId)).toBeUndefined();
    expect(codeOf(await terminal.client.call("devices.remove", { deviceId }))).toBe("device.unknown");
    const rows = (await audited()).flatMap((row) => ("setting" in row ? [row["setting"]] : []));
    expect(rows.slice(-6)).toEqual([
      "device.added",
      "device.enabled",
      "device.changed",
      "device.enabled",
      "device.removed",
      "device.removed",
    ]);
  });
});
