/** Small trees with something wrong in them. Inside the project by default, so that its tools resolve. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const house = fileURLToPath(new URL("../..", import.meta.url));

export interface BrokenTree {
  readonly root: string;
  remove(): void;
}

/** @param base where to put it; the linter's project scan looks into no ignored folder, so its trees lie outside. */
export function brokenTree(files: Readonly<Record<string, string>>, base = join(house, ".cache")): BrokenTree {
  mkdirSync(base, { recursive: true });
  const root = mkdtempSync(join(base, "gate-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

export function run(command: string, args: readonly string[], cwd = house): { code: number | null; output: string } {
  const path = `${join(house, "node_modules", ".bin")}:${process.env["PATH"] ?? ""}`;
  const result = spawnSync(command, [...args], { cwd, encoding: "utf8", env: { ...process.env, PATH: path } });
  return { code: result.status, output: `${result.stdout}${result.stderr}` };
}

/** Runs a gate of build/gates on a tree made of these files. */
export function runGate(
  gate: string,
  files: Readonly<Record<string, string>>,
): { code: number | null; output: string } {
  const tree = brokenTree(files);
  try {
    return run("node", [join(house, "build/gates", gate), "--root", tree.root]);
  } finally {
    tree.remove();
  }
}
