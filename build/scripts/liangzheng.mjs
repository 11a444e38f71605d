/** `npm run -s liangzheng -- ARGS`: the command line from a checkout; builds what is missing, silently. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { HOST_ENVIRONMENT, HOST_FLAGS, projectEnvironment, root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const node = setUp({ withSystem: false, isQuiet: true });
underProjectNode(node);
const { buildIfStale } = await import("./build.mjs");
await buildIfStale();
const run = spawn(node, [...HOST_FLAGS, join(root, "dist/host/cli.mjs"), ...process.argv.slice(2)], {
  stdio: "inherit",
  // npm runs scripts in the package's folder; file arguments are meant from where the user stands.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: projectEnvironment(process.argv[2] === "serve" ? HOST_ENVIRONMENT : {}),
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => run.kill(signal));
run.on("exit", (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
