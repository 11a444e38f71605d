/** What the province may say of the audit: only rows that were sent are its own. */
import { beforeEach, expect, test } from "vitest";
import { uploadAudit } from "../../../../../electron/app/delivery/audit-upload.ts";
import type { AuditReceiver } from "../../../../../electron/app/ports/province.ts";
import type { Storage } from "../../../../../electron/app/ports/storage.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../../../../electron/domain/result.ts";

const ROWS = 450;
let cursor: number;
let calls: number;

const storage = {
  auditUploaded: async () => ok(cursor),
  auditEntries: async (after: number, limit: number) =>
    ok(Array.from({ length: Math.max(0, Math.min(limit, ROWS - after)) }, (_, index) => ({ seq: after + 1 + index }))),
  lastCheckpoint: async () => ok(undefined),
  putAuditUploaded: async (seq: number) => {
    cursor = seq;
    return ok(undefined);
  },
} as unknown as Storage;
const upload = (answer: (first: number, last: number) => Result<number>) => {
  const receiver = {
    upload: async (entries: readonly { seq: number }[]) => {
      calls += 1;
      if (calls > 20) throw new Error("goes on for ever");
      return answer(entries[0]?.seq ?? 0, entries.at(-1)?.seq ?? 0);
    },
  } as unknown as AuditReceiver;
  return uploadAudit({ storage, receiver, signal: new AbortController().signal });
};

beforeEach(() => {
  [cursor, calls] = [100, 0];
});

test("goes on until the province has everything", async () => {
  expect(await upload((_, last) => ok(last))).toEqual(ok(350));
  expect([cursor, calls]).toEqual([ROWS, 2]);
});

test("goes back where the province has a gap", async () => {
  const gap = () => failed<number>({ ...fault("province.nonsense"), detail: { acceptedThrough: 40 } });
  expect((await upload(gap)).ok).toBe(false);
  expect(cursor).toBe(40);
});

test("what the province has beyond the rows that were sent, a restore lost here: later ones are sent all the same", async () => {
  expect(await upload(() => ok(1_000_000))).toEqual(ok(350));
  expect([cursor, calls]).toEqual([ROWS, 2]);
});

test.each([
  ["no more than it had", 100],
  ["less than it had", 7],
])("a province that says it took %s is not believed, and not asked again at once", async (_, accepted) => {
  expect(await upload(() => ok(accepted))).toMatchObject({ ok: false, fault: { code: "province.nonsense" } });
  expect([cursor, calls]).toEqual([100, 1]);
});

test("a gap beyond what was sent moves on no further than that", async () => {
  const gap = () => failed<number>({ ...fault("province.nonsense"), detail: { acceptedThrough: 9_999 } });
  expect((await upload(gap)).ok).toBe(false);
  expect(cursor).toBe(300);
});
