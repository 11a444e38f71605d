import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import { DEFAULT_POLICY } from "../../electron/seal/policy.ts";
import { type Lane, type LaneOptions, openLane } from "../../electron/verification/lane.ts";
import vector from "../../electron/verification/self-test-vector.json" with { type: "json" };
import { sourceEntries } from "../helpers/host/open-test-host.ts";

const decode = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
const trust = {
  anchors: vector.anchors.map(decode),
  intermediates: vector.intermediates.map(decode),
  crls: vector.crls.map(decode),
};
const file = decode(vector.file);
const lanes: Lane[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const lane of lanes.splice(0)) await lane.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function lane(changes: Partial<LaneOptions> = {}): Lane {
  const options = { workerUrl: sourceEntries.verifyWorker, trust, policy: DEFAULT_POLICY, at: Date.parse(vector.at) };
  const opened = openLane({ ...options, ...changes });
  lanes.push(opened);
  return opened;
}

/** A thread that answers every file but those that begin with 0; over these it does `deed`. */
function frail(deed: string): URL {
  const folder = mkdtempSync(join(tmpdir(), "lane-"));
  folders.push(folder);
  const path = join(folder, "worker.mjs");
  writeFileSync(
    path,
    `import { parentPort } from "node:worker_threads";
     parentPort.on("message", ({ kind, file }) => {
       if (kind !== "judge") return;
       if (file[0] === 0) { ${deed} }
       parentPort.postMessage({ kind: "judged", id: 0, report: {}, ms: 1 });
     });`,
  );
  return pathToFileURL(path);
}

test("files are judged one after the other with the trust data and the policy given", async () => {
  const one = lane();
  for (const expected of ["accept", "accept"]) {
    const judged = await one.judge(file);
    expect(judged.ok && judged.value.report.decision).toBe(expected);
  }
  const changed = await one.judge(file.with(file.length >> 1, file[file.length >> 1]! ^ 1));
  expect(changed.ok && changed.value.report.decision).toBe("reject");
  const strict = await lane({ trust: { anchors: [], intermediates: [], crls: [] } }).judge(file);
  expect(strict.ok && strict.value.report.decision).not.toBe("accept");
});

test.each([
  ["dawdles", "for (;;);", /no answer within 2000 ms/],
  ["dies", "process.exit(7);", /ended with code 7/],
  ["throws", "throw new Error('broken');", /broken/],
])("a thread that %s over a file costs that file, and the next one is judged", async (_, deed, cause) => {
  const one = lane({ workerUrl: frail(deed), limitMs: 2_000 });
  const lost = await one.judge(Uint8Array.of(0));
  expect(lost).toMatchObject({ ok: false, fault: { code: "file.not-judged", retry: "never" } });
  expect(!lost.ok && lost.fault.detail?.["cause"]).toMatch(cause);
  expect((await one.judge(Uint8Array.of(1))).ok).toBe(true);
  // Not the first file of its thread: tried once more by itself before it is given up.
  expect((await one.judge(Uint8Array.of(0))).ok).toBe(false);
  expect((await one.judge(Uint8Array.of(1))).ok).toBe(true);
});

test("a thread that died between two files is replaced without loss", async () => {
  const one = lane({ workerUrl: frail("setTimeout(() => process.exit(1), 5);") });
  expect((await one.judge(Uint8Array.of(0))).ok).toBe(true);
  await new Promise((done) => setTimeout(done, 200));
  expect((await one.judge(Uint8Array.of(1))).ok).toBe(true);
});
