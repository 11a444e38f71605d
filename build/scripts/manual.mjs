/** `npm run manual`: writes the generated parts of the manual's pages anew, and the page of verdict vectors; with `--check` it only says which are out of date. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

underProjectNode(setUp({ withSystem: false }));
const { fillSections } = await import("../manual/sections.ts");
const { verdictPage } = await import("../../tests/vectors/verdict-table.ts");
const folder = join(root, "build/manual/zh-CN");
const isCheck = process.argv.includes("--check");
let stale = 0;
for (const name of readdirSync(folder).filter((one) => one.endsWith(".md"))) {
  const page = readFileSync(join(folder, name), "utf8");
  keep(join(folder, name), page, fillSections(page));
}
const vectors = join(root, "build/manual/verdict-vectors.md");
keep(vectors, existsSync(vectors) ? readFileSync(vectors, "utf8") : "", verdictPage());

function keep(path, page, filled) {
  if (filled === page) return;
  stale += 1;
  process.stdout.write(`${basename(path)}: ${isCheck ? "out of date" : "written"}\n`);
  if (!isCheck) writeFileSync(path, filled);
}

process.exitCode = isCheck && stale > 0 ? 1 : 0;
