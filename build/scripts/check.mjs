/** `npm run check`: format and lint, types per layer, import rule, dead code, gates. Two at a time, all of them, then a verdict. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectEnvironment, root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const STEPS = [
  ["format and lint", "biome", ["check", "--config-path=build/lint.json", "--error-on-warnings", "."]],
  ["types: pure folders", "tsc", ["-p", "build/tsconfig.pure.json"]],
  ["types: host", "tsc", ["-p", "build/tsconfig.node.json"]],
  ["types: screens", "tsc", ["-p", "build/tsconfig.dom.json"]],
  ["types: tests", "tsc", ["-p", "build/tsconfig.tests.json"]],
  ["import rule", "node", ["build/gates/import-rule.mjs"]],
  ["dead code", "knip", ["--config", "build/knip.json"]],
  ["pure folders have no clock", "node", ["build/gates/no-clock.mjs"]],
  ["fault codes are raised", "node", ["build/gates/fault-codes.mjs"]],
  ["numbers of invented citizens", "node", ["build/gates/id-numbers.mjs"]],
  ["house rules", "node", ["build/gates/house-rules.mjs"]],
];

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  const waiting = [...STEPS];
  const outcome = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { isGood, output, ms } = await run(step);
      outcome[isGood ? "passed" : "failed"] += 1;
      process.stdout.write(`${isGood ? "✓" : "✗"} ${step[0]} (${ms} ms)\n`);
      if (!isGood) process.stdout.write(`${output}\n`);
    }
  };
  await Promise.all([worker(), worker()]);
  return outcome;
}

function run([, command, args]) {
  const started = performance.now();
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env: projectEnvironment(), shell: process.platform === "win32" });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => done({ isGood: false, output: String(error), ms: 0 }));
    child.on("close", (code) => done({ isGood: code === 0, output, ms: Math.round(performance.now() - started) }));
  });
}

if (import.meta.url === pathToFileURL(join(process.argv[1] ?? "")).href) {
  underProjectNode(setUp({ withSystem: false }));
  const { passed, failed } = await check();
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed === 0 ? 0 : 1);
}
