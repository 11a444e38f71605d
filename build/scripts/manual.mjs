/** `npm run manual`: writes the generated parts of the manual's pages anew; with `--check` it only says which are out of date. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

underProjectNode(setUp({ withSystem: false }));
const { fillSections } = await import("../manual/sections.ts");
const folder = join(root, "build/manual/zh-CN");
const isCheck = process.argv.includes("--check");
let stale = 0;
for (const name of readdirSync(folder).filter((one) => one.endsWith(".md"))) {
  const path = join(folder, name);
  const page = readFileSync(path, "utf8");
  const filled = fillSections(page);
  if (filled === page) continue;
  stale += 1;
  process.stdout.write(`${name}: ${isCheck ? "out of date" : "written"}\n`);
  if (!isCheck) writeFileSync(path, filled);
}
process.exitCode = isCheck && stale > 0 ? 1 : 0;
