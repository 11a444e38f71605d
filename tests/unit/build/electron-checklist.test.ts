/** The table in electron/main/checklist.md is true: every file is there and says what the table says it says. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../helpers/process/liangzheng.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const table = read("electron/main/checklist.md");
const packaging = read("build/electron-builder.yml");

const references = [...table.matchAll(/`([\w./-]+\.(?:ts|json|yml)):([^`]+)`/g)].map(([, path = "", text = ""]) => ({
  path,
  text,
}));

/** Rows of the table whose first cell looks like this. */
const rows = (first: RegExp) =>
  table
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, cell = ""]) => first.test(cell));

test("twenty items, each with what does it and what proves it", () => {
  expect(rows(/^\d+$/).map(([, number]) => Number(number))).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  expect(rows(/^\d+$/).filter(([, , , doing = "", proof = ""]) => !doing.startsWith("`") || proof === "")).toEqual([]);
});

test("every reference exists, with the text behind its colon", () => {
  const untrue = references.filter(({ path, text }) => !existsSync(join(root, path)) || !read(path).includes(text));
  expect([references.length > 40, untrue]).toEqual([true, []]);
});

test("the packager flips every fuse that it knows, as the table says", () => {
  const written = rows(/^[a-z0-9]+(_[a-z0-9]+)+$/).map(([, fuse, , , option = ""]) => ({
    fuse,
    option: /`(\w+: \w+)`/.exec(option)?.[1],
  }));
  const section = /electronFuses:\n((?: {2}\w+: \w+\n)+)/.exec(packaging)?.[1] ?? "";
  const flipped = section.trim().split(/\n\s*/);
  expect(written.length).toBe(9);
  expect(written.flatMap(({ option }) => option ?? []).sort()).toEqual(flipped.sort());
  expect(written.filter(({ option }) => option === undefined).map(({ fuse }) => fuse)).toEqual(["wasm_trap_handlers"]);
});

describe("in each shell file", () => {
  const files = ["main", "preload"].flatMap((folder) =>
    readdirSync(join(root, "electron", folder))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `electron/${folder}/${name}`),
  );

  test("the shell opens nothing outside, loads no file, starts no uploader of crashes, and weakens no preference", () => {
    const forbidden =
      /openExternal|file:\/\/|loadFile|crashReporter|webSecurity|allowRunningInsecure|experimentalFeatures|enableBlinkFeatures|@electron\/remote/;
    expect(files.filter((path) => forbidden.test(read(path)))).toEqual([]);
    expect(read("electron/main/windows.ts")).toMatch(/will-attach-webview", \(event\) => event\.preventDefault\(\)/);
  });

  test("the preload hands the page two functions and no Electron object", () => {
    const preload = read("electron/preload/preload.ts");
    const handed = /exposeInMainWorld\("liangzheng", \{([\s\S]*)\}\);/.exec(preload)?.[1] ?? "";
    expect([...handed.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name)).toEqual(["send", "onMessage"]);
    expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1);
    const passphrase = read("electron/preload/passphrase-preload.ts");
    expect(passphrase).toMatch(/exposeInMainWorld\("liangzhengPassphrase", \{\n {2}ask: [^\n]+\n\}\);/);
    // Electron's event would carry the sender with it.
    expect(handed).toContain("(_event, message: unknown) => listener(message)");
  });
});
