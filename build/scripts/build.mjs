/** Builds what is missing or older than its sources into dist/. Prints nothing but trouble unless run by hand. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const SOURCES = [
  "electron",
  "native-devices",
  "renderer",
  "build/scripts/entries.mjs",
  "build/scripts/pdf-data.mjs",
  "package-lock.json",
];

/** True when something was built. */
export async function buildIfStale() {
  const stamp = join(root, "dist", ".built-from");
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return false;
  const { build } = await import("vite");
  const { buildConfigurations } = await import("./entries.mjs");
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await Promise.all(buildConfigurations().map((configuration) => build(configuration)));
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/** Names, sizes and times of every source file. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const source of SOURCES)
    walk(join(root, source), (file, stats) => hash.update(`${file}:${stats.size}:${stats.mtimeMs}\n`));
  return hash.digest("hex");
}

function walk(path, visit) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return;
  if (!stats.isDirectory()) return visit(path, stats);
  for (const name of readdirSync(path).sort()) walk(join(path, name), visit);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  underProjectNode(setUp({ withSystem: false }));
  const started = performance.now();
  const isNew = await buildIfStale();
  process.stdout.write(isNew ? `built in ${Math.round(performance.now() - started)} ms\n` : "up to date\n");
}
