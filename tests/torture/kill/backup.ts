/** Backups cut short: the database is as after any kill, and every copy that has its name opens and is whole. */
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { listBackups } from "../../../electron/storage/backup.ts";
import { openStorage } from "../../../electron/storage/open-storage.ts";
import { type Bench, createBench, optionsFor, value } from "../../integration/storage-sample.ts";
import type { Findings } from "../torture.ts";
import { inspectDecisions } from "./decisions.ts";
import type { Scene } from "./scene.ts";

export const backupScene: Scene = {
  name: "backup",
  async start() {
    const bench = createBench();
    return {
      startMs: 200,
      workMs: 120,
      args: (round) => ["backup", bench.file, String(round)],
      async inspect(lines, findings) {
        const decided = lines.filter((line) => "caseId" in line);
        inspectDecisions(bench.file, decided, findings);
        const named = lines.flatMap(({ backup }) => (backup === undefined ? [] : [String(backup)]));
        const last = named.at(-1);
        findings.require(!last || existsSync(join(bench.folder, last)), `lost backup ${last}`);
        const [newest] = listBackups(bench.file, Date.now());
        if (newest) inspectCopy(bench, newest.name, findings);
      },
      remove: async () => bench.remove(),
    };
  },
};

/** Opened elsewhere: opening writes. */
function inspectCopy(bench: Bench, name: string, findings: Findings): void {
  const place = join(bench.folder, "looked-at.db");
  for (const suffix of ["", "-wal", "-shm"]) rmSync(place + suffix, { force: true });
  copyFileSync(join(bench.folder, name), place);
  copyFileSync(bench.keyFile, `${place}.key`);
  const opened = openStorage(optionsFor(place));
  findings.require(opened.ok, `backup ${name} does not open: ${JSON.stringify(opened)}`);
  if (!opened.ok) return;
  const chain = value(opened.value.verifyAudit());
  findings.require(chain.ok, `audit of backup ${name}: ${JSON.stringify(chain)}`);
  opened.value.close();
}
