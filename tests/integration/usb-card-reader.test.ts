/** The real npm `usb` in the device process: when it is loaded, and that it takes no process down with it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ReadingProcess } from "./card-reader-rig.ts";
import { sleep, until, within } from "./plugged-scanner.ts";

let process: ReadingProcess;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "usb-"));
  process = new ReadingProcess();
});
afterEach(async () => {
  await within(8000, process.client.close());
  rmSync(folder, { recursive: true });
});

const isLoaded = () => readFileSync(`/proc/${process.pids[0]}/maps`, "utf8").includes("/@node-usb/");

test.skipIf(globalThis.process.platform !== "linux")(
  "USB's library is loaded to open a reader and never before, and says of what is none that it is not there",
  { timeout: 20_000 },
  async () => {
    await process.configure("sdt-usb-samv");
    await until(() => process.state() === "absent");
    expect(await process.client.look([])).toMatchObject({ ok: true });
    expect(isLoaded()).toBe(false);
    const path = join(folder, "003");
    writeFileSync(path, "");
    await process.configure("sdt-usb-samv", path);
    await until(isLoaded);
    // Where there is no /sys/bus/usb, listening to the library's events ends the process within this time.
    await sleep(1000);
    expect([process.defects, process.pids.length]).toEqual([[], 1]);
    const states = process.statuses.map(({ state, fault }) => `${state} ${fault?.reason ?? ""}`);
    expect(new Set(states.slice(-6))).toEqual(new Set(["opening not-found", "absent not-found"]));
  },
);
