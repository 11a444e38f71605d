/**
 * `npm test`: sets up what is missing, then check and every test folder, each reported; ends with a plain line
 * `N passed, N failed`. What was skipped is named with its reason: a skipped test is not a passed one. What passed only
 * when it was run again is named as well.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./node-version.mjs";
import { setUp, underProjectNode } from "./set-up.mjs";

const node = setUp();
underProjectNode(node);
const { check } = await import("./check.mjs");
const { buildIfStale } = await import("./build.mjs");
const { runRound } = await import("./test-round.mjs");

/** Times how far apart keys are: what else runs would come between them. */
const BY_THE_CLOCK = "tests/e2e/scan-regressions.test.ts";

/** What runs side by side, and what wants the machine for itself. */
const ROUNDS = [
  { name: "unit, contract, gates", folders: ["tests/unit", "tests/contract", "tests/gates"], args: [] },
  { name: "fuzz", folders: ["tests/fuzz"], args: [] },
  { name: "integration", folders: ["tests/integration"], args: [] },
  { name: "torture", folders: ["tests/torture"], args: ["--no-file-parallelism"] },
  { name: "end to end", folders: ["tests/e2e"], args: ["--exclude", BY_THE_CLOCK] },
  { name: "end to end, by the clock", folders: [BY_THE_CLOCK], args: [] },
];

const total = { passed: 0, failed: 0, skipped: [], unsteady: [] };
add(await check());
await buildIfStale();
for (const round of ROUNDS) {
  const folders = round.folders.filter((folder) => existsSync(join(root, folder)));
  if (folders.length === 0) continue;
  process.stdout.write(`\n— ${round.name}\n`);
  add(runRound({ ...round, folders }));
}
name("skipped", total.skipped);
name("failed, and passed when run again alone", total.unsteady);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

function add({ passed, failed, skipped = [], unsteady = [] }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped.push(...skipped);
  total.unsteady.push(...unsteady);
}

function name(what, tests) {
  if (tests.length > 0)
    process.stdout.write(`\n${what} (${tests.length}):\n${tests.map((one) => `  ${one}`).join("\n")}\n`);
}
