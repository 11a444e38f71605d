import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import type { Verifier } from "../../electron/app/ports/verifier.ts";
import { DEFAULT_POLICY } from "../../electron/seal/policy.ts";
import vector from "../../electron/verification/self-test-vector.json" with { type: "json" };
import { startVerifierPool } from "../../electron/verification/verifier-pool.ts";
import { sourceEntries } from "../helpers/host/open-test-host.ts";

const decode = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
const material = {
  anchors: vector.anchors.map(decode),
  intermediates: vector.intermediates.map(decode),
  crls: vector.crls.map(decode),
};
const nothing = { anchors: [], intermediates: [], crls: [] };
const at = Date.parse(vector.at);
const file = decode(vector.file);

const open: Verifier[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const verifier of open.splice(0)) await verifier.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function pool(workerUrl: URL, trust = { current: () => material, generation: () => 1 }): Verifier {
  const verifier = startVerifierPool({ workerUrl, trust, threads: 2, selfTestAfterMs: 10 });
  open.push(verifier);
  return verifier;
}

/** A worker of this text, for what a real one does only when it is broken. */
function workerOf(source: string): URL {
  const folder = mkdtempSync(join(tmpdir(), "worker-"));
  folders.push(folder);
  const path = join(folder, "worker.mjs");
  writeFileSync(path, `import { parentPort } from "node:worker_threads";\n${source}`);
  return pathToFileURL(path);
}

test("many files at once are judged, each with the trust data of the moment", async () => {
  const verifier = pool(sourceEntries.verifyWorker);
  const judged = await Promise.all(Array.from({ length: 6 }, () => verifier.examine(file, at)));
  expect(judged.map(({ report }) => report.indication)).toEqual(Array.from({ length: 6 }, () => "TOTAL_PASSED"));
  expect(judged[0]?.drawing?.screen.pages.length).toBeGreaterThan(0);
});

test("the policy that the pool was opened with is the one that judges", async () => {
  const rows = DEFAULT_POLICY.rows.map((row) =>
    row.code === "SIGNER_CHAIN_NOT_FOUND" ? { ...row, decision: "reject" as const } : row,
  );
  const trust = { current: () => nothing, generation: () => 1 };
  const options = { workerUrl: sourceEntries.verifyWorker, trust, threads: 1, selfTestAfterMs: 10 };
  const verifier = startVerifierPool({ ...options, policy: { version: "hall-7", rows } });
  open.push(verifier);
  expect((await verifier.examine(file, at)).report).toMatchObject({ policyVersion: "hall-7", decision: "reject" });
});

test("new trust data reach every thread before its next file", async () => {
  let current: typeof material | typeof nothing = nothing;
  let generation = 0;
  const verifier = pool(sourceEntries.verifyWorker, {
    current: () => current as typeof material,
    generation: () => generation,
  });
  expect((await verifier.examine(file, at)).report.decision).not.toBe("accept");
  current = material;
  generation += 1;
  const judged = await Promise.all([
    verifier.examine(file, at),
    verifier.examine(file, at),
    verifier.examine(file, at),
  ]);
  for (const { report } of judged) expect(report.decision).toBe("accept");
});

test("a thread that dies with a file in hand is replaced, and the file is judged by another", async () => {
  const marker = join(mkdtempSync(join(tmpdir(), "marker-")), "died");
  folders.push(join(marker, ".."));
  const source = `
    import { existsSync, writeFileSync } from "node:fs";
    parentPort.on("message", (message) => {
      if (message.kind !== "examine") return;
      if (!existsSync(${JSON.stringify(marker)})) { writeFileSync(${JSON.stringify(marker)}, ""); process.exit(1); }
      parentPort.postMessage({ kind: "examined", id: message.id, examination: { report: {}, metadata: {}, ms: 1 } });
    });`;
  const judged = await pool(workerOf(source)).examine(file, at);
  expect(judged.ms).toBe(1);
});

test("a file that kills every thread is a bug, not a verdict", async () => {
  const verifier = pool(
    workerOf(`parentPort.on("message", (message) => { if (message.kind === "examine") process.exit(1); });`),
  );
  await expect(verifier.examine(file, at)).rejects.toThrow(/stopped|failing/);
});

test("threads whose self-test fails are given up, and nothing is judged at all", async () => {
  const verifier = pool(workerOf(`throw new Error("self-test: SM3 gives a wrong answer");`));
  await new Promise((done) => setTimeout(done, 500));
  await expect(verifier.examine(file, at)).rejects.toThrow(/keep failing/);
});
