import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createBackups } from "../../electron/app/backups.ts";
import { fault } from "../../electron/domain/fault.ts";
import { failed, ok } from "../../electron/domain/result.ts";
import { startStorage } from "../../electron/storage/storage-client.ts";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import {
  type Bench,
  CANARY_NAME,
  CANARY_NUMBER,
  closing,
  createBench,
  decision,
  START,
  value,
} from "./storage-sample.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;

let bench: Bench;
let storage: SyncStorage;

beforeEach(() => {
  bench = createBench();
  storage = bench.open();
});

afterEach(() => {
  storage.close();
  bench.remove();
});

const copies = () => readdirSync(bench.folder).filter((name) => name.includes(".backup-"));
const countOf = (name: string, table: string) => {
  const db = new Database(join(bench.folder, name), { readonly: true });
  const rows = db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
  db.close();
  return rows;
};

describe("a copy", () => {
  test("holds what was decided, is its owner's only, and is named after its time", async () => {
    value(storage.commit(decision("c1")));
    const { name, bytes } = value(await storage.backUp(START));
    const { mode, size } = statSync(join(bench.folder, name));
    expect(name).toBe("terminal.db.backup-20261124T010000000Z");
    expect([mode & 0o777, size]).toEqual([0o600, bytes]);
    expect(["audit", "outbox", "license_use"].map((table) => countOf(name, table))).toEqual([1, 1, 1]);
    expect(value(storage.backups())).toEqual([{ name, at: START, bytes }]);
  });

  test("is sealed like the database, and without the case that is open", async () => {
    const bodies = [{ licenseId: "L1", bytes: new TextEncoder().encode("the body of a license".repeat(500)) }];
    value(storage.commit({ ...decision("c1"), bodies }));
    const db = new Database(bench.file, { readonly: true });
    const sealed = db.prepare<[], Buffer>("SELECT snapshot FROM open_case").pluck().get() ?? Buffer.alloc(0);
    db.close();
    const { name } = value(await storage.backUp(START));
    const bytes = readFileSync(join(bench.folder, name));
    const plain = [CANARY_NAME, CANARY_NUMBER].filter((text) => bytes.includes(text));
    expect([plain, bytes.includes(sealed.subarray(3, 60))]).toEqual([[], false]);
    expect(["open_case", "license_body", "run"].map((table) => countOf(name, table))).toEqual([0, 0, 0]);
  });

  test("opens in the database's place", async () => {
    value(storage.commit(decision("c1")));
    const { name } = value(await storage.backUp(START));
    storage.close();
    for (const suffix of ["", "-wal", "-shm"]) rmSync(bench.file + suffix, { force: true });
    writeFileSync(bench.file, readFileSync(join(bench.folder, name)));
    storage = bench.open();
    expect(value(storage.verifyAudit())).toEqual({ ok: true, rows: 1 });
    expect(value(storage.dueDeliveries(START, 10)).map(({ caseId }) => caseId)).toEqual(["c1"]);
  });

  test("lets decisions in between", async () => {
    for (let at = 0; at < 30; at += 1) {
      const bodies = [{ licenseId: "L", bytes: new Uint8Array(100_000) }];
      value(storage.commit({ ...decision(`c${at}`), bodies }));
      value(storage.commit(closing(`c${at}`)));
    }
    const made = storage.backUp(START);
    await new Promise(setImmediate);
    value(storage.commit(decision("meanwhile")));
    const { name } = value(await made);
    expect(countOf(name, "audit")).toBeGreaterThanOrEqual(60);
    expect(value(storage.verifyAudit())).toEqual({ ok: true, rows: 61 });
  });
});

describe("of all copies", () => {
  test("the newest eight are kept", async () => {
    for (let at = 0; at < 10; at += 1) value(await storage.backUp(START + at * MINUTE));
    expect(copies().length).toBe(8);
    expect(value(storage.backups()).at(-1)?.at).toBe(START + 2 * MINUTE);
  });

  test("none but the newest outlives a day", async () => {
    value(await storage.backUp(START));
    value(await storage.backUp(START + 25 * HOUR));
    value(await storage.backUp(START + 26 * HOUR));
    expect(value(storage.backups()).map(({ at }) => at - START)).toEqual([26 * HOUR, 25 * HOUR]);
  });

  test("an unfinished one goes at the next", async () => {
    writeFileSync(`${bench.file}.backup-20261124T000000000Z.unfinished`, "half");
    expect(value(storage.backups())).toEqual([]);
    value(await storage.backUp(START));
    expect(copies()).toEqual(["terminal.db.backup-20261124T010000000Z"]);
  });
});

test("a copy that cannot be written is a fault, and nothing of it stays", async () => {
  mkdirSync(`${bench.file}.backup-20261124T010000000Z`);
  expect(await storage.backUp(START)).toMatchObject({ ok: false, fault: { code: "storage.other" } });
  expect(copies()).toEqual(["terminal.db.backup-20261124T010000000Z"]);
  expect(storage.commit(decision("c1")).ok).toBe(true);
});

test("closing waits for a copy under way", async () => {
  const place = { file: join(bench.folder, "other.db"), terminalId: "T-01" };
  const opened = value(await startStorage({ ...place, inProcess: true, now: () => START }));
  const made = opened.backUp(START);
  await opened.close();
  expect(existsSync(join(bench.folder, value(await made).name))).toBe(true);
});

describe("the schedule", () => {
  const scheduled = () => {
    const asked: number[] = [];
    const answers = [ok({ name: "n", at: 0, bytes: 1 })] as ReturnType<typeof failed>[] | ReturnType<typeof ok>[];
    const clock = { at: START, now: () => clock.at };
    const backUp = async (now: number) => {
      asked.push(now - START);
      return answers[0];
    };
    const backups = createBackups({ backUp } as never, clock);
    const at = async (ms: number) => {
      clock.at = START + ms;
      await backups.backUpIfDue();
    };
    return { asked, answers, backups, at };
  };

  test("is every 15 minutes", async () => {
    const { asked, at, backups } = scheduled();
    for (const minute of [0, 5, 14, 15, 29, 31]) await at(minute * MINUTE);
    expect(asked).toEqual([0, 15 * MINUTE, 31 * MINUTE]);
    expect(backups.view()).toEqual({ at: START + 31 * MINUTE });
  });

  test("says why there is none, and tries again after a minute", async () => {
    const { asked, answers, at, backups } = scheduled();
    await at(0);
    answers[0] = failed(fault("storage.full"));
    await at(15 * MINUTE);
    const told = backups.view();
    await at(15 * MINUTE + 30_000);
    await at(16 * MINUTE);
    expect(told).toMatchObject({ at: START, fault: { code: "storage.full" } });
    expect(asked).toEqual([0, 15 * MINUTE, 16 * MINUTE]);
  });

  test("is not held up by a clock that was set back", async () => {
    const { asked, at } = scheduled();
    await at(0);
    await at(-HOUR);
    expect(asked).toEqual([0, -HOUR]);
  });
});
