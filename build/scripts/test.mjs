/**
 * `npm test`: sets up what is missing, then check and every test folder, each reported; ends with a plain line
 * `N passed, N failed`. What was skipped is named with its reason: a skipped test is not a passed one.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectEnvironment, root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const node = setUp();
underProjectNode(node);
const { check } = await import("./check.mjs");
const { buildIfStale } = await import("./build.mjs");

/** What runs side by side, and what wants the machine for itself. */
const ROUNDS = [
  { name: "unit, contract, gates", folders: ["tests/unit", "tests/contract", "tests/gates"], args: [] },
  { name: "fuzz", folders: ["tests/fuzz"], args: [] },
  { name: "integration", folders: ["tests/integration"], args: [] },
  { name: "torture", folders: ["tests/torture"], args: ["--no-file-parallelism"] },
  { name: "end to end", folders: ["tests/e2e"], args: ["--no-file-parallelism"] },
];

const total = { passed: 0, failed: 0 };
const skipped = [];
add(await check());
await buildIfStale();
for (const round of ROUNDS) {
  const folders = round.folders.filter((folder) => existsSync(join(root, folder)));
  if (folders.length > 0) add(runRound({ ...round, folders }));
}
if (skipped.length > 0)
  process.stdout.write(`\nskipped (${skipped.length}):\n${skipped.map((name) => `  ${name}`).join("\n")}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

function add({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}

function runRound({ name, folders, args }) {
  process.stdout.write(`\n— ${name}\n`);
  const file = join(root, ".cache", `tests-${name.replaceAll(/\W+/g, "-")}.json`);
  mkdirSync(join(root, ".cache"), { recursive: true });
  rmSync(file, { force: true });
  const { status } = spawnSync(
    "vitest",
    [
      "run",
      "--config",
      "build/vitest.config.ts",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...args,
      ...folders,
    ],
    { cwd: root, stdio: "inherit", env: projectEnvironment({ NO_COLOR: "1" }), shell: process.platform === "win32" },
  );
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, "utf8"));
  // A file that does not load has no tests that could fail: it counts as one failure by itself.
  const brokenFiles = report.testResults.filter(
    (one) => one.status === "failed" && one.assertionResults.length === 0,
  ).length;
  for (const one of report.testResults) {
    for (const result of one.assertionResults) {
      if (result.status === "pending" || result.status === "skipped" || result.status === "todo")
        skipped.push(result.fullName);
    }
  }
  const failed = report.numFailedTests + brokenFiles;
  // A test process that died leaves its tests out of the report: only the exit code tells.
  return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}
