/** Which port a device keeps. */
import { expect, test } from "vitest";
import type { DevicePortView } from "../../../../../electron/contract/devices.ts";
import { deviceToAdd } from "../../../../../renderer/screens/devices/device-to-add.ts";

const honeywell = { profileId: "honeywell-serial", name: "霍尼韦尔", score: 70 };
const port = (...proposals: DevicePortView["proposals"]): DevicePortView => ({
  bus: "serial",
  path: "/dev/ttyUSB3",
  proposals,
});
const finder = { id: "honeywell-serial", findsItself: true };
const kept = { path: "/dev/ttyUSB3" };
const found = {};

test.each([
  ["a profile that finds this port by itself", finder, port(honeywell), found],
  ["a profile that finds itself, but not at this port", finder, port(), kept],
  ["another profile than the proposed one", { id: "zebra-ssi-serial", findsItself: true }, port(honeywell), kept],
  ["a profile that finds nothing", { id: "serial-scanner-9600", findsItself: false }, port(honeywell), kept],
  ["a profile without a port", finder, undefined, found],
])("%s", (_what, profile, chosen, path) => {
  expect(deviceToAdd(profile, chosen, "扫码枪")).toEqual({ profileId: profile.id, name: "扫码枪", ...path });
});

test("what is kept is the link that stays with the device", () => {
  const stablePath = "/dev/serial/by-id/usb-Example_A0001-if00-port0";
  const scanner = { id: "serial-scanner-9600", findsItself: false };
  expect(deviceToAdd(scanner, { ...port(), stablePath }, "扫码枪")).toMatchObject({ path: stablePath });
});
