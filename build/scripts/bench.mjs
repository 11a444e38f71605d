/** `npm run bench`: builds what is missing and runs tests/bench/run.ts under the project's Node. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectEnvironment, root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const node = setUp();
underProjectNode(node);
const { buildIfStale } = await import("./build.mjs");
await buildIfStale();
const run = spawnSync(node, ["--expose-gc", join(root, "tests/bench/run.ts"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: projectEnvironment(),
});
process.exit(run.status ?? 1);
