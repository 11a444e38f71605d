/**
 * The import rule, with two guards against a silent pass: every folder of the rule must have been cruised, and every folder
 * of the house must have a row. `--root DIR` checks another tree (the broken samples of tests/gates).
 */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import config, { rows } from "../dependency-cruiser.mjs";

const house = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const flag = process.argv.indexOf("--root");
const root = flag > 0 ? process.argv[flag + 1] : house;
process.chdir(root);

const folders = ["electron", "native-devices", "renderer"].filter((folder) => existsSync(join(root, folder)));
const { output } = await cruise(
  folders,
  {
    ...config.options,
    tsConfig: { fileName: join(house, "tsconfig.json") },
    ruleSet: { forbidden: config.forbidden },
    validate: true,
    baseDir: root,
  },
  undefined,
  { tsConfig: extractTSConfig(join(house, "tsconfig.json")) },
);
const problems = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);

const cruised = new Set(output.modules.map((module) => module.source));
const isCruised = (folder) => [...cruised].some((source) => source.startsWith(`${folder}/`));
for (const folder of Object.keys(rows)) {
  const isThere =
    existsSync(join(root, folder)) && readdirSync(join(root, folder)).some((name) => /\.tsx?$/.test(name));
  if (isThere && !isCruised(folder)) problems.push(`${folder}: not cruised at all, so nothing is proven about it`);
}
for (const name of existsSync(join(root, "electron")) ? readdirSync(join(root, "electron")) : []) {
  if (!rows[`electron/${name}`]) problems.push(`electron/${name}: a folder without a row in the import rule`);
}

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${cruised.size} modules, ${problems.length} violations\n`);
process.exit(problems.length === 0 && cruised.size > 0 ? 0 : 1);
