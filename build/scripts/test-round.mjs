/** One round of tests: run, reported, and what failed run once more by itself. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectEnvironment, root } from "./node-version.mjs";

/** More files than this, and the round is not unsteady but broken: nothing is run again. */
const MOST_AGAIN = 2;

/**
 * A file that failed is run again, alone and whole. What passes then is counted as passed and named as unsteady; what
 * fails twice has failed. A test process that died is not tried again.
 * @param {{ name: string, folders: string[], args: string[] }} round
 * @param {(paths: string[], args: string[], reportName: string) => { status: number | null, report: object | undefined }} run
 * @returns {{ passed: number, failed: number, skipped: string[], unsteady: string[] }} `unsteady`: names of tests
 */
export function runRound({ name, folders, args }, run = runVitest) {
  const first = run(folders, args, name);
  if (!first.report) return { passed: 0, failed: 1, skipped: [], unsteady: [] };
  const counted = countOf(first);
  const files = first.report.testResults.filter(({ status }) => status === "failed").map((file) => file.name);
  if (files.length === 0 || files.length > MOST_AGAIN) return { ...counted, unsteady: [] };
  const again = run(files, ["--no-file-parallelism"], `${name} again`);
  if (!again.report || countOf(again).failed > 0) return { ...counted, unsteady: [] };
  const rest = first.report.testResults.filter((file) => !files.includes(file.name));
  const steady = countOf({ status: 0, report: { testResults: rest } });
  const { passed } = countOf(again);
  return { passed: steady.passed + passed, failed: 0, skipped: counted.skipped, unsteady: failuresOf(first.report) };
}

function countOf({ status, report }) {
  const results = report.testResults.flatMap((file) => file.assertionResults);
  const skipped = results.filter((one) => ["pending", "skipped", "todo"].includes(one.status));
  const failed = failuresOf(report).length;
  return {
    passed: results.filter((one) => one.status === "passed").length,
    // A test process that died leaves its tests out of the report: only the exit code tells.
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: skipped.map((one) => one.fullName),
  };
}

/** A file that does not load, or whose hook failed, has no test that failed: it counts as one by itself. */
function failuresOf(report) {
  return report.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === "failed").map((one) => one.fullName);
    return status === "failed" && failed.length === 0 ? [name] : failed;
  });
}

function runVitest(paths, args, reportName) {
  const file = join(root, ".cache", `tests-${reportName.replaceAll(/\W+/g, "-")}.json`);
  mkdirSync(join(root, ".cache"), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { status } = spawnSync(
    "vitest",
    ["run", "--config", "build/vitest.config.ts", ...reporters, ...args, ...paths],
    { cwd: root, stdio: "inherit", env: projectEnvironment({ NO_COLOR: "1" }), shell: process.platform === "win32" },
  );
  return { status, report: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined };
}
