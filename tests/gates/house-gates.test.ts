import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { brokenTree, house, run, runGate } from "./broken-tree.ts";

describe("the clock gate refuses in a pure folder", () => {
  test.each([
    "Date.now()",
    "new Date()",
    "Math.random()",
    "performance.now()",
    "setTimeout(() => 1, 1)",
    "crypto.randomUUID()",
  ])("%s", (text) => {
    const { code, output } = runGate("no-clock.mjs", { "electron/seal/a.ts": `/** x */\nexport const x = ${text};\n` });
    expect(output).toContain("electron/seal/a.ts:2");
    expect(code).toBe(1);
  });

  test("nothing that only reads a given time", () => {
    expect(runGate("no-clock.mjs", { "electron/seal/a.ts": "/** x */\nexport const x = new Date(0);\n" }).code).toBe(0);
  });
});

test("the fault gate refuses a code that nothing raises", () => {
  const list = { "electron/domain/fault.ts": '/** x */\nexport const FAULTS = {\n  "case.none": "never",\n};\n' };
  const { code, output } = runGate("fault-codes.mjs", list);
  expect(output).toContain("case.none: in the list");
  expect(code).toBe(1);
  const raised = { ...list, "electron/app/a.ts": '/** x */\nexport const x = "case.none";\n' };
  expect(runGate("fault-codes.mjs", raised).code).toBe(0);
});

describe("the gate of invented citizens", () => {
  const seventeen = "99010119900101001";
  const gate = (text: string) => runGate("id-numbers.mjs", { "tests/unit/a.test.ts": text });

  test.each(["0", "8", "X", "x"])("refuses a number with a wrong check digit: %s", (digit) => {
    const { code, output } = gate(`/** x */\nconst one = "${seventeen}${digit}";\n`);
    expect(output).toContain(`tests/unit/a.test.ts:2: ${seventeen}${digit}`);
    expect(code).toBe(1);
  });

  test("takes right ones, wrong ones that say so, and what is no number of a person", () => {
    const marked = `// Wrong check digit on purpose.\nconst b = "${seventeen}8";`;
    const { code, output } = gate(`const a = "${seventeen}9";\n${marked}\nconst c = "a${seventeen}8";\n`);
    expect([code, output]).toEqual([0, "2 numbers, 0 problems\n"]);
  });
});

describe("the house rules refuse", () => {
  const good = { "electron/domain/README.md": "# domain\n" };
  test.each([
    ["a folder without README", { "electron/domain/a.ts": "/** x */\n" }, "no README.md"],
    ["a README that runs on", { "electron/domain/README.md": "x\n".repeat(50) }, "over 40 lines"],
    [
      "a file without an opening comment",
      { ...good, "electron/domain/a.ts": "export const x = 1;\n" },
      "no opening comment",
    ],
    ["a name that says nothing", { ...good, "electron/domain/utils.ts": "/** x */\n" }, "a name that says nothing"],
    [
      "a path of one machine",
      { ...good, "electron/domain/a.ts": '/** x */\nconst a = "/work/main/x";\n' },
      "a path of one machine",
    ],
    ["a switched-off check", { ...good, "electron/domain/a.ts": "/** x */\n// @ts-ignore\n" }, "a switched-off check"],
    [
      "an address in the lock file",
      { ...good, "electron/domain/a.ts": "/** x */\n", "package-lock.json": '{"resolved": "x"}' },
      "records addresses",
    ],
  ])("%s", (_what, files, said) => {
    const { code, output } = runGate("house-rules.mjs", files);
    expect(output).toContain(said);
    expect(code).toBe(1);
  });
});

describe("lint refuses", () => {
  test.each([
    [
      "a floating promise",
      "export async function f(): Promise<void> {}\nexport function g(): void {\n  f();\n}\n",
      "noFloatingPromises",
    ],
    ["any", "export const x: any = 1;\n", "noExplicitAny"],
    ["console", 'console.log("x");\n', "noConsole"],
    ["a default export", "export default 1;\n", "noDefaultExport"],
    ["an enum", "export enum E {\n  A = 1,\n}\n", "noEnum"],
    ["a non-null assertion", "export const f = (x?: string): number => x!.length;\n", "noNonNullAssertion"],
    [
      "a file of more than 400 lines",
      `${"export const a = 1;\n".replace("a", "a0")}${Array.from({ length: 420 }, (_, i) => `export const b${i} = ${i};`).join("\n")}\n`,
      "noExcessiveLinesPerFile",
    ],
    [
      "a function of more than 60 lines",
      `export function f(): number {\n  let x = 0;\n${"  x += 1;\n".repeat(70)}  return x;\n}\n`,
      "noExcessiveLinesPerFunction",
    ],
  ])("%s", (_what, text, rule) => {
    const tree = brokenTree({ "electron/domain/broken-sample.ts": text }, tmpdir());
    try {
      writeFileSync(
        join(tree.root, "lint.json"),
        JSON.stringify({ extends: [join(house, "build/lint.json")], files: { includes: ["**"] } }),
      );
      const { code, output } = run("biome", ["lint", `--config-path=${join(tree.root, "lint.json")}`, "."], tree.root);
      expect(output).toContain(rule);
      expect(code).not.toBe(0);
    } finally {
      tree.remove();
    }
  });
});

describe("the type layers refuse", () => {
  test.each([
    ["Node in a pure folder", 'export const x = Buffer.from("x");\n', "Buffer"],
    ["the DOM in a pure folder", "export const x = document.title;\n", "document"],
    ["an unhandled undefined", "export const f = (xs: readonly string[]): string => xs[0];\n", "undefined"],
  ])("%s", (_what, text, said) => {
    const tree = brokenTree({ "broken.ts": text });
    try {
      writeFileSync(
        join(tree.root, "tsconfig.json"),
        JSON.stringify({
          extends: join(house, "build/tsconfig.pure.json"),
          compilerOptions: { incremental: false, tsBuildInfoFile: null },
          include: [join(tree.root, "broken.ts"), join(house, "build/pure-globals.d.ts")],
        }),
      );
      const { code, output } = run("tsc", ["-p", tree.root]);
      expect(output).toContain(said);
      expect(code).not.toBe(0);
    } finally {
      tree.remove();
    }
  });

  test("a fault code without a sentence", () => {
    const tree = brokenTree({
      "broken.ts": `import type { FaultCode } from "${join(house, "electron/domain/fault.ts")}";\nexport const texts: Record<FaultCode, string> = { "case.none": "x" };\n`,
    });
    try {
      writeFileSync(
        join(tree.root, "tsconfig.json"),
        JSON.stringify({
          extends: join(house, "build/tsconfig.pure.json"),
          compilerOptions: { incremental: false, tsBuildInfoFile: null },
          include: [join(tree.root, "broken.ts")],
        }),
      );
      const { code, output } = run("tsc", ["-p", tree.root]);
      expect(output).toContain("broken.ts");
      expect(code).not.toBe(0);
    } finally {
      tree.remove();
    }
  });
});
