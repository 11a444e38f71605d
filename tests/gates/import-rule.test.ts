import { beforeAll, describe, expect, test } from "vitest";
import { runGate } from "./broken-tree.ts";

/** What each folder must not do: the folder, the import, and the folder it reaches into when that is one of ours. */
const FORBIDDEN: readonly (readonly [what: string, folder: string, reaches: string])[] = [
  ["domain reaching for Node", "electron/domain", "node:fs"],
  ["domain reaching for app", "electron/domain", "electron/app"],
  ["seal reaching for domain", "electron/seal", "electron/domain"],
  ["seal reaching for Node", "electron/seal", "node:zlib"],
  ["contract reaching for app", "electron/contract", "electron/app"],
  ["app reaching for storage", "electron/app", "electron/storage"],
  ["app reaching for Node", "electron/app", "node:fs"],
  ["province reaching for storage", "electron/province", "electron/storage"],
  ["storage reaching for province", "electron/storage", "electron/province"],
  ["host reaching for Electron", "electron/host", "electron"],
  ["host reaching for a composition root", "electron/host", "electron/loopback"],
  ["training reaching for the seal library", "electron/training", "electron/seal"],
  ["a screen reaching for Node", "renderer", "node:fs"],
  ["a screen reaching for storage", "renderer", "electron/storage"],
  ["devices reaching for use cases", "native-devices", "electron/app"],
  ["the product reaching for tests", "electron/province", "tests"],
];

const nameOf = (what: string) => what.replaceAll(" ", "-").toLowerCase();
const depth = (folder: string) => "../".repeat(folder.split("/").length);
const isOurs = (reaches: string) => /^(electron\/|native-devices|renderer|tests)/.test(reaches);

let output = "";
beforeAll(() => {
  const files: Record<string, string> = { "electron/newcomer/x.ts": "/** x */\nexport const x = 1;\n" };
  for (const [what, folder, reaches] of FORBIDDEN) {
    const from = isOurs(reaches) ? `${depth(folder)}${reaches}/target.ts` : reaches;
    files[`${folder}/${nameOf(what)}.ts`] = `/** broken */\nimport ${JSON.stringify(from)};\n`;
    if (isOurs(reaches)) files[`${reaches}/target.ts`] = "/** x */\nexport const x = 1;\n";
  }
  const result = runGate("import-rule.mjs", files);
  output = result.output;
  expect(result.code).toBe(1);
});

describe("the import rule refuses", () => {
  test.each(FORBIDDEN)("%s", (what, folder, reaches) => {
    const line = output.split("\n").find((one) => one.includes(`${folder}/${nameOf(what)}.ts → `));
    expect(line, output).toContain(isOurs(reaches) ? `${reaches}/target.ts` : reaches.replace("node:", ""));
  });

  test("a folder without a row", () => {
    expect(output).toContain("electron/newcomer: a folder without a row");
  });
});

test("a tree in which nothing was looked at fails", () => {
  expect(runGate("import-rule.mjs", { "electron/domain/README.md": "x" }).code).toBe(1);
});

test("a clean tree passes", () => {
  const clean = runGate("import-rule.mjs", {
    "electron/domain/x.ts": "/** x */\nexport const x = 1;\n",
    "electron/app/a.ts": '/** clean */\nimport { x } from "../domain/x.ts";\nvoid x;\n',
  });
  expect(clean.output).toContain("0 violations");
  expect(clean.code).toBe(0);
});
