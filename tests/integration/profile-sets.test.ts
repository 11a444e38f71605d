/** Sets of the hall's profiles over the contract, on a whole terminal with its device process. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { codeOf, told } from "../helpers/host/told.ts";

let terminal: TestHost;
beforeAll(async () => {
  terminal = await openTestHost({ withScanner: true });
  await terminal.client.call("session.sign-out", {});
  await terminal.signIn("admin01");
}, 30_000);
afterAll(() => terminal.close());

const audited = async () => {
  const entries = told(await terminal.host.parts.storage.auditEntries(0, 500));
  return entries
    .filter(({ action }) => /^(device|setting)\./.test(action))
    .map(({ action, detail }) => ({ action, ...detail }));
};

describe("a set of profiles", () => {
  const id = "serial-scanner-9600";
  const file = (text: string) => ({ file: Buffer.from(text).toString("base64") });
  const set = async (...profiles: object[]) => {
    const { text } = told(await terminal.client.call("devices.profile", { profileId: id }));
    const own = JSON.parse(text) as Record<string, unknown>;
    return JSON.stringify({ profileSet: 1, profiles: profiles.map((changes) => ({ ...own, ...changes })) }, null, 2);
  };
  const names = async () => {
    const { profiles } = told(await terminal.client.call("devices.view", {}));
    return profiles.flatMap(({ origin, name }) => (origin === "hall" ? [name] : []));
  };
  const imported = async () =>
    (await audited()).filter((row) => "setting" in row && /^profiles?\.import/.test(String(row.setting)));

  test("is looked at, taken, written and taken back; what came in is audited", async () => {
    const { client } = terminal;
    const incoming = file(await set({ name: "一号窗口" }, { id: "own-9600", name: "自己的" }));
    const { profiles } = told(await client.call("devices.look-at-profile-set", incoming));
    expect(profiles).toEqual([
      { id, kind: "barcode-scanner", name: "一号窗口", effect: "before-shipped", instead: expect.any(String) },
      { id: "own-9600", kind: "barcode-scanner", name: "自己的", effect: "new" },
    ]);
    expect([await names(), await imported()]).toEqual([[], []]);

    expect(told(await client.call("devices.take-profile-set", incoming))).toEqual({
      problems: [],
      taken: 2,
      reopened: [],
    });
    expect((await names()).sort()).toEqual(["一号窗口", "自己的"].sort());
    expect(await imported()).toEqual([
      { action: "setting.changed", setting: "profile.imported", profile: id, effect: "before-shipped" },
      { action: "setting.changed", setting: "profile.imported", profile: "own-9600", effect: "new" },
    ]);
    expect(told(await client.call("devices.take-profile-set", incoming)).taken).toBe(0);
    const written = told(await client.call("devices.profile-set", {}));
    const again = told(await client.call("devices.look-at-profile-set", file(written.text ?? "")));
    expect(again.profiles.map(({ effect }) => effect)).toEqual(["same", "same"]);

    told(await client.call("devices.untake-profile-set", {}));
    expect(await names()).toEqual([]);
    expect((await imported()).at(-1)).toEqual({ action: "setting.changed", setting: "profiles.import-undone" });
  });

  test("tells what its profiles run on this computer before it is taken, and the audit has it", async () => {
    const { client } = terminal;
    const textOf = async (profileId: string) => told(await client.call("devices.profile", { profileId })).text;
    const card = JSON.parse(await textOf("sdt-serial-115200")) as { options: object };
    const program = { what: "program", at: "/opt/hall/card-photo" };
    const photos = { ...card, options: { ...card.options, photoDecoder: program.at } };
    const service = JSON.parse(await textOf("service-card-http")) as { transport: { url: string } };
    const asked = { what: "service", at: service.transport.url };
    const incoming = file(JSON.stringify({ profileSet: 1, profiles: [photos, service] }));
    const { profiles } = told(await client.call("devices.look-at-profile-set", incoming));
    expect(profiles.map(({ runs }) => runs)).toEqual([program, asked]);
    told(await client.call("devices.take-profile-set", incoming));
    expect((await imported()).slice(-2)).toMatchObject([{ runs: program.at }, { runs: asked.at }]);
    told(await client.call("devices.untake-profile-set", {}));

    const text = JSON.stringify(photos);
    expect(told(await client.call("devices.check-profile", { text })).runs).toEqual(program);
    told(await client.call("devices.save-profile", { text }));
    expect((await audited()).at(-1)).toMatchObject({ setting: "profile.saved", runs: program.at });
    told(await client.call("devices.drop-profile", { profileId: "sdt-serial-115200" }));
  });

  test("is not taken back over what was changed since", async () => {
    const { client } = terminal;
    told(await client.call("devices.take-profile-set", file(await set({ name: "导入的" }))));
    const { text } = told(await client.call("devices.profile", { profileId: id }));
    told(await client.call("devices.save-profile", { text: text.replace("导入的", "后来改的") }));
    const before = await imported();
    expect(codeOf(await client.call("devices.untake-profile-set", {}))).toBe("device.nothing-to-take-back");
    expect(await imported()).toEqual(before);
    expect(await names()).toEqual(["后来改的"]);
    told(await client.call("devices.drop-profile", { profileId: id }));
  });

  test("is still taken back after a change that came to nothing", async () => {
    const { client } = terminal;
    told(await client.call("devices.take-profile-set", file(await set({ name: "导入的" }))));
    const dropped = await client.call("devices.drop-profile", { profileId: "nobody" });
    expect(codeOf(dropped)).toBe("device.profile-unknown");
    // A folder of that name: the profile cannot be written.
    const inTheWay = join(terminal.dataDir, "terminal", "profiles", "blocked.json");
    mkdirSync(inTheWay);
    const text = told(await client.call("devices.profile", { profileId: id })).text.replace(id, "blocked");
    expect(codeOf(await client.call("devices.save-profile", { text }))).toMatch(/^storage\./);
    rmSync(inTheWay, { recursive: true });
    told(await client.call("devices.untake-profile-set", {}));
    expect(await names()).toEqual([]);
    expect(codeOf(await client.call("devices.untake-profile-set", {}))).toBe("device.nothing-to-take-back");
  });

  test("that a device does not open with is told, and taken back", async () => {
    const { client } = terminal;
    const found = told(await client.call("devices.profile", { profileId: "usb-cdc-scanner" }));
    const { deviceId } = told(await client.call("devices.add", { profileId: "usb-cdc-scanner", name: "临时" }));
    const cdc = JSON.parse(found.text) as object;
    const incoming = file(JSON.stringify({ profileSet: 1, profiles: [{ ...cdc, name: "换过的" }] }));
    const { reopened } = told(await client.call("devices.take-profile-set", incoming));
    expect(reopened).toMatchObject([{ deviceId, state: "absent", fault: { code: "device.gone" } }]);
    const back = told(await client.call("devices.untake-profile-set", {}));
    expect([back.reopened.map((device) => device.deviceId), await names()]).toEqual([[deviceId], []]);
    told(await client.call("devices.remove", { deviceId }));
  });

  test.each([
    [
      "one profile of it is wrong",
      () => set({ id: "sound" }, { id: "wrong", idleMs: 5 }),
      /^profiles\.1\.idleMs no such setting$/,
    ],
    ["it is none", () => Promise.resolve("{}"), /^ not a set of profiles/],
    ["it is no text", () => Promise.resolve("\xff\xfe"), /^ not UTF-8 text$/],
  ])("comes in not at all where %s", async (_, text, complaint) => {
    const { client } = terminal;
    const before = await imported();
    const bytes = await text();
    const incoming = bytes.startsWith("\xff") ? { file: Buffer.from(bytes, "latin1").toString("base64") } : file(bytes);
    const { problems, taken } = told(await client.call("devices.take-profile-set", incoming));
    expect([taken, `${problems[0]?.where} ${problems[0]?.message}`]).toEqual([0, expect.stringMatching(complaint)]);
    expect([await names(), await imported()]).toEqual([[], before]);
  });
});
