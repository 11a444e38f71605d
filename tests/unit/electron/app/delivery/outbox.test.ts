import { beforeEach, describe, expect, test } from "vitest";
import { drainDeliveries } from "../../../../../electron/app/delivery/outbox.ts";
import type { DeliveryReceipt } from "../../../../../electron/app/ports/province.ts";
import type { DeliveryResult, PendingDelivery } from "../../../../../electron/app/ports/storage.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../../../../electron/domain/result.ts";

const NOW = 1_000_000;

type Answer = Result<DeliveryReceipt | undefined>;

/** The storage's rules in small: one delivery of a case at a time, and only when it is due. */
let rows: (PendingDelivery & { settled?: DeliveryResult })[];
/** `deliver K` or `find K`, in order. */
let calls: string[];
let answer: (call: string) => Answer | Promise<Answer>;

const GIVEN = ok<DeliveryReceipt>({ receiptNo: "R", isDuplicate: false });
const LOST = failed<undefined>(fault("province.timed-out"));

function queue(count: number, state: PendingDelivery["state"] = "queued"): void {
  rows = Array.from({ length: count }, (_, id) => ({
    ...{ id, key: `K${id}`, caseId: `C${id}`, caseNo: `C${id}`, materialId: "m1", body: "{}" },
    ...{ attempts: 0, state, createdAt: NOW, nextAttemptAt: NOW },
  }));
}

const isDue = (row: (typeof rows)[number]) =>
  !row.settled || ("nextAttemptAt" in row.settled && row.settled.nextAttemptAt <= NOW);

async function drain() {
  return drainDeliveries({
    storage: {
      dueDeliveries: async (_, limit) => ok(rows.filter(isDue).slice(0, limit)),
      async settleDelivery(id, settled) {
        if (isFull) return failed(fault("storage.full"));
        rows = rows.map((row) => (row.id === id ? { ...row, settled } : row));
        return ok(undefined);
      },
    },
    platform: {
      async deliver(key) {
        calls.push(`deliver ${key}`);
        return (await answer(`deliver ${key}`)) as Result<DeliveryReceipt>;
      },
      async find(key) {
        calls.push(`find ${key}`);
        return answer(`find ${key}`);
      },
    },
    clock: { now: () => NOW },
    random: () => 1,
    onSettled: () => undefined,
    signal: new AbortController().signal,
  });
}

let isFull: boolean;

beforeEach(() => {
  calls = [];
  isFull = false;
  answer = () => GIVEN;
});

const settled = () => rows.map((row) => row.settled);

describe("draining", () => {
  test("delivers all that is due, several at a time", async () => {
    let open = 0;
    let most = 0;
    answer = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((done) => setTimeout(done, 1));
      open -= 1;
      return GIVEN;
    };
    queue(200);
    expect([await drain(), most]).toEqual([{ delivered: 200 }, 6]);
  });

  test("a lost answer is unknown, and waits longer each time", async () => {
    answer = () => LOST;
    queue(1);
    await drain();
    expect(settled()).toEqual([{ state: "unknown", nextAttemptAt: NOW + 2_000, faultCode: "province.timed-out" }]);
    rows = rows.map(({ settled: _, ...row }) => ({ ...row, attempts: 3 }));
    await drain();
    expect(settled()).toMatchObject([{ nextAttemptAt: NOW + 16_000 }]);
  });

  test("what is unknown is asked for by key, and sent only when it never arrived", async () => {
    queue(2, "unknown");
    answer = (call) => (call === "find K0" ? ok(undefined) : GIVEN);
    await drain();
    expect(calls).toEqual(["find K0", "deliver K0", "find K1"]);
  });

  test("what cannot be asked for is not sent either", async () => {
    queue(1, "unknown");
    answer = () => LOST;
    await drain();
    expect(calls).toEqual(["find K0"]);
    expect(settled()).toMatchObject([{ state: "unknown" }]);
  });

  test("one goes ahead in an outage, and the rest is left as it is", async () => {
    answer = () => failed(fault("province.unreachable", { reason: "no-connection" }));
    queue(2_000);
    const { delivered, cutOff } = await drain();
    expect([delivered, cutOff?.code, calls.length]).toEqual([0, "province.unreachable", 1]);
    expect(settled().filter(Boolean)).toMatchObject([{ state: "queued" }]);
  });

  test("a silent platform is left alone after a few lost answers, a lossy line is not", async () => {
    answer = () => LOST;
    queue(500);
    expect((await drain()).cutOff?.code).toBe("province.timed-out");
    expect(calls.length).toBeLessThan(20);
    let turn = 0;
    answer = () => {
      turn += 1;
      return turn % 3 === 0 ? LOST : GIVEN;
    };
    queue(500);
    expect(await drain()).toEqual({ delivered: 334 });
  });

  test("a portal that answers in the platform's place is an outage too, one answer that makes no sense is none", async () => {
    const page = failed<undefined>(fault("province.nonsense", { reason: "html" }));
    answer = () => page;
    queue(500);
    expect((await drain()).cutOff?.code).toBe("province.nonsense");
    expect(calls.length).toBeLessThan(20);
    answer = (call) => (call === "deliver K3" ? page : GIVEN);
    queue(100);
    expect(await drain()).toEqual({ delivered: 99 });
  });

  test("a pause that is asked for is kept for everything, and what was held back counts as not sent", async () => {
    queue(100);
    answer = (call) =>
      call === "deliver K0" ? GIVEN : failed(fault("province.unwell", { retryAfterMs: 60_000, held: true }));
    expect((await drain()).cutOff?.code).toBe("province.unwell");
    expect(calls.length).toBeLessThan(8);
    expect(settled()[1]).toEqual({ state: "queued", nextAttemptAt: NOW + 62_000, faultCode: "province.unwell" });
  });

  test("an answer that cannot be written down ends it, and is not sent over and over", async () => {
    queue(100);
    isFull = true;
    expect((await drain()).cutOff?.code).toBe("storage.full");
    expect(calls).toEqual(["deliver K0"]);
  });

  test("a pause after an answer of the platform leaves that one unknown", async () => {
    queue(1);
    answer = () => failed(fault("province.unwell", { status: 503, retryAfterMs: 60_000 }));
    await drain();
    expect(settled()).toMatchObject([{ state: "unknown", nextAttemptAt: NOW + 62_000 }]);
  });
});
