/** "Plug it in now": what came and what went, also where a device that was connected is pulled out and put in again. */
import { expect, test } from "vitest";
import { createPlugWatch } from "../../../../electron/app/plug-watch.ts";
import type { DevicePortView } from "../../../../electron/contract/devices.ts";
import { fault } from "../../../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../../../electron/domain/result.ts";

const port = (path: string): DevicePortView => ({ bus: "serial", path, proposals: [] });

function setUp(...paths: string[]) {
  let answer: Result<readonly DevicePortView[]> = ok(paths.map(port));
  const watch = createPlugWatch({ ports: async () => answer }, { now: () => 1_000 });
  const look = async () => {
    const { ok: isGood, ...rest } = await watch.difference();
    if (!isGood || !("value" in rest)) throw new Error("no answer");
    const { appeared, vanished } = rest.value;
    return [appeared.map(({ path }) => path), vanished.map(({ path }) => path)];
  };
  return {
    watch,
    look,
    connect: (...now: string[]) => {
      answer = ok(now.map(port));
    },
    see: (...now: DevicePortView[]) => {
      answer = ok(now);
    },
    fail: () => {
      answer = failed(fault("device.process-stopped"));
    },
  };
}

test("what was connected before is no news, what is plugged in is", async () => {
  const { watch, look, connect } = setUp("/dev/ttyS0");
  expect(await watch.remember()).toEqual(ok({ ports: 1, at: 1_000 }));
  expect(await look()).toEqual([[], []]);
  connect("/dev/ttyS0", "/dev/ttyUSB0");
  expect(await look()).toEqual([["/dev/ttyUSB0"], []]);
  expect(await look()).toEqual([["/dev/ttyUSB0"], []]);
});

test("what was connected and is pulled out and put in again has appeared, under the name it had", async () => {
  const { watch, look, connect } = setUp("/dev/ttyS0", "/dev/ttyUSB0");
  await watch.remember();
  connect("/dev/ttyS0");
  expect(await look()).toEqual([[], []]);
  expect(await look()).toEqual([[], ["/dev/ttyUSB0"]]);
  expect(await look()).toEqual([[], ["/dev/ttyUSB0"]]);
  connect("/dev/ttyS0", "/dev/ttyUSB0");
  expect(await look()).toEqual([["/dev/ttyUSB0"], []]);
  connect("/dev/ttyS0");
  expect(await look()).toEqual([[], ["/dev/ttyUSB0"]]);
});

test("what came and went again is neither; asking anew begins anew", async () => {
  const { watch, look, connect } = setUp("/dev/ttyS0");
  await watch.remember();
  connect("/dev/ttyS0", "/dev/ttyUSB0");
  await look();
  connect();
  expect(await look()).toEqual([[], []]);
  expect(await look()).toEqual([[], ["/dev/ttyS0"]]);
  await watch.remember();
  expect(await look()).toEqual([[], []]);
});

test("what one listing did not have, or had otherwise, has not come when the next one has it", async () => {
  const { watch, look, connect, see } = setUp("/dev/ttyS0", "/dev/ttyUSB0");
  await watch.remember();
  connect();
  expect(await look()).toEqual([[], []]);
  connect("/dev/ttyS0", "/dev/ttyUSB0");
  expect(await look()).toEqual([[], []]);
  see(port("/dev/ttyS0"), { ...port("/dev/ttyUSB0"), vendorId: "1a86" });
  expect(await look()).toEqual([["/dev/ttyUSB0"], []]);
  connect("/dev/ttyS0", "/dev/ttyUSB0");
  expect(await look()).toEqual([[], []]);
});

test("a look that failed forgets nothing", async () => {
  const { watch, look, connect, fail } = setUp("/dev/ttyUSB0");
  await watch.remember();
  fail();
  expect(await watch.difference()).toMatchObject({ ok: false });
  connect("/dev/ttyUSB0");
  expect(await look()).toEqual([[], []]);
});
