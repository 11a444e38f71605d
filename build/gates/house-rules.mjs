/**
 * Rules that no other tool looks at: a README of at most 40 lines in each second-level folder, an opening comment in each
 * source file, no names that say nothing, no addresses or paths of the machine it was written on, no way to skip a check.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { rootOf, sourceFiles } from "./source-files.mjs";

const TOP = ["electron", "native-devices", "renderer", "build", "tests"];
const EMPTY_NAMES = /(^|\/)(utils?|helpers?|common|misc|managers?|services?|data|info)(\.|$)/;
const FOREIGN = [
  [/(?<![\w.])\/(work|root|home\/[a-z]+)\//, "a path of one machine"],
  [/registry\.(npmjs|npmmirror|yarnpkg)\.\w+|\/\/[\w.-]*(artifactory|nexus)\b/, "a registry's address"],
  [/@ts-nocheck|@ts-ignore|biome-ignore-all|\.only\(|eslint-disable/, "a switched-off check"],
];

const root = rootOf(process.argv);
const problems = [];

for (const top of TOP) {
  if (!existsSync(join(root, top))) continue;
  for (const name of readdirSync(join(root, top))) {
    const folder = `${top}/${name}`;
    if (top === "tests" || !statSync(join(root, folder)).isDirectory()) continue;
    const readme = join(root, folder, "README.md");
    if (!existsSync(readme)) problems.push(`${folder}: no README.md`);
    else if (readFileSync(readme, "utf8").split("\n").length > 41) problems.push(`${folder}/README.md: over 40 lines`);
  }
}

const files = sourceFiles(root, TOP);
for (const file of files) {
  const text = readFileSync(join(root, file), "utf8");
  const isTest = file.startsWith("tests/");
  if (EMPTY_NAMES.test(file.replace(/^tests\/helpers\//, ""))) problems.push(`${file}: a name that says nothing`);
  if (!isTest && !/^(#!.*\n)?\/\*\*/.test(text)) problems.push(`${file}: no opening comment`);
  for (const [shape, what] of FOREIGN) {
    if (!file.startsWith("tests/gates/") && file !== "build/gates/house-rules.mjs" && shape.test(text))
      problems.push(`${file}: ${what}`);
  }
}
const lock = join(root, "package-lock.json");
if (existsSync(lock) && readFileSync(lock, "utf8").includes('"resolved"'))
  problems.push("package-lock.json: records addresses");

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${files.length} files, ${problems.length} problems\n`);
process.exit(problems.length === 0 && files.length > 0 ? 0 : 1);
