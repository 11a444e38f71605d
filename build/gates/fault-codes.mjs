/** Every fault of the closed list can really happen: a code that no product file raises is a sentence nobody will ever read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rootOf, sourceFiles } from "./source-files.mjs";

const LIST = "electron/domain/fault.ts";
const root = rootOf(process.argv);
const codes = [...readFileSync(join(root, LIST), "utf8").matchAll(/^ {2}"([a-z]+\.[a-z-]+)":/gm)].map(
  (match) => match[1],
);
const files = sourceFiles(root, ["electron", "native-devices", "renderer"]).filter(
  (file) => file !== LIST && !file.startsWith("renderer/strings/"),
);
const texts = files.map((file) => readFileSync(join(root, file), "utf8"));
const idle = codes.filter((code) => !texts.some((text) => text.includes(`"${code}"`)));

for (const code of idle) process.stdout.write(`${code}: in the list, and raised nowhere\n`);
process.stdout.write(`${codes.length} codes, ${idle.length} idle\n`);
process.exit(idle.length === 0 && codes.length > 0 ? 0 : 1);
