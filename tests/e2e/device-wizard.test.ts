/** "Plug it in now", on the real screens: plugged in, noticed, recognised, proposed, and added with its port. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createPlugWatch } from "../../electron/app/plug-watch.ts";
import type { InputOf } from "../../electron/contract/contract.ts";
import { fault } from "../../electron/domain/fault.ts";
import { ok } from "../../electron/domain/result.ts";
import { shippedProfiles } from "../../native-devices/profiles/loader.ts";
import { proposalsFor, type UnnamedPort } from "../../native-devices/registry/recognise.ts";
import { failedTrial, trial } from "../helpers/fixtures/device-views.ts";
import { NOW } from "../helpers/fixtures/terminal-views.ts";
import { answerDevices } from "./screens/device-scenes.ts";
import { administrator } from "./screens/scenes.ts";
import {
  hasChromium,
  openPage,
  openScreenStage,
  type ScreenPage,
  type ScreenStage,
  SIZES,
} from "./screens/screen-stage.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
if (!hasChromium()) console.log("device wizard: skipped, this machine has no Chromium");

const builtIn: UnnamedPort = { bus: "serial", path: "/dev/ttyS0" };
const honeywell: UnnamedPort = {
  bus: "serial",
  path: "/dev/ttyACM0",
  stablePath: "/dev/serial/by-id/usb-Honeywell_Voyager_A1-if00",
  vendorId: "0c2e",
  productId: "0b61",
  serialNumber: "A1",
};
const adapter: UnnamedPort = {
  bus: "serial",
  path: "/dev/ttyUSB0",
  stablePath: "/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0",
  vendorId: "1a86",
  productId: "7523",
};

describe.skipIf(!hasChromium())("the wizard for a new device", () => {
  let stage: ScreenStage;
  let screen: ScreenPage;
  let connected: readonly UnnamedPort[];

  beforeAll(async () => {
    stage = await openScreenStage();
  });
  afterAll(() => stage?.close());

  beforeEach(async () => {
    const { host } = stage;
    host.forgetAnswers();
    answerDevices(host);
    connected = [builtIn, honeywell];
    const profiles = shippedProfiles();
    const ports = async () => ok(connected.map((port) => ({ ...port, proposals: proposalsFor(port, profiles) })));
    const watch = createPlugWatch({ ports }, { now: () => NOW });
    host.answer("devices.await-plug", () => watch.remember());
    host.answer("devices.plugged", () => watch.difference());
    host.showCounter(administrator);
    screen = await openPage(stage, SIZES[0]);
    await screen.page.getByRole("heading", { name: "信任数据" }).waitFor();
    await screen.page.keyboard.press("F10");
    await screen.page.locator(".devices__body").waitFor();
    await screen.page.keyboard.press("F6");
    await screen.page.getByText("插入之前：2 个端口").waitFor();
  });
  afterEach(async () => {
    expect([screen.complaints, stage.host.bugs]).toEqual([[], []]);
    await screen.close();
  });

  const profile = () => screen.page.getByLabel("设备配置");
  const submit = () => screen.page.getByRole("button", { name: /添加并试一试/ });
  const calls = <Name extends "devices.add" | "devices.try">(name: Name) =>
    stage.host.calls.filter(({ command }) => command === name).map(({ input }) => input as InputOf<Name>);
  const added = async () => {
    await submit().click();
    await screen.page.locator(".dialog").waitFor({ state: "detached" });
    return calls("devices.add").at(-1);
  };
  const plugIn = async (...ports: UnnamedPort[]) => {
    connected = [...connected, ...ports];
    await submit().waitFor();
  };

  test("a scanner that was connected is pulled out, plugged in again, recognised, and finds itself from then on", async () => {
    connected = [builtIn];
    await screen.page.getByText("/dev/ttyACM0 已拔下").waitFor();
    await plugIn(honeywell);
    await screen.page.getByText("认出是“霍尼韦尔").waitFor();
    expect(await profile().inputValue()).toBe("honeywell-serial");
    expect(await added()).toEqual({ profileId: "honeywell-serial", name: "扫码器" });
  });

  test("a port that shows before the system has its maker and its link is waited for", async () => {
    const bare: UnnamedPort = { bus: "serial", path: adapter.path };
    connected = [...connected, bare];
    await screen.page.getByText("多了 1 个").waitFor();
    await new Promise((done) => setTimeout(done, 1_500));
    connected = [builtIn, honeywell, adapter];
    await submit().waitFor();
    await screen.page.getByText("认不出接的是哪一种设备").waitFor();
    await profile().selectOption("serial-scanner-9600");
    expect(await added()).toMatchObject({ path: adapter.stablePath });
  });

  test("with another profile than the recognised one it keeps its port, by the link that stays with it", async () => {
    connected = [builtIn];
    await screen.page.getByText("/dev/ttyACM0 已拔下").waitFor();
    await plugIn(honeywell);
    await profile().selectOption("zebra-ssi-serial");
    expect(await added()).toMatchObject({ profileId: "zebra-ssi-serial", path: honeywell.stablePath });
  });

  test("behind a common chip nothing is chosen before a card reader has answered", async () => {
    stage.host.answer("devices.try", () => ok(trial));
    await plugIn(adapter);
    await screen.page.getByText("认不出接的是哪一种设备").waitFor();
    expect([await profile().inputValue(), await submit().isDisabled()]).toEqual(["", true]);
    await screen.page.getByRole("button", { name: "询问是不是身份证阅读器" }).click();
    await screen.page.getByText("有应答：是身份证阅读器").waitFor();
    expect(calls("devices.try").at(-1)).toEqual({
      profileId: "sdt-serial-115200",
      path: adapter.stablePath,
      readMs: 0,
    });
    expect(await profile().inputValue()).toBe("sdt-serial-115200");
    expect(await added()).toMatchObject({ profileId: "sdt-serial-115200", path: adapter.stablePath });
  });

  test("an answer that comes when another port is chosen is not taken for that one", async () => {
    const asked = Promise.withResolvers<void>();
    stage.host.answer("devices.try", () => asked.promise.then(() => ok(trial)));
    await plugIn(adapter, { ...adapter, path: "/dev/ttyUSB1", stablePath: `${adapter.stablePath}-1` });
    await screen.page.getByRole("radio").nth(0).check();
    await screen.page.getByRole("button", { name: "询问是不是身份证阅读器" }).click();
    await screen.page.getByRole("radio").nth(1).check();
    asked.resolve();
    await screen.page.getByRole("button", { name: "询问是不是身份证阅读器" }).waitFor();
    expect([await profile().inputValue(), await submit().isDisabled()]).toEqual(["", true]);
    await screen.page.getByRole("radio").nth(0).check();
    expect(await profile().inputValue()).toBe("sdt-serial-115200");
  });

  test("what does not answer is most likely a scanner, and which one the administrator says", async () => {
    const [find, open, ...rest] = failedTrial.steps;
    const silent = { ...open, step: "open", outcome: "failed", ms: 9_000, fault: fault("device.silent") } as const;
    stage.host.answer("devices.try", () => ok({ steps: [...(find ? [find] : []), silent, ...rest] }));
    await plugIn(adapter);
    await screen.page.getByRole("button", { name: "询问是不是身份证阅读器" }).click();
    await screen.page.getByText("多半是扫码器").waitFor();
    expect([await profile().inputValue(), await submit().isDisabled()]).toEqual(["", true]);
    await profile().selectOption("serial-scanner-9600");
    expect(await added()).toMatchObject({ profileId: "serial-scanner-9600", path: adapter.stablePath });
  });

  test("a port that another program has is not called a scanner", async () => {
    stage.host.answer("devices.try", () => ok(failedTrial));
    await plugIn(adapter);
    await screen.page.getByRole("button", { name: "询问是不是身份证阅读器" }).click();
    await screen.page.locator(".plug__question .device__fault").waitFor();
    expect(await screen.page.getByText("多半是扫码器").count()).toBe(0);
  });
});
