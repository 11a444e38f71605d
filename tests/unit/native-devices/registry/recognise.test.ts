/** What a port could be. */
import { expect, test } from "vitest";
import { shippedProfiles } from "../../../../native-devices/profiles/loader.ts";
import { profileSchema } from "../../../../native-devices/profiles/profile.ts";
import { proposalsFor, type UnnamedPort } from "../../../../native-devices/registry/recognise.ts";
import { deviceToAdd } from "../../../../renderer/screens/devices/device-to-add.ts";

const serial = (vendorId: string, productId: string): UnnamedPort => ({
  bus: "serial",
  path: "/dev/ttyUSB0",
  vendorId,
  productId,
});
const proposed = (port: UnnamedPort, profiles = shippedProfiles()) =>
  proposalsFor(port, profiles).map(({ profileId, score }) => `${profileId} ${score}`);

test.each([
  ["1a86", "7523"],
  ["0403", "6001"],
  ["067b", "2303"],
  ["10c4", "ea60"],
])("a chip that many makers buy, %s:%s, may have a card reader behind it or a scanner, equally likely", (vid, pid) => {
  expect(proposed(serial(vid, pid)).sort()).toEqual([
    "sdt-serial-115200 20",
    "serial-scanner-115200 20",
    "serial-scanner-9600 20",
  ]);
});

test("what a profile of the hall names comes before that", () => {
  const scanner = shippedProfiles().find(({ id }) => id === "serial-scanner-9600");
  const own = profileSchema.parse({
    ...scanner,
    id: "hall-scanner",
    match: [{ bus: "serial", vid: "1a86", pid: "7523" }],
  });
  expect(proposed(serial("1a86", "7523"), [...shippedProfiles(), own])[0]).toBe("hall-scanner 90");
});

test("a hall's copy that names its own device is not proposed behind such a chip, and chosen there it keeps the port", () => {
  const shipped = shippedProfiles().find(({ id }) => id === "serial-scanner-9600");
  const own = profileSchema.parse({ ...shipped, match: [{ bus: "serial", vid: "0c2e" }] });
  const profiles = [own, ...shippedProfiles().filter(({ id }) => id !== own.id)];
  const adapter = serial("1a86", "7523");
  expect(proposed(adapter, profiles).sort()).toEqual(["sdt-serial-115200 20", "serial-scanner-115200 20"]);
  const port = { ...adapter, proposals: proposalsFor(adapter, profiles) };
  expect(deviceToAdd({ id: own.id, findsItself: true }, port, "扫码枪")).toMatchObject({ path: adapter.path });
});

test("another chip of the same maker, the same numbers on another bus, and a port that says nothing are not taken for one", () => {
  expect(proposed(serial("1a86", "0001"))).toEqual([]);
  expect(proposed({ ...serial("10c4", "ea60"), bus: "hid" })).toEqual([]);
  expect(proposed({ bus: "serial", path: "COM1" })).toEqual([]);
});

test("no reader goes looking for its device behind such a chip", () => {
  const reader = shippedProfiles().find(({ id }) => id === "sdt-serial-115200");
  expect(reader).toMatchObject({ match: [] });
});
