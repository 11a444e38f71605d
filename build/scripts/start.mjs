/**
 * `npm start`: the terminal in training mode. Electron where its runtime is installed, else the loopback host with a local
 * Chromium window, else its address in the terminal. Nothing is downloaded for it: a missing runtime is an ordinary case.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { projectEnvironment, root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const node = setUp();
underProjectNode(node);
const { buildIfStale } = await import("./build.mjs");
if (await buildIfStale()) process.stdout.write("Built the terminal.\n");

const electron = electronPath();
const extra = process.argv.slice(2);
const [command, args] = electron
  ? [electron, [root, "--training", ...extra]]
  : [node, [join(root, "dist/host/cli.mjs"), "serve", "--training", "--data", join(root, ".cache/training"), ...extra]];
if (!electron)
  process.stdout.write("Electron's runtime is not installed: using the loopback host with a local browser window.\n");
const run = spawn(command, args, { stdio: "inherit", cwd: root, env: projectEnvironment() });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => run.kill(signal));
run.on("exit", (code, signal) => process.exit(signal ? 130 : (code ?? 1)));

/** Where Electron's binary lies, without asking the package (which would try to download it). */
function electronPath() {
  const name =
    { win32: "electron.exe", darwin: "Electron.app/Contents/MacOS/Electron" }[process.platform] ?? "electron";
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return existsSync(join(override, name)) ? join(override, name) : undefined;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve("electron/package.json"));
    const path = join(folder, "dist", readFileSync(join(folder, "path.txt"), "utf8"));
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
