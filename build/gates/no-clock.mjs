/** The pure folders have no clock and no randomness: the type check cannot see `Date.now()`, so this looks for it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rootOf, sourceFiles } from "./source-files.mjs";

const PURE = ["electron/domain", "electron/seal", "electron/drawing", "native-devices/codecs"];
const FORBIDDEN = [
  [/\bDate\.now\b/, "Date.now"],
  [/\bnew Date\(\s*\)/, "new Date()"],
  [/\bDate\(\)/, "Date()"],
  [/\bMath\.random\b/, "Math.random"],
  [/\bperformance\.now\b/, "performance.now"],
  [/\bcrypto\.(getRandomValues|randomUUID)\b/, "crypto randomness"],
  [/\bset(Timeout|Interval|Immediate)\b/, "a timer"],
];

const root = rootOf(process.argv);
const problems = [];
let looked = 0;
for (const file of sourceFiles(root, PURE)) {
  looked += 1;
  readFileSync(join(root, file), "utf8")
    .split("\n")
    .forEach((line, index) => {
      const code = line.replace(/\/\/.*$|^\s*\*.*$/, "");
      for (const [shape, name] of FORBIDDEN) if (shape.test(code)) problems.push(`${file}:${index + 1}: ${name}`);
    });
}
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${looked} files, ${problems.length} problems\n`);
process.exit(problems.length === 0 && looked > 0 ? 0 : 1);
