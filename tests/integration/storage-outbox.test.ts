import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import { type Bench, createBench, delivery, draft, START, value } from "./storage-sample.ts";

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

function queue(...deliveries: ReturnType<typeof delivery>[]): void {
  value(storage.commit({ deliveries, audit: [] }));
}

const due = (now = START, limit = 10) => value(storage.dueDeliveries(now, limit));
const counts = () => value(storage.outboxCounts());

describe("the outbox", () => {
  test("a decision is due at once, with its body", () => {
    queue(delivery("c1"));
    expect(due()).toEqual([
      { ...delivery("c1"), id: 1, attempts: 0, state: "queued", createdAt: START, nextAttemptAt: START },
    ]);
  });

  test("the same key and body again changes nothing", () => {
    queue(delivery("c1"));
    queue(delivery("c1"));
    expect(counts().queued).toBe(1);
  });

  test("the same key and body again changes nothing even after it was delivered", () => {
    queue(delivery("c1"));
    storage.settleDelivery(1, { state: "delivered", receiptNo: "R1", at: START }, []);
    queue(delivery("c1"));
    expect(counts()).toMatchObject({ queued: 0, delivered: 1 });
  });

  test("the same key with another body is a bug, also after it was delivered", () => {
    queue(delivery("c1"));
    storage.settleDelivery(1, { state: "delivered", receiptNo: "R1", at: START }, []);
    expect(() => queue(delivery("c1", "m1", { body: "another" }))).toThrow("used again for another body");
  });

  test("a delivered one is not due, and its body is gone", () => {
    queue(delivery("c1"));
    storage.settleDelivery(1, { state: "delivered", receiptNo: "R1", at: START }, [draft("material.delivered")]);
    const db = new Database(bench.file);
    const row = db.prepare("SELECT body, receipt_no FROM outbox").get();
    db.close();
    expect([due(START * 2), row]).toEqual([[], { body: null, receipt_no: "R1" }]);
  });

  test("a lost answer is unknown and comes back at its time", () => {
    queue(delivery("c1"));
    storage.settleDelivery(1, { state: "unknown", nextAttemptAt: START + 5_000, faultCode: "province.timed-out" }, []);
    expect(due(START + 4_999)).toEqual([]);
    expect(due(START + 5_000)).toMatchObject([{ state: "unknown", attempts: 1 }]);
  });

  test("a refused one is kept and never due", () => {
    queue(delivery("c1"));
    storage.settleDelivery(1, { state: "refused", faultCode: "delivery.refused" }, []);
    expect([due(START * 2), counts().refused]).toEqual([[], 1]);
  });

  test("the audit rows of an answer are written with it", () => {
    queue(delivery("c1"));
    storage.settleDelivery(1, { state: "delivered", receiptNo: "R1", at: START }, [draft("material.delivered")]);
    expect(value(storage.auditEntries(0, 9)).map((entry) => entry.action)).toEqual(["material.delivered"]);
  });

  test("what has ended is told by key, with its receipt or its fault", () => {
    value(storage.commit({ deliveries: [delivery("k1"), delivery("k2", "m2"), delivery("k3", "m3")], audit: [] }));
    const [first, second] = value(storage.dueDeliveries(START, 10));
    value(storage.settleDelivery(first?.id ?? 0, { state: "delivered", receiptNo: "R1", at: START }, []));
    value(storage.settleDelivery(second?.id ?? 0, { state: "refused", faultCode: "delivery.refused" }, []));
    expect(value(storage.settledDeliveries(["k1/m1/L1/1", "k2/m2/L1/1", "k3/m3/L1/1", "unknown"]))).toEqual([
      { key: "k1/m1/L1/1", state: "delivered", receiptNo: "R1" },
      { key: "k2/m2/L1/1", state: "refused", faultCode: "delivery.refused" },
    ]);
  });

  test("settling twice is a bug, and writes no audit", () => {
    queue(delivery("c1"));
    storage.settleDelivery(1, { state: "delivered", receiptNo: "R1", at: START }, []);
    const again = () => storage.settleDelivery(1, { state: "refused", faultCode: "x" }, [draft("material.delivered")]);
    expect(again).toThrow("not waiting");
    expect(value(storage.auditHead()).seq).toBe(0);
  });

  test("a case goes in order: what came later waits for what is not settled; other cases do not", () => {
    queue(
      delivery("c1"),
      delivery("c1", "m1", { key: "second", body: "second" }),
      delivery("c1", "m2"),
      delivery("c2"),
    );
    storage.settleDelivery(1, { state: "unknown", nextAttemptAt: START + 9_000, faultCode: "province.timed-out" }, []);
    expect(due().map((one) => one.caseId)).toEqual(["c2"]);
    storage.settleDelivery(1, { state: "delivered", receiptNo: "R1", at: START }, []);
    expect(due().map((one) => one.key)).toEqual(["second", delivery("c2").key]);
  });

  test("a correction goes on once the first was refused", () => {
    queue(delivery("c1"), delivery("c1", "m1", { key: "second", body: "second" }));
    storage.settleDelivery(1, { state: "refused", faultCode: "delivery.refused" }, []);
    expect(due().map((one) => one.key)).toEqual(["second"]);
  });

  test("the oldest go first, as many as asked for", () => {
    queue(delivery("c3"), delivery("c1"), delivery("c2"));
    expect(due(START, 2).map((one) => one.caseId)).toEqual(["c3", "c1"]);
  });

  test("send now makes everything waiting due", () => {
    queue(delivery("c1"), delivery("c2"), delivery("c3"));
    storage.settleDelivery(1, { state: "unknown", nextAttemptAt: START + 9_000, faultCode: "x" }, []);
    storage.settleDelivery(2, { state: "delivered", receiptNo: "R", at: START }, []);
    expect([value(storage.hurryDeliveries(START)), due().length]).toEqual([2, 2]);
  });

  test("counts follow every change and survive a restart", () => {
    queue(delivery("c1"), delivery("c2"), delivery("c3"), delivery("c4"));
    storage.settleDelivery(1, { state: "delivered", receiptNo: "R", at: START }, []);
    storage.settleDelivery(2, { state: "unknown", nextAttemptAt: START, faultCode: "x" }, []);
    storage.settleDelivery(3, { state: "refused", faultCode: "x" }, []);
    storage.close();
    storage = bench.open();
    expect(counts()).toEqual({ queued: 1, unknown: 1, refused: 1, delivered: 1, oldestAt: START, auditPending: 0 });
  });

  test("an empty outbox has no oldest", () => {
    expect(counts()).toEqual({ queued: 0, unknown: 0, refused: 0, delivered: 0, auditPending: 0 });
  });
});
