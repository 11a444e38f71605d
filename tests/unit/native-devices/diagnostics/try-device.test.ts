/** Trying a device out: the question who it is counts for itself, wherever it is asked. */
import { expect, test } from "vitest";
import { tryDevice } from "../../../../native-devices/diagnostics/try-device.ts";
import type { Driver, DriverEvents } from "../../../../native-devices/drivers/driver.ts";
import type { DeviceIdentity } from "../../../../native-devices/host/device-contract.ts";
import { TurnedClock } from "../turned-clock.ts";

/** Opens in 30 ms, and asks in `identity.ms` more; or is asked afterwards by its command. */
async function tried(identity: DeviceIdentity | undefined, isAskedOnOpening: boolean) {
  const clock = new TurnedClock();
  const wait = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
  const ask = async (events: DriverEvents) => {
    if (!identity) return;
    await wait(identity.ms);
    events.onIdentity?.(identity);
  };
  const createDriver = (_path: string, events: DriverEvents): Driver => ({
    async open() {
      await wait(30);
      if (isAskedOnOpening) await ask(events);
      return { ok: true };
    },
    close: async () => {},
    ...(isAskedOnOpening
      ? {}
      : { commands: { capabilities: ["identify"], run: () => ask(events).then(() => "done" as const) } }),
  });
  const trying = tryDevice({ clock, readMs: 0, find: async () => "/dev/ttyS0", createDriver });
  await clock.advance(1000);
  const { steps } = await trying;
  return steps.filter(({ step }) => step === "open" || step === "probe");
}

test.each([true, false])("a device that says who it is (on opening: %s)", async (isAskedOnOpening) => {
  expect(await tried({ said: "Voyager 1602g", ms: 40 }, isAskedOnOpening)).toEqual([
    { step: "open", outcome: "done", ms: 30 },
    { step: "probe", outcome: "done", ms: 40, said: "Voyager 1602g" },
  ]);
});

test.each([true, false])("a device that does not (on opening: %s) is no worse for it", async (isAskedOnOpening) => {
  expect(await tried({ ms: 600 }, isAskedOnOpening)).toEqual([
    { step: "open", outcome: "done", ms: 30 },
    { step: "probe", outcome: "timed-out", ms: 600 },
  ]);
});

test("a device that cannot be asked", async () => {
  expect(await tried(undefined, true)).toEqual([
    { step: "open", outcome: "done", ms: 30 },
    { step: "probe", outcome: "skipped", ms: 0 },
  ]);
});
