/**
 * Regression 26: an update that was withdrawn must be replaced by a higher version, or machines that have it keep it. Here no machine
 * gets one by itself: nothing in the program or its package looks for updates. Halls install, and the manual says what a withdrawn
 * version needs; that an older program leaves the data of a newer one alone is in `storage-faults.test.ts`.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sourceFiles } from "../../../build/gates/source-files.mjs";
import { root } from "../../helpers/process/liangzheng.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");

test("26: no updater is shipped, neither as a package nor in the code", () => {
  const names = Object.keys(JSON.parse(read("package-lock.json")).packages).map((path) =>
    path.split("node_modules/").at(-1),
  );
  expect(names.length).toBeGreaterThan(100);
  expect(
    names.filter((name) =>
      /^(electron-updater|update-electron-app|electron-simple-updater|squirrel\b.*)$/.test(name ?? ""),
    ),
  ).toEqual([]);
  const files = sourceFiles(root, ["electron", "native-devices", "renderer"]);
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((path: string) => /\bautoUpdater\b|app-update\.yml|setFeedURL/.test(read(path)))).toEqual([]);
});

test("26: the package names no place to fetch updates from", () => {
  expect(read("build/electron-builder.yml")).toMatch(/^publish: null$/m);
  expect(JSON.parse(read("package.json"))).not.toHaveProperty("build.publish");
  expect(existsSync(join(root, "build/app-update.yml"))).toBe(false);
});

test("26: the manual asks for a higher version in place of a withdrawn one", () => {
  expect(read("build/manual/zh-CN/administrator.md")).toMatch(/撤回.*版本号更高/);
});
