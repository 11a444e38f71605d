import { expect, test } from "vitest";
import { createHidLister, type ListedHidDevice } from "../../../../native-devices/transports/hid-devices.ts";
import { TurnedClock } from "../turned-clock.ts";

const scanner: ListedHidDevice = {
  path: "/dev/hidraw2",
  vendorId: 0x0c2e,
  productId: 0xb61,
  usagePage: 0x8c,
  usage: 2,
};

test("devices come sorted, with identities as profiles write them; one without a path is none", async () => {
  const devices = [scanner, { ...scanner, path: "/dev/hidraw1", serialNumber: "SN1" }, { ...scanner, path: undefined }];
  const list = createHidLister({ clock: new TurnedClock(), list: async () => devices });
  const entry = { vendorId: "0c2e", productId: "0b61", usagePage: "008c", usage: "0002" };
  expect(await list()).toEqual([
    { path: "/dev/hidraw1", serialNumber: "SN1", ...entry },
    { path: "/dev/hidraw2", ...entry },
  ]);
});

test("a library that fails, even to load, is an empty list", async () => {
  const rejecting = createHidLister({ clock: new TurnedClock(), list: () => Promise.reject(new Error("no libudev")) });
  expect(await rejecting()).toEqual([]);
  const throwing = createHidLister({
    clock: new TurnedClock(),
    list: () => {
      throw new Error("no binding");
    },
  });
  expect(await throwing()).toEqual([]);
});

test("all who ask during a look share it, and the next one looks anew", async () => {
  let looks = 0;
  const list = createHidLister({
    clock: new TurnedClock(),
    list: async () => {
      looks += 1;
      return [scanner];
    },
  });
  await Promise.all([list(), list(), list()]);
  expect(looks).toBe(1);
  await list();
  expect(looks).toBe(2);
});

test("a look that hangs answers after three seconds and is not asked again before it ends", async () => {
  const clock = new TurnedClock();
  const hanging = Promise.withResolvers<ListedHidDevice[]>();
  let looks = 0;
  const list = createHidLister({
    clock,
    list: () => {
      looks += 1;
      return hanging.promise;
    },
  });
  const [first, second] = [list(), list()];
  await clock.advance(3000);
  expect(await first).toEqual([]);
  expect(await second).toEqual([]);
  const third = list();
  expect(looks).toBe(1);
  hanging.resolve([scanner]);
  expect(await third).toHaveLength(1);
  expect(clock.waiting).toBe(0);
});
