/** The real npm `usb` in the device process: when it is loaded, and that it takes no process down with it. */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ReadingProcess } from "./card-reader-rig.ts";
import { sleep, until, within } from "./plugged-scanner.ts";

let process: ReadingProcess;

beforeEach(() => {
  process = new ReadingProcess();
});
afterEach(async () => {
  await within(8000, process.client.close());
});

const isLoaded = () => readFileSync(`/proc/${process.pids[0]}/maps`, "utf8").includes("/@node-usb/");

test.skipIf(globalThis.process.platform !== "linux")(
  "USB is looked at for a profile that needs it and never before; where there is no such reader it is absent",
  { timeout: 20_000 },
  async () => {
    await process.configure("sdt-hid-mr300");
    await until(() => process.state() === "absent");
    expect(isLoaded()).toBe(false);
    expect(await process.configure("sdt-usb-samv")).toEqual({ ok: true, value: [] });
    await until(() => process.client.statuses()[0]?.fault?.reason === "not-found");
    expect(isLoaded()).toBe(true);
    // Where there is no /sys/bus/usb, listening to the library's events ends the process within this time.
    await sleep(1000);
    expect([process.defects, process.pids.length, process.state()]).toEqual([[], 1, "absent"]);
  },
);
