/** `npm run package`: packs the Electron terminal where Electron's runtime is installed; says what is missing where it is not. */
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { electronPath } from "./electron-path.mjs";
import { projectEnvironment, root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const node = setUp({ withSystem: false });
underProjectNode(node);
const electron = electronPath();
if (!electron) {
  process.stdout.write(
    "Electron's runtime is not installed, so there is nothing to pack. With a network: npx install-electron\n",
  );
  process.exit(1);
}
const { buildIfStale } = await import("./build.mjs");
await buildIfStale();
const run = spawnSync(
  "electron-builder",
  ["--dir", "--config", "build/electron-builder.yml", `-c.electronDist=${dirname(electron)}`, ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit", env: projectEnvironment(), shell: process.platform === "win32" },
);
process.exit(run.status ?? 1);
