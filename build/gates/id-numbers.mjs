/**
 * Citizens of tests and training are invented, and their numbers are right all the same (GB 11643-1999: the last character is a
 * check, ISO 7064 mod 11-2): one with a wrong check would be refused before the test gets to its point. Where that is the point,
 * the line or the one above it says `wrong check digit`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rootOf, sourceFiles } from "./source-files.mjs";

const MARKER = /wrong check digit/i;
/** Division, date of birth, order, check; not inside a longer number, digest or word. */
const NUMBER =
  /(?<![\dA-Za-z])[1-9]\d{5}(?:1[89]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const isRight = (number) =>
  "10X98765432"[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0) % 11] ===
  number[17].toUpperCase();

const root = rootOf(process.argv);
const problems = [];
let looked = 0;
for (const file of sourceFiles(root, ["tests", "electron/training"], /\.(tsx?|mjs|json|csv|html|md)$/)) {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  lines.forEach((line, index) => {
    for (const [number] of line.matchAll(NUMBER)) {
      looked += 1;
      if (isRight(number) || MARKER.test(line) || MARKER.test(lines[index - 1] ?? "")) continue;
      problems.push(`${file}:${index + 1}: ${number} has a wrong check digit`);
    }
  });
}
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${looked} numbers, ${problems.length} problems\n`);
process.exit(problems.length === 0 && looked > 0 ? 0 : 1);
