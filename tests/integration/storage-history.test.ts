import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ClosedCase, HistoryQuery } from "../../electron/app/ports/storage.ts";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import { type Bench, closedCase, createBench, delivery, START, value } from "./storage-sample.ts";

let bench: Bench;
let storage: SyncStorage;

const SECOND_NUMBER = "320099198505050023";

const cases: readonly ClosedCase[] = [
  closedCase("a", { caseNo: "A01-0001", personName: "张*明", closedAt: START + 1 }),
  closedCase("b", { caseNo: "A01-0002", personName: "张*", personNumberToHash: SECOND_NUMBER, closedAt: START + 2 }),
  closedCase("c", {
    caseNo: "B02-0001",
    personName: "李*",
    matterCode: "M-2",
    matterName: "张家港企业登记",
    closedAt: START + 3,
  }),
  closedCase("d", {
    caseNo: "b02-0002",
    personName: "金鸡湖商贸有限公司",
    matterName: "100%_住房登记",
    outcome: "cancelled",
    closedAt: START + 4,
  }),
];

beforeEach(() => {
  bench = createBench();
  storage = bench.open();
  for (const close of cases) value(storage.commit({ close, audit: [] }));
});

afterEach(() => {
  storage.close();
  bench.remove();
});

function search(query: Partial<HistoryQuery>) {
  const page = value(storage.history({ limit: 10, offset: 0, ...query }));
  return { total: page.total, ids: page.cases.map((one) => one.caseId).join("") };
}

describe("history", () => {
  test("shows every case, the last one first", () => {
    expect(search({})).toEqual({ total: 4, ids: "dcba" });
  });

  test("shows one page and counts all", () => {
    expect(search({ limit: 2, offset: 1 })).toEqual({ total: 4, ids: "cb" });
  });

  test("bounds are inclusive and exclusive", () => {
    expect(search({ from: START + 2, to: START + 4 })).toEqual({ total: 2, ids: "cb" });
  });

  test.each([
    ["the beginning of a case number", "A01", "ba"],
    ["a case number in another case of letters", "B02-0002", "d"],
    ["a case number shared by cases in between", "a01-0001", "a"],
    ["a part of a matter's name", "企业", "c"],
    ["a surname, which is also part of a matter", "张", "cba"],
    ["a masked name", "张*明", "a"],
    ["a full name, for the one that shows masked", "张晓明", "a"],
    ["the beginning of an organization's name", "金鸡湖", "d"],
    ["a full identity number", SECOND_NUMBER, "b"],
    ["a full identity number with spaces around", ` ${SECOND_NUMBER} `, "b"],
    ["signs that mean something to LIKE", "%_", "d"],
    ["a masked number", "3200**********0014", ""],
    ["part of an identity number", SECOND_NUMBER.slice(0, 10), ""],
    ["what nobody has", "王", ""],
    ["quotes", "' OR 1=1 --", ""],
    ["nothing but spaces", "  ", "dcba"],
  ])("finds by %s", (_, text, ids) => {
    expect(search({ text })).toEqual({ total: ids.length, ids });
  });

  test("any text is answered", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(storage.history({ text, limit: 10, offset: 0 }).ok).toBe(true);
      }),
    );
  });

  test("text and time go together", () => {
    expect(search({ text: "张", from: START + 2 })).toEqual({ total: 2, ids: "cb" });
  });

  test("a case comes back without the number and with what is undelivered", () => {
    const deliveries = [delivery("a", "m1"), delivery("a", "m2")];
    storage.commit({ deliveries, audit: [] });
    storage.settleDelivery(1, { state: "delivered", receiptNo: "R", at: START }, []);
    const { personNumberToHash: _, ...rest } = cases[0]!;
    expect(value(storage.history({ text: "A01-0001", limit: 1, offset: 0 })).cases).toEqual([
      { ...rest, undelivered: 1, rechecks: [] },
    ]);
  });

  test("a letter X of an identity number may be small", () => {
    storage.commit({ close: closedCase("e", { personNumberToHash: "32009919900101105X" }), audit: [] });
    expect(search({ text: "32009919900101105x" }).ids).toBe("e");
  });

  test("counts of a day cover all cases, and materials of the submitted ones", () => {
    expect(value(storage.dayCounts(START, START + 10))).toEqual({ cases: 4, submitted: 3, materials: 6, exempted: 3 });
  });

  test("a day without cases counts nothing", () => {
    expect(value(storage.dayCounts(0, 1))).toEqual({ cases: 0, submitted: 0, materials: 0, exempted: 0 });
  });
});
