/** The files a gate looks at, as paths relative to the root; `--root DIR` turns a gate on another tree. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const house = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export function rootOf(argv) {
  const flag = argv.indexOf("--root");
  return flag > 0 ? argv[flag + 1] : house;
}

export function sourceFiles(root, folders, shape = /\.(ts|tsx|mjs)$/) {
  return folders.filter((folder) => existsSync(join(root, folder))).flatMap((folder) => walk(root, folder, shape));
}

function walk(root, folder, shape) {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(root, path)).isDirectory()) return name === "node_modules" ? [] : walk(root, path, shape);
    return shape.test(name) ? [path] : [];
  });
}
