/** `npm run torture -- NAME [--count N] [--seed S] [--json]`: tests/torture/main.ts under the project's Node. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectEnvironment, root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const node = setUp({ withSystem: false });
underProjectNode(node);
const run = spawnSync(node, ["--expose-gc", join(root, "tests/torture/main.ts"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  // A process that is killed cannot keep what it compiled: its parent does, which halves the start of every child.
  env: projectEnvironment({ NODE_COMPILE_CACHE: join(root, ".cache/compiled") }),
});
process.exit(run.status ?? 1);
