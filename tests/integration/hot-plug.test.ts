/** The hot-plug watch on a real file system. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../native-devices/clock.ts";
import { watchHotPlug } from "../../native-devices/registry/hot-plug.ts";
import { sleep, until } from "./plugged-scanner.ts";

describe.skipIf(process.platform !== "linux")("the hot-plug watch", () => {
  let folder: string;
  let changes: number;
  let stop: () => void;

  const watchFor = (path: string) => {
    changes = 0;
    stop = watchHotPlug({
      paths: [path],
      clock: systemClock,
      onChange: () => {
        changes += 1;
      },
    });
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "liangzheng-plug-"));
  });
  afterEach(() => {
    stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("tells that a configured file came and went, one call for a burst", async () => {
    watchFor(join(folder, "scanner"));
    writeFileSync(join(folder, "scanner"), "");
    expect(await until(() => changes === 1)).toBeLessThan(1000);
    rmSync(join(folder, "scanner"));
    writeFileSync(join(folder, "scanner"), "");
    rmSync(join(folder, "scanner"));
    await sleep(200);
    expect(changes).toBe(2);
  });

  test("says nothing of other files, nor of writing to the file", async () => {
    writeFileSync(join(folder, "scanner"), "");
    watchFor(join(folder, "scanner"));
    writeFileSync(join(folder, "other"), "");
    writeFileSync(join(folder, "scanner"), "x");
    await sleep(200);
    expect(changes).toBe(0);
  });

  test("tells that a folder came in which a configured file may stand", async () => {
    watchFor(join(folder, "by-id", "usb-scanner"));
    mkdirSync(join(folder, "by-id"));
    expect(await until(() => changes === 1)).toBeLessThan(1000);
  });

  test("is over when it was stopped", async () => {
    watchFor(join(folder, "scanner"));
    stop();
    writeFileSync(join(folder, "scanner"), "");
    await sleep(200);
    expect(changes).toBe(0);
  });
});
