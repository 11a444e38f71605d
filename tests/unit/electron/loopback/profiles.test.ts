import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeProfile, sweepProfiles } from "../../../../electron/loopback/profiles.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "profiles-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Of a process that has ended. */
const gone = () => spawnSync(process.execPath, ["--version"]).pid;

function left(name: string, lock?: string): string {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "Preferences"), "{}");
  if (lock) symlinkSync(lock, join(folder, name, "SingletonLock"));
  return name;
}

test("what a killed terminal left behind goes, of this version and of former ones", async () => {
  const names = [
    left(`liangzheng-window-${gone()}-aB3dE6`),
    left("liangzheng-window-Xy12Zz", `${hostname()}-${gone()}`),
    left("liangzheng-window-Ab12Cd"),
  ];
  expect([...(await sweepProfiles(folder))].sort()).toEqual([...names].sort());
  for (const name of names) expect(existsSync(join(folder, name))).toBe(false);
});

test("a running terminal's stays, and that of a browser which outlived its terminal", async () => {
  const own = basename(makeProfile(folder));
  expect(own).toMatch(/^liangzheng-window-\d+-\w{6}$/);
  const browser = spawn(process.execPath, ["-e", "setTimeout(() => 0, 60000)"]);
  const kept = [
    own,
    left(`liangzheng-window-${gone()}-aB3dE6`, `${hostname()}-${browser.pid}`),
    left("liangzheng-window-Xy12Zz", `another-machine-${gone()}`),
  ];
  expect(await sweepProfiles(folder)).toEqual([]);
  browser.kill();
  for (const name of kept) expect(existsSync(join(folder, name))).toBe(true);
});

test("what only looks like one stays: other names, a file, a link to somewhere else", async () => {
  const elsewhere = left("elsewhere");
  left("liangzheng-window-");
  left("liangzheng-window-1-aB3dE6-copy");
  writeFileSync(join(folder, "liangzheng-window-aaaaaa"), "");
  symlinkSync(join(folder, elsewhere), join(folder, "liangzheng-window-bbbbbb"));
  expect(await sweepProfiles(folder)).toEqual([]);
  expect(existsSync(join(folder, elsewhere, "Preferences"))).toBe(true);
});

test("a temp folder that cannot be read ends no start", async () => {
  expect(await sweepProfiles(join(folder, "nowhere"))).toEqual([]);
});
