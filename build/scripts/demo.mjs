/** `npm run demo [-- --json]`: the main job without a window, by itself: scan → exempt → deliver → audit check. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectEnvironment, root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const node = setUp({ withSystem: false, isQuiet: true });
underProjectNode(node);
const { buildIfStale } = await import("./build.mjs");
await buildIfStale();
const run = spawnSync(node, [join(root, "dist/host/cli.mjs"), "demo", ...process.argv.slice(2)], {
  stdio: "inherit",
  cwd: root,
  env: projectEnvironment(),
  timeout: 60_000,
});
process.exit(run.status ?? 1);
