/** The window that the loopback host opens: what others read in its browser's command line, and what it leaves in the temp folder. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Host } from "../../electron/host/open-host.ts";
import { serveLoopback } from "../../electron/loopback/main.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "loopback-window-"));
  const browser = join(folder, "browser");
  writeFileSync(
    browser,
    `#!/bin/sh\necho "$@" > ${folder}/seen.part\nmv ${folder}/seen.part ${folder}/seen\nexec sleep 60\n`,
  );
  chmodSync(browser, 0o700);
  vi.stubEnv("LIANGZHENG_BROWSER", browser);
  vi.stubEnv("DISPLAY", ":0");
  vi.stubEnv("TMPDIR", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const profiles = () => readdirSync(folder).filter((name) => name.startsWith("liangzheng-window-"));

test.skipIf(process.platform === "win32")(
  "its address in the process list is dead once the window is open, the printed one is not; profiles left behind go",
  async () => {
    mkdirSync(join(folder, "liangzheng-window-Ab12Cd"));
    const stop = new AbortController();
    let printed = "";
    const served = serveLoopback(
      {
        openHost: async () => ({ onBug: () => "incident" }) as unknown as Host,
        bundle: import.meta.url,
        port: 0,
        withWindow: true,
        onReady: ({ clerk }) => {
          printed = clerk;
        },
      },
      stop.signal,
    );
    await expect.poll(() => existsSync(join(folder, "seen")), { timeout: 5_000 }).toBe(true);
    const listed = /--app=(\S+)/.exec(readFileSync(join(folder, "seen"), "utf8"))?.[1] ?? "";
    const open = async (address: string) => (await fetch(address, { redirect: "manual" })).status;
    expect([await open(listed), await open(listed)]).toEqual([303, 403]);
    expect([await open(printed), await open(printed)]).toEqual([303, 303]);
    await expect.poll(profiles).toEqual([expect.stringContaining(`liangzheng-window-${process.pid}-`)]);
    stop.abort();
    await served;
    await expect.poll(profiles, { timeout: 5_000 }).toEqual([]);
  },
);
