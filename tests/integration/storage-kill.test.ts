import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openStorage } from "../../electron/storage/open-storage.ts";
import { type Bench, createBench, optionsFor, value } from "./storage-sample.ts";

const CHILD = fileURLToPath(new URL("./storage-kill-child.ts", import.meta.url));
const KILLS_PER_LANE = 32;

interface Acknowledged {
  readonly caseId: string;
  readonly auditSeq: number;
  readonly closed: boolean;
}

/** Lets a child work and kills it: while it opens the file (every fourth), else somewhere in its writing. */
async function killOne(file: string, round: number): Promise<readonly Acknowledged[]> {
  const child = spawn(process.execPath, [CHILD, file, String(round)], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk) => {
      output += chunk;
      if (output.includes("ready")) resolve();
    });
  });
  const exited = once(child, "close");
  if (round % 4 === 3) {
    await Promise.race([sleep(100 + Math.random() * 150), ready, exited]);
  } else {
    await Promise.race([ready, exited]);
    await sleep(Math.random() * 80);
  }
  child.kill("SIGKILL");
  await exited;
  if (complaint) throw new Error(complaint);
  const complete = output.slice(0, output.lastIndexOf("\n") + 1).trim();
  const lines = complete === "" ? [] : complete.split("\n").map((line) => JSON.parse(line));
  return lines.filter((line) => "caseId" in line);
}

function count(db: Database.Database, sql: string): number {
  return db.prepare<[], number>(sql).pluck().get() ?? -1;
}

/** What must be true after any kill. */
function inspect(file: string, acknowledged: readonly Acknowledged[]): void {
  const storage = value(openStorage(optionsFor(file)));
  expect(value(storage.verifyAudit()).ok).toBe(true);
  const open = value(storage.interruptedCase())?.file.id;
  const db = new Database(file, { readonly: true });
  const isClosed = db.prepare<[string]>("SELECT 1 FROM history WHERE case_id = ?");
  const isQueued = db.prepare<[string]>("SELECT 1 FROM outbox WHERE case_id = ?");
  for (const { caseId, auditSeq, closed } of acknowledged) {
    expect(value(storage.auditEntries(auditSeq - 1, 1))[0]?.caseId).toBe(caseId);
    expect(isQueued.get(caseId), `delivery of ${caseId}`).toBeDefined();
    expect(isClosed.get(caseId) !== undefined || (!closed && open === caseId), `case ${caseId}`).toBe(true);
  }
  const decided = count(db, "SELECT count(*) FROM audit WHERE record LIKE '%material.decided%'");
  expect(count(db, "SELECT count(*) FROM license_use")).toBe(decided);
  expect(count(db, "SELECT count(*) FROM outbox")).toBe(decided);
  expect(count(db, "SELECT rows FROM outbox_tally WHERE state = 'queued'")).toBe(decided);
  expect(count(db, "SELECT count(*) FROM history")).toBe(decided - (open ? 1 : 0));
  expect(count(db, "SELECT count(*) FROM license_body")).toBe(open ? 1 : 0);
  db.close();
  storage.close();
}

async function lane(bench: Bench): Promise<number> {
  let commits = 0;
  for (let round = 0; round < KILLS_PER_LANE; round++) {
    const acknowledged = await killOne(bench.file, round);
    commits += acknowledged.length;
    inspect(bench.file, acknowledged);
  }
  return commits;
}

test("kill -9 at any moment loses no acknowledged step and leaves no half one", async () => {
  const benches = [createBench(), createBench()];
  try {
    const commits = await Promise.all(benches.map(lane));
    expect(Math.min(...commits)).toBeGreaterThan(KILLS_PER_LANE);
  } finally {
    for (const bench of benches) bench.remove();
  }
}, 180_000);
