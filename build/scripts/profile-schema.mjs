/** Writes `native-devices/profiles/schema.json` from the shapes in `profile.ts`; a test says when it is due. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { publishedProfileSchema } from "../../native-devices/profiles/published-schema.ts";
import { root } from "./node-version.mjs";

const file = join(root, "native-devices/profiles/schema.json");
writeFileSync(file, `${JSON.stringify(publishedProfileSchema(), null, 2)}\n`);
execFileSync(join(root, "node_modules/.bin/biome"), ["format", "--write", "--config-path=build/lint.json", file], {
  cwd: root,
  stdio: "inherit",
});
