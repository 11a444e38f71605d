/** One row that cannot be read is set aside, kept and told; the rows beside it go their way. */
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { drainDeliveries } from "../../electron/app/delivery/outbox.ts";
import type { Storage } from "../../electron/app/ports/storage.ts";
import { runRechecks } from "../../electron/app/recheck/rechecks.ts";
import { createRetention } from "../../electron/app/retention.ts";
import { fault } from "../../electron/domain/fault.ts";
import { failed, ok } from "../../electron/domain/result.ts";
import { startStorage } from "../../electron/storage/storage-client.ts";
import { recheckSubject } from "../helpers/domain/recheck-subject.ts";
import { type Bench, createBench, decision, delivery, draft, interrupted, START, value } from "./storage-sample.ts";

const HOUR = 3_600_000;
const { signal } = new AbortController();

let bench: Bench;
let storage: Storage;

beforeEach(async () => {
  bench = createBench();
  storage = value(await startStorage({ file: bench.file, terminalId: "T-01", inProcess: true, now: () => START }));
});

afterEach(async () => {
  await storage.close();
  bench.remove();
});

function sql<T>(work: (db: Database.Database) => T): T {
  const db = new Database(bench.file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Flips the last byte of a sealed value. */
function damage(table: string, column: string, where: string): void {
  sql((db) => {
    const sealed = db.prepare<[], Buffer>(`SELECT ${column} FROM ${table} WHERE ${where}`).pluck().get();
    if (!sealed) throw new Error(`no ${table}`);
    sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1);
    db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${where}`).run(sealed);
  });
}

const audits = async () =>
  value(await storage.auditEntries(0, 100)).map(({ action, caseId, detail }) => [action, caseId, detail?.["fault"]]);

describe("a delivery whose body cannot be read", () => {
  /** Keys that were sent, and keys that were asked for. */
  let sent: string[];
  let found: string[];
  let told: [string, string][];
  const drain = (isThere: boolean) =>
    drainDeliveries({
      storage,
      platform: {
        deliver: async (key) => {
          sent.push(key);
          return ok({ receiptNo: `R-${key}`, isDuplicate: false });
        },
        find: async (key) => {
          found.push(key);
          return ok(isThere ? { receiptNo: `R-${key}`, isDuplicate: true } : undefined);
        },
      },
      clock: { now: () => START + HOUR },
      random: () => 1,
      onSettled: (key, outcome) => void told.push([key, outcome.state]),
      signal,
    });
  const keys = ["c1", "c2", "c3"].map((caseId) => delivery(caseId).key);

  beforeEach(async () => {
    [sent, found, told] = [[], [], []];
    value(await storage.commit({ deliveries: ["c1", "c2", "c3"].map((caseId) => delivery(caseId)), audit: [] }));
    damage("outbox", "body", "id = 1");
  });

  test("is returned with its reason and kept, and the others are sent", async () => {
    expect(await drain(false)).toEqual({ delivered: 2 });
    expect(sent).toEqual(keys.slice(1));
    expect(told[0]).toEqual([keys[0], "refused"]);
    expect(value(await storage.outboxCounts())).toMatchObject({ queued: 0, refused: 1, delivered: 2 });
    expect(await audits()).toContainEqual(["material.delivery-refused", "c1", "storage.unreadable"]);
    expect(sql((db) => db.prepare("SELECT count(*) FROM outbox WHERE body IS NOT NULL").pluck().get())).toBe(1);
    expect(value(await storage.health())).toBeUndefined();
  });

  test("that may have arrived is asked for first, and settled when it did", async () => {
    const unknown = { state: "unknown", nextAttemptAt: START, faultCode: "province.timed-out" } as const;
    value(await storage.settleDelivery(1, unknown, []));
    expect([await drain(true), found, sent]).toEqual([{ delivered: 3 }, [keys[0]], keys.slice(1)]);
  });

  test("does not hold up a later one of its case", async () => {
    value(await storage.commit({ deliveries: [delivery("c1", "m2")], audit: [] }));
    expect((await drain(false)).delivered).toBe(3);
    expect(sent).toContain(delivery("c1", "m2").key);
  });
});

test("a queue that cannot be read at all says so where it is drained", async () => {
  const away = { dueDeliveries: async () => failed(fault("storage.busy")) } as unknown as Storage;
  const drained = await drainDeliveries({
    storage: away,
    platform: {} as never,
    clock: { now: () => START },
    random: () => 1,
    onSettled: () => undefined,
    signal,
  });
  expect(drained).toMatchObject({ delivered: 0, cutOff: { code: "storage.busy" } });
});

describe("a re-check whose subject cannot be read", () => {
  const recheck = (caseId: string) => ({
    ...{ caseId, materialId: "m1", revision: 1, deliveryKey: delivery(caseId).key, decidedAt: START },
    subject: recheckSubject(),
  });

  test("is flagged for a person and kept, and the others are asked for", async () => {
    value(await storage.commit({ rechecks: [recheck("c1"), recheck("c2")], audit: [] }));
    damage("recheck", "subject", "id = 1");
    const province = { families: {} } as never;
    const settled = await runRechecks({
      ...{ storage, province, verifier: {} as never, mode: "live", signal },
      clock: { now: () => START },
      trustAge: () => "fresh",
      isLibraryDown: () => false,
      onBug: String,
      onSettled: () => undefined,
    });
    expect(settled).toBe(2);
    const flagged = value(await storage.flaggedRechecks(10)).map(({ caseId, finding }) => [caseId, finding]);
    expect(flagged.sort()).toEqual([
      ["c1", "unreadable"],
      ["c2", "not-askable"],
    ]);
    // What can still be told to the platform is the other one.
    expect(value(await storage.outboxCounts()).queued).toBe(1);
    expect(sql((db) => db.prepare("SELECT case_id FROM recheck WHERE subject IS NOT NULL").pluck().all())).toEqual([
      "c1",
    ]);
    expect((await audits()).filter(([action]) => action === "material.recheck")).toHaveLength(2);
  });
});

describe("an open case that cannot be read", () => {
  const ofClerk = (caseId: string, account: string) => {
    const open = interrupted(caseId);
    return { ...open, file: { ...open.file, openedBy: { ...open.file.openedBy, account } } };
  };
  const retention = (bugs: unknown[] = [], over: Partial<Storage> = {}) =>
    createRetention({
      storage: { ...storage, ...over },
      clock: { now: () => START + 25 * HOUR },
      state: () => ({ kind: "signed-out" }),
      onBug: (error) => {
        bugs.push(error);
        return "";
      },
    });

  beforeEach(async () => {
    for (const [caseId, account] of [
      ["c1", "wang"],
      ["c2", "li"],
      ["c3", "zhao"],
    ] as const) {
      const bodies = [{ licenseId: "L1", bytes: Uint8Array.of(1) }];
      value(
        await storage.commit({ open: ofClerk(caseId, account), bodies, audit: [draft("case.opened", { caseId })] }),
      );
    }
  });

  test("keeps nobody from their own case, nor its clerk from the next one", async () => {
    damage("open_case", "snapshot", "case_id = 'c1'");
    expect(value(await storage.interruptedCase("li"))?.file.id).toBe("c2");
    expect(value(await storage.interruptedCase("wang"))).toBeUndefined();
    value(await storage.commit({ ...decision("c4"), open: ofClerk("c4", "wang") }));
    expect(value(await storage.interruptedCase("wang"))?.file.id).toBe("c4");
  });

  test("is set aside once, audited and counted; the old cases beside it are closed; its row is kept, its files are not", async () => {
    damage("open_case", "snapshot", "case_id = 'c1'");
    await retention().purgeIfDue({ isDoubtful: false, isVouched: true });
    await retention().purgeIfDue({ isDoubtful: false, isVouched: true });
    const rows = await audits();
    expect(rows.filter(([action]) => action === "case.set-aside")).toEqual([
      ["case.set-aside", "c1", "storage.unreadable"],
    ]);
    expect(rows.filter(([, , reason]) => reason === undefined).map(([, caseId]) => caseId)).toEqual(
      expect.arrayContaining(["c2", "c3"]),
    );
    expect(value(await storage.setAsideCases(START))).toBe(1);
    expect(sql((db) => db.prepare("SELECT case_id FROM open_case").pluck().all())).toEqual(["c1"]);
    expect(sql((db) => db.prepare("SELECT count(*) FROM license_body").pluck().get())).toBe(0);
    value(await storage.purge(START + (25 + 183 * 24) * HOUR + 1));
    expect(sql((db) => db.prepare("SELECT count(*) FROM open_case").pluck().get())).toBe(0);
  });

  test("one in work that is saved well again is none that was set aside", async () => {
    damage("open_case", "snapshot", "case_id = 'c1'");
    await retention().purgeIfDue({ isDoubtful: false, isVouched: true });
    value(await storage.commit({ open: ofClerk("c1", "wang"), audit: [] }));
    expect(value(await storage.interruptedCase("wang"))?.file.id).toBe("c1");
    expect(value(await storage.setAsideCases(START))).toBe(0);
  });

  test("one whose closing throws is one bug, and the others are closed all the same", async () => {
    const bugs: unknown[] = [];
    const commit: Storage["commit"] = async (step) => {
      if (step.close?.caseId === "c2") throw new Error("nobody thought of that");
      return storage.commit(step);
    };
    await retention(bugs, { commit }).purgeIfDue({ isDoubtful: false, isVouched: true });
    expect([bugs.length, sql((db) => db.prepare("SELECT case_id FROM open_case").pluck().all())]).toEqual([1, ["c2"]]);
  });
});
