/** The thread that owns the database dies under a running terminal: whoever sits there is told, and can lock and close it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { fault } from "../../electron/domain/fault.ts";
import { openTestHost, sourceEntries, type TestHost } from "../helpers/host/open-test-host.ts";

/** The real thread, and an end to it when a certain setting is written. */
const mortal = `
  import { parentPort } from "node:worker_threads";
  parentPort.on("message", ({ method, args }) => {
    if (method === "putSetting" && args[0] === "die") process.exit(1);
  });
  await import(${JSON.stringify(sourceEntries.storageWorker.href)});
`;
const storageWorker = new URL(`data:text/javascript,${encodeURIComponent(mortal)}`);
const STOPPED = { ok: false, fault: fault("storage.stopped") };

let terminal: TestHost;
afterEach(() => terminal.close());

test("everything is answered with a sentence, the screen locks, and what was saved is there at the next start", async () => {
  terminal = await openTestHost({ change: (base) => ({ ...base, entries: { ...base.entries, storageWorker } }) });
  await terminal.signIn();
  const { client, citizen, host, training, dataDir } = terminal;
  const { storage } = host.parts;
  const open = await client.call("training.cast", {});
  const line = open.ok ? open.value.lines.find(({ family }) => family === "service-code") : undefined;
  await client.call("matter.choose", { code: line?.matter ?? "" });
  await client.call("training.scan", { code: line?.code ?? "" });
  const before = await terminal.until(({ phase }) => phase === "deciding", "the licenses");

  expect(await storage.putSetting("die", 1)).toEqual(STOPPED);
  expect(await client.call("case.cancel", { reason: "群众离开" })).toEqual(STOPPED);
  expect(await client.call("session.lock", {})).toEqual({ ok: true, value: {} });
  expect(await client.call("counter.view", {})).toMatchObject({ ok: true, value: { isLocked: true } });
  expect(await citizen.call("citizen.view", {})).toMatchObject({ ok: true, value: { phase: "rest", items: [] } });
  expect(await client.call("session.unlock", { password: "practice-01" })).toEqual(STOPPED);
  const logs = join(dataDir, "terminal", "logs");
  const log = readdirSync(logs).map((name) => readFileSync(join(logs, name), "utf8"));
  expect(log.join("\n")).toContain("storage thread");

  await terminal.closeHost();
  terminal = await openTestHost({ training, dataDir });
  await terminal.signIn();
  const after = await terminal.client.call("counter.view", {});
  expect(after).toMatchObject({ ok: true, value: { interrupted: { caseNo: before.case?.caseNo } } });
});
