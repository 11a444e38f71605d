/** `policy.json` in a data folder: a terminal judges by it, or does not start. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openHost } from "../../electron/host/open-host.ts";
import { policyInForce } from "../../electron/host/policy-file.ts";
import { startTraining } from "../../electron/host/training-setting.ts";
import { DEFAULT_POLICY } from "../../electron/seal/policy.ts";
import { openTestHost, sourceEntries } from "../helpers/host/open-test-host.ts";

const dataDir = mkdtempSync(join(tmpdir(), "hall-policy-"));
afterEach(() => rmSync(join(dataDir, "policy.json"), { force: true, recursive: true }));

const write = (text: string) => writeFileSync(join(dataDir, "policy.json"), text);

test("without a file the shipped policy is in force", async () => {
  expect(await policyInForce(dataDir)).toEqual({ ok: true, value: DEFAULT_POLICY });
});

test("a file that is there is the policy in force, whatever else is", async () => {
  write(JSON.stringify({ ...DEFAULT_POLICY, version: "hall-7" }));
  expect(await policyInForce(dataDir)).toMatchObject({ ok: true, value: { version: "hall-7" } });
});

test("a file that cannot be read is never passed over", async () => {
  writeFileSync(join(dataDir, "policy.json"), Uint8Array.of(0xff, 0xfe, 0x7b));
  expect(await policyInForce(dataDir)).toMatchObject({ ok: false, fault: { code: "policy.unreadable" } });
  write(" ".repeat(2 << 20));
  expect(await policyInForce(dataDir)).toMatchObject({ ok: false, fault: { detail: { problem: "over 1 MiB" } } });
});

test("the policy in force is audited at the start and told in the status", async () => {
  const world = await openTestHost({
    change: (options) => {
      mkdirSync(options.dataDir, { recursive: true });
      writeFileSync(join(options.dataDir, "policy.json"), JSON.stringify({ ...DEFAULT_POLICY, version: "hall-7" }));
      return options;
    },
  });
  const status = await world.client.call("status.view", {});
  expect(status).toMatchObject({ ok: true, value: { policyVersion: "hall-7" } });
  const rows = await world.host.parts.storage.auditEntries(1, 1);
  expect(rows).toMatchObject({ ok: true, value: [{ action: "terminal.started", detail: { policy: "hall-7" } }] });
  await world.close();
});

test("a terminal does not start with a policy that cannot be used, and leaves its folder alone", async () => {
  const training = await startTraining({
    dataDir: join(dataDir, "training-province"),
    worker: sourceEntries.trainingWorker,
  });
  write(JSON.stringify({ version: "hall-7", rows: [...DEFAULT_POLICY.rows, DEFAULT_POLICY.rows[0]] }));
  const opened = await openHost({ setting: training.setting, dataDir, entries: sourceEntries, version: "test" });
  expect(opened).toMatchObject({ ok: false, fault: { code: "policy.rows" } });
  await training.close();
  rmSync(dataDir, { recursive: true, force: true });
});
