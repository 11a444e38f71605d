/** A disk that fails under the database: a call of the system is made to fail by the preloaded library of the power cuts. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FaultCode } from "../../../electron/domain/fault.ts";
import { openStorage } from "../../../electron/storage/open-storage.ts";
import { optionsFor, value } from "../../integration/storage-sample.ts";
import type { Injected } from "./injected.ts";

const WORK = fileURLToPath(new URL("./disk-work.ts", import.meta.url));
const { ENOSPC, EIO, EDQUOT, EROFS } = constants.errno;

/** What fails, how, from which call on; and the answer. */
const FAILURES: readonly (readonly [what: string, call: string, errno: number, from: number, FaultCode])[] = [
  ["full at the first start", "write", ENOSPC, 5, "storage.full"],
  ["full during decisions", "write", ENOSPC, 200, "storage.full"],
  ["over the quota", "write", EDQUOT, 200, "storage.other"],
  ["errors of writing", "write", EIO, 220, "storage.other"],
  ["errors of syncing", "fsync", EIO, 20, "storage.other"],
  ["errors of syncing at the first start", "fsync", EIO, 2, "storage.other"],
  ["errors of reading", "read", EIO, 12, "storage.corrupt"],
  ["read-only for new files", "open", EROFS, 1, "storage.readonly"],
  ["errors of renaming at the first start", "rename", EIO, 2, "storage.other"],
];

export function diskFaults(library: string): readonly Injected[] {
  return FAILURES.map(([what, call, errno, from, expect]) => ({
    what: `disk: ${what}`,
    expect: [expect],
    async run() {
      const folder = mkdtempSync(join(tmpdir(), "torture-disk-"));
      const file = join(folder, "terminal.db");
      try {
        const environment = { LD_PRELOAD: library, POWER_ROOT: folder, POWER_FAULT: `${call}:${errno}:${from}` };
        const ran = spawnSync(process.execPath, [WORK, file], {
          env: { ...process.env, ...environment },
          encoding: "utf8",
          timeout: 30_000,
        });
        const lines: { code?: FaultCode; caseId?: string }[] = ran.stdout
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => JSON.parse(line));
        const decided = lines.flatMap(({ caseId }) => caseId ?? []);
        const answer = lines.find(({ code }) => code !== undefined)?.code;
        return { answer, isUp: ran.status === 0 && isAllThere(file, decided) };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  }));
}

/** On the mended disk: the database opens, its chain is whole, and what was acknowledged is there. */
function isAllThere(file: string, decided: readonly string[]): boolean {
  const opened = openStorage(optionsFor(file));
  if (!opened.ok) return false;
  const entries = value(opened.value.auditEntries(0, 1_000));
  const isWhole = value(opened.value.verifyAudit()).ok;
  opened.value.close();
  return isWhole && decided.every((caseId) => entries.some((entry) => entry.caseId === caseId));
}
