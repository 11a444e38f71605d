/** The administrator's devices, as they are photographed. */
import type { Page } from "playwright-core";
import type { CounterView } from "../../../electron/contract/counter.ts";
import type { DevicePortView, RecordingView } from "../../../electron/contract/devices.ts";
import { fault } from "../../../electron/domain/fault.ts";
import { present } from "../../../electron/domain/present.ts";
import { ok } from "../../../electron/domain/result.ts";
import { lookAtSet } from "../../../native-devices/profiles/hall-set.ts";
import { readProfileText } from "../../../native-devices/profiles/loader.ts";
import { runsOf } from "../../../native-devices/profiles/what-runs.ts";
import {
  devicePorts,
  devicesView,
  failedTrial,
  newlandCopy,
  plugged,
  profileSets,
  profileTextOf,
  rawLines,
  recordedPieces,
  recordings,
  replayed,
  selfChecks,
  trial,
} from "../../helpers/fixtures/device-views.ts";
import { NOW } from "../../helpers/fixtures/terminal-views.ts";
import type { ScriptedHost } from "../../helpers/scripted-host.ts";
import type { Scene } from "./scenes.ts";

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

export function deviceScenes(administrator: CounterView): readonly Scene[] {
  const scene = (name: string, act?: Scene["act"], keys: readonly string[] = []): Scene => ({
    name,
    counter: administrator,
    keys: ["F10", ...keys],
    act: async (page, host) => {
      await page.locator(".devices__body").waitFor();
      await act?.(page, host);
    },
  });
  const plug = (ports: readonly DevicePortView[]) => async (page: Page, host: ScriptedHost) => {
    host.answer("devices.plugged", () => ok({ appeared: [...ports], vanished: [] }));
    await page.keyboard.press("F6");
    await page.getByText("添加设备").waitFor();
  };
  const editor = (id: string, act?: (page: Page) => Promise<void>) =>
    scene(`devices-profile-${id}`, async (page) => {
      await page.getByRole("tab", { name: "设备配置" }).click();
      await page
        .getByRole("row", { name: new RegExp(id) })
        .getByRole("button", { name: "查看" })
        .click();
      await page.getByText("没有问题，可以保存").waitFor();
      await act?.(page);
    });
  const importSet = (name: string, set: object, runs: readonly string[] = []) =>
    scene(
      `devices-profile-set${name}`,
      async (page) => {
        const file = { name: "device-profiles-2026-11-28.json", mimeType: "application/json" };
        const buffer = Buffer.from(JSON.stringify(set, null, 2));
        await page.locator('input[type="file"]').setInputFiles({ ...file, buffer });
        await page.locator(".dialog .profile-set").waitFor();
        for (const [row, text] of runs.entries()) {
          const told = page.locator(".dialog tbody tr").nth(row).locator(".profile-set__runs");
          await told.filter({ has: page.locator('.chip[data-tone="warn"]'), hasText: text }).waitFor();
        }
      },
      ["3"],
    );
  return [
    importSet("", profileSets.sound, ["/opt/north-hall/card-photo-decoder", "http://127.0.0.1:38088/"]),
    importSet("-broken", profileSets.broken),
    importSet("-same", profileSets.same),
    scene(
      "devices-profile-set-unwritable",
      async (page, host) => {
        const problems = [
          { profile: "own", where: "", message: "a key in quotes is missing here", line: 3, column: 3 },
        ];
        host.answer("devices.profile-set", () => ok({ problems }));
        await page.keyboard.press("e");
        await page.getByText("不能导出").waitFor();
      },
      ["3"],
    ),
    scene("devices"),
    scene("devices-lost", undefined, ["ArrowDown"]),
    scene("devices-ports", (page) => page.getByText("没有认出").first().waitFor(), ["2"]),
    scene("devices-profiles", undefined, ["3"]),
    {
      ...scene("devices-none"),
      act: async (page, host) => {
        host.answer("devices.view", () => ok({ ...devicesView, devices: [] }));
        await page.getByText("还没有设备").waitFor();
      },
    },
    scene("devices-trial", (page) => page.getByText("2418.7 毫秒").waitFor(), ["t"]),
    scene("devices-trial-failed", (page) => page.getByText("未做").first().waitFor(), ["ArrowDown", "ArrowDown", "t"]),
    scene("devices-monitor", async (page, host) => {
      await press(page, "监视");
      await page.getByText("还没有数据").waitFor();
      host.showRaw({ deviceId: "honeywell-serial-1", lines: [...rawLines], dropped: 2 });
      await page.getByText("XX9999999999999X").waitFor();
    }),
    scene("devices-plug", async (page) => {
      await page.keyboard.press("F6");
      await page.getByText("插入之前：4 个端口").waitFor();
    }),
    scene("devices-plug-known", plug(plugged.known)),
    scene("devices-plug-unknown", plug(plugged.unknown)),
    scene("devices-plug-shared", async (page, host) => {
      await plug(plugged.shared)(page, host);
      await page.getByText("认不出接的是哪一种设备").waitFor();
    }),
    scene("devices-change", async (page) => {
      await press(page, "更换…");
      await page.getByText("设备随即用新配置重新打开").waitFor();
    }),
    scene("devices-change-failed", async (page) => {
      await press(page, "更换…");
      await page.getByLabel("设备配置").selectOption("hid-scanner");
      // The dialog takes the focus in its next frame; until then Enter would press the button behind it.
      await page.locator(".dialog :focus").waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("没有用新配置打开").waitFor();
    }),
    scene("devices-recordings", (page) => page.getByText("没有个人信息").waitFor(), ["4"]),
    scene(
      "devices-replay",
      async (page, host) => {
        await press(page, "查看和重放…");
        await page.getByText("开始重放").waitFor();
        await page.keyboard.press("Enter");
        host.showReplayed(replayed);
        await page.getByText("9901**********0171").waitFor();
      },
      ["4"],
    ),
    scene("devices-self-test", async (page) => {
      await press(page, "自检");
      await page.getByText("列出 HID 设备").waitFor();
    }),
    editor("honeywell-serial"),
    editor("newland-serial", async (page) => {
      await page.getByLabel("静默时间（毫秒）").fill("5");
      await page.getByText("太小，至少 20").first().waitFor();
    }),
    editor("hid-scanner-microscan", async (page) => {
      await page.getByRole("tab", { name: "原文" }).click();
      const text = page.getByLabel("设备配置原文（JSON）");
      await text.fill((await text.inputValue()).replace('"idleMs"', '"idelMs"'));
      await page.getByText("没有这一项设置").waitFor();
    }),
  ];
}

export function answerDevices(host: ScriptedHost): void {
  const judge = (text: string) => {
    const read = readProfileText(text);
    return read.ok ? { problems: [], profileId: read.profile.id } : { problems: [...read.problems] };
  };
  host.answer("devices.view", () => ok(devicesView));
  host.answer("devices.ports", () => ok({ ports: [...devicePorts] }));
  host.answer("devices.await-plug", () => ok({ ports: devicePorts.length, at: NOW }));
  host.answer("devices.plugged", () => ok({ appeared: [], vanished: [] }));
  host.answer("devices.try", (what) =>
    ok("deviceId" in what && what.deviceId === "gm65-serial-1" ? failedTrial : trial),
  );
  host.answer("devices.self-test", () => ok(selfChecks));
  host.answer("devices.add", ({ profileId }) => ok({ deviceId: `${profileId}-1` }));
  host.answer("devices.change", ({ deviceId }) =>
    ok({ reopened: [{ deviceId, state: "absent", fault: fault("device.gone", { reason: "not-found" }) }] }),
  );
  host.answer("devices.command", () => ok({ outcome: "done" }));
  host.answer("devices.watch", () => ok({ until: NOW + 60_000 }));
  host.answer("devices.record", () => ok({ recording: recordings[0] as RecordingView }));
  host.answer("devices.recordings", () => ok({ recordings: [...recordings] }));
  host.answer("devices.recording", () =>
    ok({ recording: recordings[0] as RecordingView, pieces: [...recordedPieces] }),
  );
  host.answer("devices.replay", () => ok({ pieces: 9 }));
  host.answer("devices.profile", ({ profileId }) =>
    ok({ text: profileTextOf(profileId), origin: profileId === "newland-serial" ? "hall" : "built-in" }),
  );
  host.answer("devices.check-profile", ({ text }) => ok(judge(text)));
  host.answer("devices.look-at-profile-set", ({ file }) => {
    const { profiles, problems } = lookAtSet(Buffer.from(file, "base64").toString(), [newlandCopy]);
    const incoming = profiles.map(({ profile, effect, instead }) => {
      const { id, kind, name } = profile;
      return present({ id, kind, name, effect, instead, runs: runsOf(profile) });
    });
    return ok({ profiles: incoming, problems: [...problems] });
  });
  host.answer("devices.save-profile", ({ text }) => ok({ ...judge(text), reopened: [] }));
}
