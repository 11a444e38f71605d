/**
 * `npm start`: the terminal in training mode. Electron where its runtime is installed, else the loopback host with a local
 * Chromium window, else its address in the terminal. Nothing is downloaded for it: a missing runtime is an ordinary case.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { electronPath } from "./electron-path.mjs";
import { HOST_ENVIRONMENT, HOST_FLAGS, projectEnvironment, root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const node = setUp();
underProjectNode(node);
const { buildIfStale } = await import("./build.mjs");
if (await buildIfStale()) process.stdout.write("Built the terminal.\n");

const electron = electronPath();
const extra = process.argv.slice(2);
const [command, args] = electron
  ? [electron, [root, "--training", ...extra]]
  : [
      node,
      [
        ...HOST_FLAGS,
        join(root, "dist/host/cli.mjs"),
        "serve",
        "--training",
        "--data",
        join(root, ".cache/training"),
        ...extra,
      ],
    ];
if (!electron)
  process.stdout.write("Electron's runtime is not installed: using the loopback host with a local browser window.\n");
const run = spawn(command, args, {
  stdio: "inherit",
  cwd: root,
  env: projectEnvironment(electron ? {} : HOST_ENVIRONMENT),
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => run.kill(signal));
run.on("exit", (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
