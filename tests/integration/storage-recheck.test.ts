import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RecheckDraft } from "../../electron/app/ports/storage.ts";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import { recheckSubject } from "../helpers/domain/recheck-subject.ts";
import {
  type Bench,
  CANARY_NAME,
  CANARY_NUMBER,
  closing,
  createBench,
  decision,
  delivery,
  draft,
  licenseUse,
  START,
  value,
} from "./storage-sample.ts";

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

const subject = recheckSubject({ person: { name: CANARY_NAME, code: CANARY_NUMBER, codeType: "111" } });
const recheck: RecheckDraft = {
  ...{ caseId: "c1", materialId: "m1", revision: 1, deliveryKey: "c1/m1/L1/1", decidedAt: START, subject },
};
const flagged = { state: "flagged", at: START + 5, finding: "license-gone", reasons: ["status-revoked"] } as const;
const audit = [draft("material.recheck", { caseId: "c1", materialId: "m1" })];
const message = delivery("c1", "m1", { key: "c1/m1/L1/1:recheck" });
const rows = () => value(storage.auditHead()).seq;
const due = (now = START) => value(storage.dueRechecks(now, 10));
const ofHistory = () => value(storage.history({ limit: 10, offset: 0 })).cases[0]?.rechecks;

beforeEach(() => {
  value(storage.commit({ ...decision("c1"), rechecks: [recheck] }));
});

describe("a provisional decision", () => {
  test("waits with everything that is needed to ask, after its case has closed and the terminal has started again", () => {
    value(storage.commit(closing("c1")));
    storage.close();
    storage = bench.open();
    const { revision: _, ...kept } = recheck;
    expect(due()).toEqual([{ ...kept, id: 1, refusals: 0 }]);
    expect([value(storage.recheckCounts()), ofHistory()]).toEqual([
      { waiting: 1, flagged: 0 },
      [{ materialId: "m1", state: "waiting", reasons: [] }],
    ]);
  });

  test("that is flagged says why in its case, with audit and message to the platform, and stands as it was", () => {
    value(storage.commit(closing("c1")));
    value(storage.settleRecheck(1, flagged, message, audit));
    expect(ofHistory()).toEqual([
      ...[{ materialId: "m1", state: "flagged", finding: "license-gone", reasons: ["status-revoked"] }].map((one) => ({
        ...one,
        settledAt: START + 5,
      })),
    ]);
    expect([due(), value(storage.recheckCounts())]).toEqual([[], { waiting: 0, flagged: 1 }]);
    expect(value(storage.outboxCounts()).queued).toBe(2);
    expect(value(storage.auditEntries(0, 10)).at(-1)?.action).toBe("material.recheck");
  });

  test("is settled once: a second answer changes nothing and leaves no rows", () => {
    value(storage.settleRecheck(1, { state: "confirmed", at: START }, message, audit));
    const before = rows();
    value(storage.settleRecheck(1, flagged, { ...message, key: "another" }, audit));
    expect([rows(), value(storage.recheckCounts()).flagged, value(storage.outboxCounts()).queued]).toEqual([
      before,
      0,
      2,
    ]);
  });

  test("without an answer waits until it is due again", () => {
    value(storage.settleRecheck(1, { state: "waiting", nextAttemptAt: START + 9, refusals: 3 }, undefined, []));
    expect([due(START + 8).length, due(START + 9).length]).toEqual([0, 1]);
    expect(due(START + 9)[0]?.refusals).toBe(3);
  });

  test("goes when a correction comes", () => {
    value(storage.commit({ uses: [licenseUse("c1", { revision: 2, kind: "paper-received" })], audit: [] }));
    value(storage.settleRecheck(1, flagged, message, audit));
    expect([due(), value(storage.recheckCounts())]).toEqual([[], { waiting: 0, flagged: 0 }]);
  });

  test("keeps the citizen sealed, and only until there is an answer", () => {
    const files = () => readdirSync(bench.folder).map((name) => readFileSync(join(bench.folder, name)));
    const hits = () => files().filter((bytes) => bytes.includes(CANARY_NAME) || bytes.includes(CANARY_NUMBER)).length;
    value(storage.commit(closing("c1")));
    const whileWaiting = hits();
    value(storage.settleRecheck(1, { state: "confirmed", at: START }, undefined, audit));
    expect([whileWaiting, hits()]).toEqual([0, 0]);
  });

  test("goes after 1,095 days", () => {
    const day = 86_400_000;
    value(storage.purge(START + 1_095 * day));
    expect(due().length).toBe(1);
    value(storage.purge(START + 1_095 * day + 1));
    expect(due()).toEqual([]);
  });
});

describe("a flagged decision", () => {
  const handled = { at: START + 9, by: "li", handling: "paper-collected", note: "次日补收原件" } as const;
  const row = [draft("material.recheck-handled", { clerk: "li", caseId: "c1", materialId: "m1" })];
  const counts = () => value(storage.recheckCounts()).flagged;

  beforeEach(() => {
    value(storage.commit(closing("c1")));
    value(storage.settleRecheck(1, flagged, message, audit));
  });

  test("is counted with its history until somebody has seen to it, and stays to be read after that", () => {
    const [open] = value(storage.flaggedRechecks(10));
    expect(open).toMatchObject({
      caseNo: "20261124-A01-c1",
      matterName: "居住证办理",
      personName: "金**测",
      finding: "license-gone",
    });
    expect(open?.decisions).toEqual([{ at: START, clerk: "wang", kind: "exempted", revision: 1 }]);
    expect([open?.handled, counts()]).toEqual([undefined, 1]);
    expect(value(storage.handleRecheck(1, handled, row))).toBe(true);
    expect([value(storage.flaggedRechecks(10))[0]?.handled, counts()]).toEqual([handled, 0]);
  });

  test("is handled once, with its audit row or not at all, and no decision is touched", () => {
    const uses = value(storage.licenseUses({ limit: 9, offset: 0 }));
    value(storage.handleRecheck(1, handled, row));
    const before = rows();
    expect(value(storage.handleRecheck(1, { ...handled, by: "zhao" }, row))).toBe(false);
    expect(value(storage.handleRecheck(99, handled, row))).toBe(false);
    expect([rows(), value(storage.flaggedRechecks(10))[0]?.handled?.by]).toEqual([before, "li"]);
    expect(value(storage.licenseUses({ limit: 9, offset: 0 }))).toEqual(uses);
  });
});

test("uses are found by time and clerk, newest first, with the matter once the case is closed", () => {
  value(storage.commit({ uses: [licenseUse("c1", { materialId: "m2", at: START + 1, clerk: "li" })], audit: [] }));
  const found = (query: object) =>
    value(storage.licenseUses({ limit: 9, offset: 0, ...query })).uses.map(({ materialId }) => materialId);
  expect([found({}), found({ clerk: "li" }), found({ to: START + 1 }), found({ from: START + 2 })]).toEqual([
    ["m2", "m1"],
    ["m2"],
    ["m1"],
    [],
  ]);
  value(storage.commit(closing("c1")));
  expect(value(storage.licenseUses({ limit: 1, offset: 1 }))).toMatchObject({
    total: 2,
    uses: [{ caseNo: "20261124-A01-c1", matterName: "居住证办理", clerk: "wang" }],
  });
});
